"""TransformSuite: a transform of whole batches."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import polars as pl

from kolonne.contract import PluginError, Transform
from kolonne.plugins.answers import plain_transform
from kolonne.registry import PluginInfo
from kolonne.testing.frames import cuts, passage_counts, together, transformed
from kolonne.testing.promise import hold, skip
from kolonne.testing.reconciling import check_reconciles
from kolonne.testing.timing import check_time
from kolonne.testing.values import frame_of, made_up_frame

_INFO = PluginInfo("test", "0", ())


class TransformSuite:
    """What every transform promises. Subclass it and set `transform`."""

    transform: ClassVar[Transform]
    #: What made-up rows hold, where not any value of the parameter's type makes sense: parameter → values.
    values: ClassVar[Mapping[str, Sequence[Any]]] = {}
    #: For 32,768 rows.
    seconds_per_batch: ClassVar[float] = 5.0

    def frame(self) -> pl.DataFrame:
        """Rows to try it with: made-up ones, unless a subclass has better ones."""
        return made_up_frame(self.transform.takes, 200, self.values)

    def test_it_is_described(self) -> None:
        """Names, types and reasons are such that documents can use them, and a sentence says what it does."""
        try:
            plain_transform(_INFO, "kolonne_transforms", self.transform)
        except PluginError as error:
            hold(kept=False, what=str(error))
        doc = self.transform.doc.strip()
        hold(len(doc) > 1 and doc.endswith("."), f"`{self.transform.name}`: its `doc` is no sentence: {doc!r}")
        does = bool(self.transform.makes or self.transform.drops)
        hold(does, f"`{self.transform.name}` makes no value and leaves no row out")

    def test_it_gives_what_it_promises(self) -> None:
        """Every row comes back in order, with columns of the promised types, and rows are left out for declared reasons."""
        transformed(self.transform, self.frame())

    def test_rows_reconcile(self) -> None:
        """Rows that went in and rows that were added are as many as those that are kept and those that are left out."""
        frame = self.frame()
        check_reconciles(passage_counts(self.transform, frame, transformed(self.transform, frame)))

    def test_no_rows_are_no_rows(self) -> None:
        """An empty frame gives an empty frame of the same columns."""
        found = transformed(self.transform, self.frame().clear())
        hold(found.height == 0, f"`{self.transform.name}` gave {found.height} rows for none")

    def test_blanks_are_borne(self) -> None:
        """Rows in which everything is blank come back like any others."""
        transformed(self.transform, frame_of(self.transform.takes, [{}] * 5))

    def test_the_same_rows_give_the_same(self) -> None:
        """It is pure: asked twice, it gives the same twice."""
        frame = self.frame()
        first, second = transformed(self.transform, frame), transformed(self.transform, frame)
        hold(first.equals(second), f"`{self.transform.name}` gave something else when it was asked again")

    def test_batches_may_be_cut_anywhere(self) -> None:
        """What sees a batch gives the same for rows, however they are cut into batches."""
        if self.transform.sees != "batch":
            skip("it sees all rows at once")
        frame = self.frame()
        whole = transformed(self.transform, frame)
        for batches in cuts(frame):
            apart = together([transformed(self.transform, batch) for batch in batches], batches)
            rows = sum(batch.height for batch in batches)
            same = whole.filter(pl.col("row") < rows)
            what = f'`{self.transform.name}` gives something else for batches of {batches[0].height} rows: say `sees="all"`'
            hold(same.equals(apart), what)

    def test_it_keeps_to_its_time(self) -> None:
        """A batch of 32,768 rows takes no more than `seconds_per_batch`."""
        check_time(self.transform.function, self.frame(), self.seconds_per_batch)
