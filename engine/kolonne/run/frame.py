"""Evaluating expressions over a frame: a column each, and their faults to the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions import Checked, Compiled, children, compile_vector, fault_of, is_tame, references
from kolonne.plan import Plan
from kolonne.run.calls import Calls, answered, has_calls, names_of
from kolonne.run.columns import without
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


def _cell_of(name: str) -> str:
    """The column that holds value and fault together while they are taken apart."""
    return f"{name}?cell"


def with_faults(
    frame: pl.DataFrame, items: Sequence[Item], columns: Mapping[str, pl.Expr], plan: Plan
) -> tuple[pl.DataFrame, list[Item]]:
    """The frame with a column for each item, and those in which a fault happened, which have a column of faults too."""
    nodes = [item.node for item in items]
    # With the nodes, so that no others may ever have their places in memory, and so their IDs.
    ids = tuple(map(id, nodes))
    calls, reads, _ = plan.once(
        ("items", ids), lambda: (has_calls(plan, nodes), [_read(node) for node in nodes], nodes)
    )
    if calls:
        return _with_calls(frame, items, columns, plan)
    if not items:
        return frame, []
    look = _Look(frame, columns, plan)
    tame = tuple(all(look.is_tame(name) for name in read) for read in reads)
    names = tuple(item.name for item in items)
    query = plan.once(("query", ids, names, tame), lambda: _query(items, [*map(look.compiled, nodes, tame)]))
    return query.answered(frame, items)


@dataclass(slots=True)
class _Look:
    """Finds the way in which expressions are computed for a frame."""

    frame: pl.DataFrame
    columns: Mapping[str, pl.Expr]
    plan: Plan
    tame: dict[str, bool] = field(default_factory=dict)

    def compiled(self, node: Checked, tame: bool) -> Compiled:  # mapped over
        """The expression for Polars: the quicker one where the columns that it names are tame."""
        return compile_vector(node, self.columns, self.plan.lists, is_tame=tame)

    def is_tame(self, name: str) -> bool:
        if name not in self.tame:
            # What is the same for all rows is looked at once: a figure of an organisation may be as large as any number.
            self.tame[name] = (
                is_tame(self.frame[name])
                if name in self.frame.columns
                else self.plan.once(("tame", name), lambda: is_tame(pl.select(self.columns[name]).to_series()))
            )
        return self.tame[name]


def _read(node: Checked) -> tuple[str, ...]:
    """The columns on whose reach the expression hangs; a name alone cannot fail."""
    return tuple(dict.fromkeys(one.name for one in references(node))) if children(node) else ()


@dataclass(frozen=True, slots=True)
class _Query:
    """What is asked of Polars for some items, whatever the frame."""

    #: Columns that hold value and fault together, and then are gone again.
    cells: list[pl.Expr]
    made: list[pl.Expr]
    #: The items in which a fault is possible, by their place.
    possible: list[int]
    is_tame: bool

    def answered(self, frame: pl.DataFrame, items: Sequence[Item]) -> tuple[pl.DataFrame, list[Item]]:
        """The frame with a column for each item, and those in which a fault happened."""
        if self.is_tame:
            # What is tame is written out plainly, and asking Polars for a plan takes longer than many of its answers.
            found = (frame.with_columns(self.cells) if self.cells else frame).with_columns(self.made)
        else:
            # Lazy, so that parts which several expressions share are computed once.
            lazy = frame.lazy().with_columns(self.cells) if self.cells else frame.lazy()
            found = lazy.with_columns(self.made).collect()
        possible = [items[at] for at in self.possible]
        happened = [item for item in possible if found[fault_of(item.name)].null_count() < found.height]
        quiet = [fault_of(item.name) for item in possible if item not in happened]
        return without(found, [*quiet, *(cell.meta.output_name() for cell in self.cells)]), happened


def _query(items: Sequence[Item], made_of: Sequence[Compiled]) -> _Query:
    cells: list[pl.Expr] = []
    made: list[pl.Expr] = []
    possible: list[int] = []
    for at, (item, compiled) in enumerate(zip(items, made_of, strict=True)):
        value, fault = compiled.value, compiled.fault
        if compiled.cell is not None and fault is not None:
            cells.append(compiled.cell.alias(_cell_of(item.name)))
            value, fault = (pl.col(_cell_of(item.name)).struct.field(name) for name in ("value", "fault"))
        made.append(value.alias(item.name))
        if fault is not None:
            made.append(fault.alias(fault_of(item.name)))
            possible.append(at)
    return _Query(cells, made, possible, all(compiled.is_tame for compiled in made_of))


def _with_calls(
    frame: pl.DataFrame, items: Sequence[Item], columns: Mapping[str, pl.Expr], plan: Plan
) -> tuple[pl.DataFrame, list[Item]]:
    """The same, where operations of plugins stand in the items: each is computed first, and then read like any name."""
    nodes = [item.node for item in items]
    calls, found_nodes, _ = plan.once(("calls", *map(id, nodes)), lambda: _taken_out(nodes))
    plain = [replace(item, node=node) for item, node in zip(items, found_nodes, strict=True)]
    before = frame.columns
    for called in calls.found.values():
        given = [Item(f"?argument/{at}", node, "", "") for at, node in enumerate(called.node.arguments)]
        found, faulty = with_faults(frame, given, names_of(frame, columns), plan)
        arguments = found.select(pl.col(item.name).alias(f"a{at}") for at, item in enumerate(given))
        faults = [found[fault_of(item.name)] for item in faulty]
        frame = frame.with_columns(answered(called, arguments, faults, plan.lists))
    found, faulty = with_faults(frame, plain, names_of(frame, columns), plan)
    made = {name for called in calls.found.values() for name in (called.name, fault_of(called.name))}
    return without(found, made.difference(before)), faulty


def _taken_out(nodes: list[Checked]) -> tuple[Calls, list[Checked], list[Checked]]:
    """The calls in some expressions, and the expressions without them."""
    calls = Calls()
    return calls, [calls.out_of(node) for node in nodes], nodes


def evaluate(
    frame: pl.DataFrame, items: Sequence[Item], columns: Mapping[str, pl.Expr], plan: Plan, ledger: Ledger
) -> pl.DataFrame:
    """The frame with a column for each item; faults are told."""
    found, happened = with_faults(frame, items, columns, plan)
    for item in happened:
        ledger.faults(found, pl.col(fault_of(item.name)), item.place, item.rule, is_named=not item.is_about_health)
    return without(found, [fault_of(item.name) for item in happened])
