"""Scopes: what may be named of a row, of a group of rows, and of the whole report."""

from dataclasses import replace

from kolonne.definitions import ColumnDocument
from kolonne.plan.names import NameTable
from kolonne.plan.relations import Relations
from kolonne.plan.rules import given_names
from kolonne.plan.sheet_plan import SheetPlan

#: What is said of the input that makes rows, where it is named: of a row, and of many.
_SHEETS = "lines of sheets are looked at by rules per report, and by headings"
_MAIN = (
    "a row is one of `{0}`, whose fields are named without it; `count_over(key, …)` and others look at the other rows"
)
_GROUPED = "the rows are those of `{0}`, and are named without it: `count()`, `sum(field)`"


def open_names(rows: NameTable, relations: Relations) -> None:
    """Let rows name the records that they belong to, and look at those that belong to them."""
    for name in relations.above():
        rows.types.update(relations.fields.get(name, {}))
    rows.sources.update({name: relations.names_of(name) for name in relations.below()})
    main = relations.main
    why = f"`{{0}}` has nothing to do with a row: it does not say that its records belong to `{main}`"
    rows.unreachable.update({name: why.format(name) for name in relations.apart()})
    rows.unreachable["sheets"] = _SHEETS
    rows.unreachable["value"] = "`value` is the cell in rules per cell only"
    if main not in rows.types:
        rows.unreachable[main] = _MAIN.format(main)


def group_names(rows: NameTable, relations: Relations) -> NameTable:
    """The names of groups of rows, but for their keys."""
    inner = replace(rows, windows=False)
    apart = {name: relations.names_of(name) for name in relations.apart()}
    sources = {**rows.sources, **apart}
    unreachable = {"sheets": _SHEETS}
    if relations.main in rows.unreachable:
        unreachable[relations.main] = _GROUPED.format(relations.main)
    return rows.within(given_names(rows), rows=inner, sources=sources, unreachable=unreachable, windows=False)


def report_names(document: ColumnDocument, groups: NameTable, sheets: tuple[SheetPlan, ...]) -> NameTable:
    """The names of the whole report: it can look at the lines of its sheets too."""
    lines = {
        f"sheets.{sheet.name}": {f"sheets.{sheet.name}.{column.name}": column.type for column in sheet.columns}
        for sheet in sheets
    }
    levels = {f"sheets.{sheet.name}.{column.name}": column.level for sheet in sheets for column in sheet.columns}
    groups.levels.update(levels)
    # Of a column that could not be planned it is told where it stands.
    broken = {
        f"sheets.{sheet.name}.{name}"
        for sheet in sheets
        for name in document.sheets[sheet.name].columns
        if f"sheets.{sheet.name}.{name}" not in levels
    }
    broken |= groups.broken | {f"sheets.{name}" for name in groups.vague}
    unreachable = {name: why for name, why in groups.unreachable.items() if name != "sheets"}
    return groups.within(groups.types, sources={**groups.sources, **lines}, broken=broken, unreachable=unreachable)
