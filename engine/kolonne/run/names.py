"""Names: what stands for each name in expressions about a frame."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from kolonne.expressions import literal
from kolonne.plan import Plan


def given_columns(plan: Plan) -> Mapping[str, pl.Expr]:
    """What stands for names that are the same for all rows."""
    return plan.once("given", lambda: {name: literal(value, of) for name, (of, value) in plan.given.items()})


class Names(Mapping[str, pl.Expr]):
    """The columns of a frame, and behind them what is the same for all rows."""

    def __init__(self, plan: Plan, columns: Sequence[str]) -> None:
        self._given = given_columns(plan)
        self._columns = dict.fromkeys(columns)

    def __getitem__(self, name: str) -> pl.Expr:
        return pl.col(name) if name in self._columns else self._given[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._columns
        yield from (name for name in self._given if name not in self._columns)

    def __len__(self) -> int:
        # Asked for each expression: without looking at every name.
        return len(self._columns) + len(self._given.keys() - self._columns.keys())
