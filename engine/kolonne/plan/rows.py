"""Rows of a document: what is computed for them, in which order, and which are kept."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from kolonne.definitions import ColumnDocument
from kolonne.documents import Path
from kolonne.expressions import DATE, Checked, ValueType, names_used
from kolonne.plan.row_plan import KeepPlan, LetPlan
from kolonne.plan.workbench import Workbench

#: Reasons that the engine itself leaves rows out for.
RESERVED_REASONS = ("no_date", "outside_period", "no_file")

#: A longer chain of values that need each other is shown in part.
_MOST_SHOWN = 12


def plan_each(document: ColumnDocument, bench: Workbench) -> LetPlan | None:
    """The list that makes several rows of one record; its item becomes a name."""
    for name, text in document.rows.each.items():
        path = ("rows", "each", name)
        checked = bench.check(path, text)
        if checked is not None and checked.type.kind != "list":
            message = f"found a value of type {checked.type}; a list is needed"
            bench.desk.report(path, "wrong_type", message, "`days(first, last)` makes one")
            checked = None
        _declare(path, name, checked.type.item if checked is not None else None, checked, bench)
        return LetPlan(name, checked) if checked is not None else None
    return None


def plan_lets(document: ColumnDocument, bench: Workbench) -> tuple[LetPlan, ...]:
    """Named values, in an order in which each uses earlier ones only; they become names."""
    texts = document.rows.let
    found: list[LetPlan] = []
    for name in _ordered(texts, bench):
        path = ("rows", "let", name)
        checked = bench.check(path, texts[name])
        _declare(path, name, checked.type if checked is not None else None, checked, bench)
        if checked is not None:
            found.append(LetPlan(name, checked, bench.names.level(checked) == "health"))
    return tuple(found)


def _declare(path: Path, name: str, of: ValueType | None, value: Checked | None, bench: Workbench) -> None:
    """Make a computed value a name. One that could not be checked is not complained about again where it is used."""
    if bench.names.claim(path, name, "a value of `each`" if path[1] == "each" else "a value of `let`", bench.desk):
        bench.names.add(name, of, bench.names.level(value) if value is not None else "public")


def _ordered(texts: Mapping[str, str], bench: Workbench) -> list[str]:
    # A name that is taken already means in an expression what took it.
    own = {name for name in texts if name not in bench.names.origins}
    uses = {name: [other for other in names_used(text) if other in own] for name, text in texts.items()}
    while True:
        try:
            return _sorted_by_use(uses)
        except CycleError as error:
            # Each is followed by one that it is used by, and the first stands at the end again.
            cycle: list[str] = error.args[1][:0:-1]
            first = min(range(len(cycle)), key=lambda at: list(texts).index(cycle[at]))
            cycle = [*cycle[first:], *cycle[:first]]
            shown = cycle if len(cycle) <= _MOST_SHOWN else [*cycle[: _MOST_SHOWN - 1], "…", cycle[-1]]
            chain = " → ".join(name if name == "…" else f"`{name}`" for name in [*shown, cycle[0]])
            bench.desk.report(("rows", "let", cycle[0]), "let_cycle", f"values need each other: {chain}")
            bench.names.broken.update(cycle)
            uses = {
                name: [other for other in others if other not in cycle]
                for name, others in uses.items()
                if name not in cycle
            }


def _sorted_by_use(uses: Mapping[str, list[str]]) -> list[str]:
    """Among those that could come next, the written order is kept, so that the same document gives the same plan."""
    written = {name: at for at, name in enumerate(uses)}
    sorter = TopologicalSorter(uses)
    sorter.prepare()
    ordered: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=written.__getitem__)
        ordered.extend(ready)
        sorter.done(*ready)
    return ordered


def plan_period(document: ColumnDocument, bench: Workbench) -> Checked | None:
    """The date that says whether a row lies in the reporting period."""
    text = document.rows.in_period
    return bench.check(("rows", "in_period"), text, DATE) if text is not None else None


def plan_keeps(document: ColumnDocument, bench: Workbench, locale: str) -> tuple[KeepPlan, ...]:
    """Conditions that rows must meet."""
    found: list[KeepPlan] = []
    for name, keep in document.rows.keep.items():
        path = ("rows", "keep", name)
        if name in RESERVED_REASONS:
            bench.desk.report(path, "name_taken", f"`{name}` is a reason of the engine's own", at_key=True)
        when = bench.condition((*path, "when"), keep.when)
        message = bench.message((*path, "otherwise"), keep.otherwise, locale)
        if when is not None:
            found.append(KeepPlan(name, when, message, bench.names.level(when) == "health"))
    return tuple(found)
