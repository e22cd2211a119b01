"""Rows of a document: what is computed for them, in which order, and which are kept."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from kolonne.contract import Severity
from kolonne.definitions import ColumnDocument, pick
from kolonne.expressions import DATE, Checked, ValueType, names_used
from kolonne.plan.names import NameTable
from kolonne.plan.plan import KeepPlan, LetPlan, RulePlan
from kolonne.plan.problems import Path
from kolonne.plan.workbench import Workbench


def plan_each(document: ColumnDocument, bench: Workbench) -> LetPlan | None:
    """The list that makes several rows of one record; its item becomes a name."""
    for name, text in document.rows.each.items():
        path = ("rows", "each", name)
        checked = bench.check(path, text)
        if checked is not None and checked.type.kind != "list":
            bench.desk.report(
                path, "wrong_type", f"found {checked.type}; a list is needed", "`days(first, last)` makes one"
            )
            checked = None
        item = checked.type.item if checked is not None else None
        declare(path, name, item or ValueType("text"), checked, bench)
        return LetPlan(name, checked) if checked is not None else None
    return None


def plan_lets(document: ColumnDocument, bench: Workbench) -> tuple[LetPlan, ...]:
    """Named values, in an order in which each uses earlier ones only; they become names."""
    texts = document.rows.let
    found: list[LetPlan] = []
    for name in _ordered(texts, bench):
        path = ("rows", "let", name)
        checked = bench.check(path, texts[name])
        declare(path, name, checked.type if checked is not None else None, checked, bench)
        if checked is not None:
            found.append(LetPlan(name, checked))
    return tuple(found)


def declare(path: Path, name: str, of: ValueType | None, value: Checked | None, bench: Workbench) -> None:
    """Make a computed value a name. One that could not be checked is not complained about again where it is used."""
    names: NameTable = bench.names
    if name in names.types:
        bench.desk.report(path, "name_taken", f"`{name}` is {names.origins[name]} already", at_key=True)
        return
    if of is not None:
        names.add(name, of, "a value of `let`", names.level(value) if value is not None else "public")


def _ordered(texts: Mapping[str, str], bench: Workbench) -> list[str]:
    uses = {name: [other for other in names_used(text) if other in texts] for name, text in texts.items()}
    try:
        # Among those that could come next, the written order is kept, so that the same document gives the same plan.
        sorter = TopologicalSorter(uses)
        sorter.prepare()
        ordered: list[str] = []
        written = {name: at for at, name in enumerate(texts)}
        while sorter.is_active():
            ready = sorted(sorter.get_ready(), key=written.__getitem__)
            ordered.extend(ready)
            sorter.done(*ready)
    except CycleError as error:
        chain = " → ".join(f"`{name}`" for name in error.args[1])
        bench.desk.report(("rows", "let", error.args[1][0]), "let_cycle", f"values need each other: {chain}")
        return []
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
            found.append(KeepPlan(name, when, message))
    return tuple(found)


#: Reasons that the engine itself leaves rows out for.
RESERVED_REASONS = ("no_date", "outside_period")


def plan_rules(document: ColumnDocument, bench: Workbench, locale: str) -> tuple[RulePlan, ...]:
    """Checks of every kept row."""
    found: list[RulePlan] = []
    for name, rule in document.rules.items():
        path = ("rules", name)
        checked = bench.condition((*path, "check"), rule.check)
        message = bench.message((*path, "message"), rule.message, locale)
        help_ = pick(rule.help, locale) if rule.help is not None else ""
        if checked is not None:
            found.append(RulePlan(name, checked, Severity(rule.severity), message, help_))
    return tuple(found)
