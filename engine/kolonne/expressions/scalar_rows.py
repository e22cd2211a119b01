"""What the scalar evaluator makes of many rows: the oracle of folding and windowing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from kolonne.expressions.aggregation import Listed
from kolonne.expressions.checked import Aggregate, Checked, Window
from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.types import Value
from kolonne.expressions.windows import RANK

#: Names under which a row knows itself, the rows of its group, all rows among which it stands, and its place there.
ROW, GROUP, OTHERS, AT = "?row", "?group", "?others", "?at"

#: Evaluates a part for a row; raises CellFaultError.
Evaluate = Callable[[Mapping[str, Any]], Value]
#: Makes such a function of a part.
Program = Callable[[Checked], Evaluate]


def aggregate(node: Aggregate, program: Program) -> Evaluate:
    """One value of the rows of a source, or of a group."""
    arguments = [program(one) for one in node.arguments]
    where = program(node.where) if node.where is not None else None
    types = tuple(one.type for one in node.arguments)

    def evaluate(row: Mapping[str, Any]) -> Value:
        rows = [{**row, **other} for other in row.get(node.source or GROUP, ())]
        listed = [tuple(one(each) for one in arguments) for each in rows if where is None or where(each)]
        return node.aggregation.scalar(Listed(listed, types, node.type, node.option))

    return evaluate


def window(node: Window, program: Program) -> Evaluate:
    """The value of a row among all of them."""
    keys = [program(one) for one in node.keys]
    where = program(node.where) if node.where is not None else None
    order = program(node.order) if node.order is not None else None

    def place(row: Mapping[str, Any]) -> tuple[Value, ...]:
        return tuple(one(row) for one in keys)

    def ordered(row: Mapping[str, Any]) -> Value:
        own_place, own_order = place(row), order(row) if order is not None else row[AT]
        counts = where is None or where(row) is True
        if not counts or own_order is None:
            return None if node.function == RANK else False
        better = tied = 0
        for other in _others(row):
            try:
                their_place, theirs = place(other), order(other) if order is not None else other[AT]
                if their_place != own_place or theirs is None or not (where is None or where(other) is True):
                    continue
            except CellFaultError:
                continue
            mine, its = cast(Any, own_order), cast(Any, theirs)
            better += (its > mine) if node.descending and order is not None else (its < mine)
            tied += its == mine and other[AT] < row[AT]
        return better + 1 if node.function == RANK else better + tied == 0

    if node.aggregation is None:
        return ordered
    aggregation, types = node.aggregation, tuple(one.type for one in node.arguments)
    arguments = [program(one) for one in node.arguments]

    def gathered(row: Mapping[str, Any]) -> Value:
        own = place(row)
        rows = [other for other in _others(row) if _same_place(place, other, own)]
        listed = [tuple(one(each) for one in arguments) for each in rows if where is None or where(each)]
        return aggregation.scalar(Listed(listed, types, node.type, node.option))

    return gathered


def _same_place(place: Callable[[Mapping[str, Any]], tuple[Value, ...]], other: Mapping[str, Any], own: object) -> bool:
    try:
        return place(other) == own
    except CellFaultError:
        return False


def _others(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = row[OTHERS]
    for at, other in enumerate(rows):
        yield {**other, OTHERS: rows, AT: at}
