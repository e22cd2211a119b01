"""Evaluating expressions over a frame: a column each, and their faults to the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from kolonne.expressions import Checked, compile_vector, fault_of, literal
from kolonne.plan import Plan
from kolonne.run.calls import Calls, answered, has_calls, names_of
from kolonne.run.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Item:
    """An expression to be evaluated."""

    #: Of the column it becomes.
    name: str
    node: Checked
    #: The part of the document that is told of when it fails.
    place: str
    rule: str
    #: Whether what goes wrong tells of somebody's health, and is told without the record's key.
    is_about_health: bool = False


def given_columns(plan: Plan) -> dict[str, pl.Expr]:
    """What stands for names that are the same for all rows."""
    return {name: literal(value, of) for name, (of, value) in plan.given.items()}


def _cell_of(name: str) -> str:
    """The column that holds value and fault together while they are taken apart."""
    return f"{name}?cell"


def with_faults(
    frame: pl.DataFrame, items: Sequence[Item], columns: Mapping[str, pl.Expr], plan: Plan
) -> tuple[pl.DataFrame, list[Item]]:
    """The frame with a column for each item, and those in which a fault happened, which have a column of faults too."""
    if has_calls(plan, [item.node for item in items]):
        return _with_calls(frame, items, columns, plan)
    cells: list[pl.Expr] = []
    made: list[pl.Expr] = []
    possible: list[Item] = []
    for item in items:
        compiled = compile_vector(item.node, columns, plan.lists)
        value, fault = compiled.value, compiled.fault
        if compiled.cell is not None and fault is not None:
            cells.append(compiled.cell.alias(_cell_of(item.name)))
            value, fault = (pl.col(_cell_of(item.name)).struct.field(name) for name in ("value", "fault"))
        made.append(value.alias(item.name))
        if fault is not None:
            made.append(fault.alias(fault_of(item.name)))
            possible.append(item)
    if not made:
        return frame, []
    # Lazy, so that parts which several expressions share are computed once.
    found = (
        frame.lazy().with_columns(cells).with_columns(made).drop(cell.meta.output_name() for cell in cells).collect()
    )
    happened = [item for item in possible if found[fault_of(item.name)].null_count() < found.height]
    return found.drop(fault_of(item.name) for item in possible if item not in happened), happened


def _with_calls(
    frame: pl.DataFrame, items: Sequence[Item], columns: Mapping[str, pl.Expr], plan: Plan
) -> tuple[pl.DataFrame, list[Item]]:
    """The same, where operations of plugins stand in the items: each is computed first, and then read like any name."""
    calls = Calls()
    plain = [replace(item, node=calls.out_of(item.node)) for item in items]
    before = frame.columns
    for called in calls.found.values():
        given = [Item(f"?argument/{at}", node, "", "") for at, node in enumerate(called.node.arguments)]
        found, faulty = with_faults(frame, given, names_of(frame, columns), plan)
        arguments = found.select(pl.col(item.name).alias(f"a{at}") for at, item in enumerate(given))
        faults = [found[fault_of(item.name)] for item in faulty]
        frame = frame.with_columns(answered(called, arguments, faults, plan.lists))
    found, faulty = with_faults(frame, plain, names_of(frame, columns), plan)
    made = {name for called in calls.found.values() for name in (called.name, fault_of(called.name))}
    return found.drop(name for name in made if name not in before), faulty


def evaluate(
    frame: pl.DataFrame, items: Sequence[Item], columns: Mapping[str, pl.Expr], plan: Plan, ledger: Ledger
) -> pl.DataFrame:
    """The frame with a column for each item; faults are told."""
    found, happened = with_faults(frame, items, columns, plan)
    for item in happened:
        ledger.faults(found, pl.col(fault_of(item.name)), item.place, item.rule, is_named=not item.is_about_health)
    return found.drop(fault_of(item.name) for item in happened)
