"""The vector evaluator over many rows, as exports use it: hoisted, folded or placed, and compiled; and the same rows for
the scalar one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from kolonne.expressions import (
    Aggregate,
    Checked,
    Fold,
    Hoist,
    Lists,
    Outcome,
    Placing,
    ScalarProgram,
    Value,
    ValueType,
    Window,
    compile_vector,
    dtype,
    fault_of,
    fold_onto,
    placed,
)
from kolonne.expressions.scalar_rows import AT, GROUP, OTHERS

#: Values by name.
Row = Mapping[str, Value]
_OWN, _OWNER = "?own", "?owner"


@dataclass(frozen=True)
class Rows:
    """Rows of one kind: their types, their values, and for related ones the number of the row that each belongs to."""

    types: Mapping[str, ValueType]
    values: Sequence[Row]
    owners: Sequence[int] = ()

    def frame(self) -> pl.DataFrame:
        columns = {
            name: pl.Series(name, [_plain(row[name]) for row in self.values], dtype=dtype(of))
            for name, of in self.types.items()
        }
        owners = pl.Series(_OWNER, self.owners or [0] * len(self.values), dtype=pl.Int64)
        return pl.DataFrame({_OWN: pl.Series(_OWN, range(len(self.values)), dtype=pl.Int64), _OWNER: owners, **columns})


def vectors(node: Checked, rows: Rows, related: Mapping[str, Rows], lists: Lists) -> list[Outcome]:
    """What exports make of the expression for each row, with the records that belong to it by the names of their inputs."""
    return _finished(node, _with_gatherings(node, rows.frame(), related, lists), lists)


def scalars(node: Checked, rows: Rows, related: Mapping[str, Rows], lists: Lists) -> list[Outcome]:
    """What the oracle makes of the same."""
    program = ScalarProgram(node, lists)
    full = [{**row, **_belonging(at, related)} for at, row in enumerate(rows.values)]
    return [program.evaluate({**row, OTHERS: full, AT: at}) for at, row in enumerate(full)]


def group_vectors(
    node: Checked, groups: Rows, members: Rows, related: Mapping[str, Rows], lists: Lists
) -> list[Outcome]:
    """What exports make of an expression about groups; `members` say which group is theirs."""
    outer, inner = Hoist("?a"), Hoist("?i")
    rest = outer.out_of(node)
    aggregates = {name: one for name, one in outer.named.items() if isinstance(one, Aggregate)}
    parts = {f"{name}{at}": inner.out_of(one) for name, node_ in aggregates.items() for at, one in _parts(node_)}
    rows = members.frame()
    for name, one in inner.named.items():
        assert isinstance(one, Aggregate)
        rows = _with_aggregate(name, one, rows, related, lists)
    rows = _with_parts(rows, parts, lists)
    frame = groups.frame()
    folds = [_fold(name, one) for name, one in aggregates.items()]
    frame = fold_onto(frame, [_OWN], rows.drop(_OWN).rename({_OWNER: _OWN}), folds) if folds else frame
    return _finished(rest, frame, lists)


def group_scalars(
    node: Checked, groups: Rows, members: Rows, related: Mapping[str, Rows], lists: Lists
) -> list[Outcome]:
    """What the oracle makes of the same."""
    program = ScalarProgram(node, lists)
    full = [{**row, **_belonging(at, related)} for at, row in enumerate(members.values)]
    found: list[Outcome] = []
    for at, group in enumerate(groups.values):
        own = [row for row, owner in zip(full, members.owners, strict=True) if owner == at]
        found.append(program.evaluate({**group, GROUP: own}))
    return found


def _belonging(at: int, related: Mapping[str, Rows]) -> dict[str, list[Row]]:
    return {
        name: [row for row, owner in zip(rows.values, rows.owners, strict=True) if owner == at]
        for name, rows in related.items()
    }


def _with_gatherings(node: Checked, frame: pl.DataFrame, related: Mapping[str, Rows], lists: Lists) -> pl.DataFrame:
    outer, inner = Hoist("?a"), Hoist("?i")
    outer.out_of(node)
    placings: list[Placing] = []
    for name, one in outer.named.items():
        if isinstance(one, Aggregate):
            frame = _with_aggregate(name, one, frame, related, lists)
    for name, one in outer.named.items():
        if isinstance(one, Window):
            parts = {f"{name}{at}": inner.out_of(part) for at, part in _parts(one)}
            for needed, aggregate in inner.named.items():
                if isinstance(aggregate, Aggregate) and needed not in frame.columns:
                    frame = _with_aggregate(needed, aggregate, frame, related, lists)
            frame = _with_parts(frame, parts, lists)
            placings.append(_placing(name, one))
    return pl.concat([frame, placed(frame, placings)], how="horizontal") if placings else frame


def _with_aggregate(
    name: str, node: Aggregate, frame: pl.DataFrame, related: Mapping[str, Rows], lists: Lists
) -> pl.DataFrame:
    together = frame.drop(_OWNER).join(
        related[node.source].frame().drop(_OWN), left_on=_OWN, right_on=_OWNER, maintain_order="left_right"
    )
    together = _with_parts(together, {f"{name}{at}": part for at, part in _parts(node)}, lists)
    return fold_onto(frame, [_OWN], together, [_fold(name, node)])


def _parts(node: Aggregate | Window) -> list[tuple[str, Checked]]:
    found = [(f"/{at}", one) for at, one in enumerate(node.arguments)]
    if isinstance(node, Window):
        found += [(f"/key{at}", one) for at, one in enumerate(node.keys)]
        found += [("/order", node.order)] if node.order is not None else []
    return found + ([("/where", node.where)] if node.where is not None else [])


def _fold(name: str, node: Aggregate | Window) -> Fold:
    assert node.aggregation is not None
    columns = tuple(f"{name}/{at}" for at in range(len(node.arguments)))
    types = tuple(one.type for one in node.arguments)
    where = f"{name}/where" if node.where is not None else None
    return Fold(name, node.aggregation, columns, types, node.type, where, node.option)


def _placing(name: str, node: Window) -> Placing:
    keys = tuple(f"{name}/key{at}" for at in range(len(node.keys)))
    order = f"{name}/order" if node.order is not None else None
    where = f"{name}/where" if node.where is not None else None
    fold = _fold(name, node) if node.aggregation is not None else None
    return Placing(name, node.function, keys, order, node.descending, where, fold)


def _with_parts(frame: pl.DataFrame, parts: Mapping[str, Checked], lists: Lists) -> pl.DataFrame:
    """The frame with a column for each part, and one of faults where there can be any."""
    columns = {name: pl.col(name) for name in frame.columns}
    made: list[pl.Expr] = []
    for name, node in parts.items():
        compiled = compile_vector(node, columns, lists)
        made.append(compiled.value.alias(name))
        if compiled.fault is not None:
            made.append(compiled.fault.alias(fault_of(name)))
    return frame.lazy().with_columns(made).collect()


def _finished(node: Checked, frame: pl.DataFrame, lists: Lists) -> list[Outcome]:
    rest = Hoist("?a").out_of(node)
    compiled = compile_vector(rest, {name: pl.col(name) for name in frame.columns}, lists)
    fault = compiled.fault if compiled.fault is not None else pl.lit(None, dtype=pl.String)
    found = frame.lazy().select(_OWN, compiled.value.alias("value"), fault.alias("fault")).collect()
    return [
        Outcome(_back(value), code or "")
        for value, code in zip(found["value"].to_list(), found["fault"].to_list(), strict=True)
    ]


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value


def _back(value: object) -> Value:
    return tuple(_back(item) for item in value) if isinstance(value, list) else value  # type: ignore[return-value]
