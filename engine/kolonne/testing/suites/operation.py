"""OperationSuite: a function of expressions."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import polars as pl

from kolonne.contract import PluginError
from kolonne.expressions import Apply, BatchCall, Lists, Operation, tried
from kolonne.plugins.answers import plain_name
from kolonne.registry import PluginInfo
from kolonne.testing.calls import Call, calls_of
from kolonne.testing.parity import check_examples, check_parity, check_rows_alone
from kolonne.testing.promise import hold, skip
from kolonne.testing.timing import check_time
from kolonne.testing.values import made_up_rows

_INFO = PluginInfo("test", "0", ())


class OperationSuite:
    """What every operation promises. Subclass it and set `operation`."""

    operation: ClassVar[Operation]
    #: What made-up arguments are, where not any value of the parameter's type makes sense: parameter → values. Parameters
    #: without a name are `a0`, `a1`, …
    values: ClassVar[Mapping[str, Sequence[Any]]] = {}
    #: What literals (parameters with `!`) are tried with, as expressions write them: parameter, or `0`, `1`, … → texts.
    literals: ClassVar[Mapping[str, Sequence[str]]] = {}
    #: For 32,768 rows.
    seconds_per_batch: ClassVar[float] = 5.0

    def test_it_is_described(self) -> None:
        """It has a name that documents can write, and says in a sentence what it does."""
        try:
            plain_name(_INFO, "kolonne_operations", self.operation.name)
        except PluginError as error:
            hold(kept=False, what=str(error))
        doc = self.operation.doc.strip()
        hold(len(doc) > 1 and doc.endswith("."), f"`{self.operation.name}`: its `doc` is no sentence: {doc!r}")

    def test_examples_hold(self) -> None:
        """There is at least one example, and both evaluators give its value and its fault."""
        check_examples(self.operation)

    def test_both_evaluators_agree(self) -> None:
        """What it computes for many rows is what it computes for one, in value and in fault."""
        check_parity(self.operation, values=self.values, literals=self.literals)

    def test_rows_are_looked_at_alone(self) -> None:
        """A row's value hangs on no other row: whole, halved, reversed and single batches give the same."""
        check_rows_alone(self.operation, values=self.values, literals=self.literals)

    def test_it_keeps_to_its_time(self) -> None:
        """A batch of 32,768 rows takes no more than `seconds_per_batch`."""
        for call in calls_of(self.operation, self.literals):
            if isinstance(call.node, Apply) and call.node.overload.batch is not None and call.types:
                self._time(call, call.node)
                return
        skip("it has no arguments that change from row to row")

    def _time(self, call: Call, node: Apply) -> None:
        frame = call.arguments(node, made_up_rows(call.types, 256, self.values))
        given = frame if node.overload.sees_blanks else frame.drop_nulls()
        types = tuple(argument.type for argument in node.arguments)

        def computed(arguments: pl.DataFrame) -> object:
            batch = node.overload.batch
            call = BatchCall(arguments, types, node.constants, node.type, Lists())
            return tried(batch, call) if batch is not None else None

        check_time(computed, given, self.seconds_per_batch)
