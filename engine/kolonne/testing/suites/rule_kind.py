"""RuleKindSuite: a kind of rule."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import polars as pl

from kolonne.contract import PluginError, RuleKind
from kolonne.plugins.answers import plain_transform
from kolonne.registry import PluginInfo
from kolonne.testing.frames import cuts, judged
from kolonne.testing.promise import hold, skip
from kolonne.testing.timing import check_time
from kolonne.testing.values import frame_of, made_up_frame

_INFO = PluginInfo("test", "0", ())


class RuleKindSuite:
    """What every kind of rule promises. Subclass it and set `rule_kind` and `examples`."""

    rule_kind: ClassVar[RuleKind]
    #: Rows (what one does not say is blank), and whether they keep the rule: True, False, or None where it says nothing.
    examples: ClassVar[Sequence[tuple[Mapping[str, Any], bool | None]]] = ()
    #: What made-up rows hold, where not any value of the parameter's type makes sense: parameter → values.
    values: ClassVar[Mapping[str, Sequence[Any]]] = {}
    #: For 32,768 rows.
    seconds_per_batch: ClassVar[float] = 5.0

    def frame(self) -> pl.DataFrame:
        """Rows to try it with: made-up ones, unless a subclass has better ones."""
        return made_up_frame(self.rule_kind.takes, 200, self.values)

    def test_it_is_described(self) -> None:
        """Names and types are such that documents can use them, and a sentence says what it checks."""
        try:
            plain_transform(_INFO, "kolonne_rule_kinds", self.rule_kind)
        except PluginError as error:
            hold(kept=False, what=str(error))
        doc = self.rule_kind.doc.strip()
        hold(len(doc) > 1 and doc.endswith("."), f"`{self.rule_kind.name}`: its `doc` is no sentence: {doc!r}")

    def test_examples_hold(self) -> None:
        """One row at least keeps the rule and one breaks it, and each example is judged as it says."""
        wanted = [kept for _, kept in self.examples]
        hold({True, False} <= set(wanted), "`examples` needs a row that keeps the rule, and one that breaks it")
        found = judged(self.rule_kind, frame_of(self.rule_kind.takes, [row for row, _ in self.examples]))
        for (row, kept), judgement in zip(self.examples, found, strict=True):
            hold(judgement is kept, f"`{self.rule_kind.name}` says {judgement} of {row}; the example says {kept}")

    def test_it_gives_what_it_promises(self) -> None:
        """Every row gets true, false or nothing."""
        judged(self.rule_kind, self.frame())

    def test_no_rows_are_no_rows(self) -> None:
        """An empty frame gives an empty series."""
        judged(self.rule_kind, self.frame().clear())

    def test_blanks_are_borne(self) -> None:
        """Rows in which everything is blank are judged like any others."""
        judged(self.rule_kind, frame_of(self.rule_kind.takes, [{}] * 5))

    def test_the_same_rows_are_judged_the_same(self) -> None:
        """It is pure: asked twice, it says the same twice."""
        frame = self.frame()
        first, second = judged(self.rule_kind, frame), judged(self.rule_kind, frame)
        hold(first.equals(second), f"`{self.rule_kind.name}` said something else when it was asked again")

    def test_batches_may_be_cut_anywhere(self) -> None:
        """What sees a batch judges rows the same, however they are cut into batches."""
        if self.rule_kind.sees != "batch":
            skip("it sees all rows at once")
        frame = self.frame()
        whole = judged(self.rule_kind, frame)
        for batches in cuts(frame):
            apart = pl.concat([judged(self.rule_kind, batch) for batch in batches])
            what = (
                f'`{self.rule_kind.name}` says something else of batches of {batches[0].height} rows: say `sees="all"`'
            )
            hold(whole.head(len(apart)).equals(apart), what)

    def test_it_keeps_to_its_time(self) -> None:
        """A batch of 32,768 rows takes no more than `seconds_per_batch`."""
        check_time(self.rule_kind.function, self.frame(), self.seconds_per_batch)
