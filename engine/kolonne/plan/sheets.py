"""Sheets of a document → SheetPlan: lines, columns, totals, headings."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument, HeadingDefinition, SheetDefinition, pick
from kolonne.documents import Path
from kolonne.expressions import Aggregate, Checked, Mistake, ValueType, children, fitted
from kolonne.plan.columns import ColumnPlanner
from kolonne.plan.distinct import Texts, check_distinct
from kolonne.plan.groups import GroupPlanner
from kolonne.plan.lists import Catalogue
from kolonne.plan.live_cells import LiveCells
from kolonne.plan.names import NameTable, is_personal
from kolonne.plan.problems import near_or_all
from kolonne.plan.rules import given_names
from kolonne.plan.sheet_plan import ColumnPlan, HeadingPlan, MaskPlan, SheetPlan
from kolonne.plan.stages import StageMaker
from kolonne.plan.workbench import Workbench

_NUMERIC = frozenset(("integer", "decimal", "number"))
_NO_ROWS = "in this line there are no records: it can say a text such as `'ingen'`, a number, or `period.end`"
_ORDERED = _NUMERIC | {"date", "time", "datetime"}


@dataclass(frozen=True, slots=True)
class SheetPlanner:
    document: ColumnDocument
    #: Knows the names of rows, and those of groups of rows without their keys.
    bench: Workbench
    groups: NameTable
    catalogue: Catalogue
    locale: str
    #: Takes out of columns of rows what looks at many rows.
    maker: StageMaker

    def plan(self) -> tuple[SheetPlan, ...]:
        """Every sheet, without its heading."""
        sheets = self.document.sheets
        titles: Texts = {("sheets", name, "title"): sheet.title for name, sheet in sheets.items()}
        check_distinct(titles, "duplicate_title", "is the title of the sheet", self.bench.desk)
        return tuple(self.sheet(("sheets", name), name, sheet) for name, sheet in sheets.items())

    def sheet(self, path: Path, name: str, sheet: SheetDefinition) -> SheetPlan:
        desk = self.bench.desk
        # Columns that are all broken are written all the same.
        written = desk.root.at((*path, "columns")).value
        if not (sheet.columns or written) and sheet.spread is None and name not in self.bench.names.vague:
            desk.report(
                (*path, "columns"), "missing_field", "a sheet needs `columns`", "each has a `header` and a `value`"
            )
        title = pick(sheet.title, self.locale)
        if sheet.group is None:
            self.refuse_grouped(path, sheet)
            planner = ColumnPlanner(self.bench, self.catalogue, self.locale)
            columns = planner.plan_all((*path, "columns"), sheet.columns)
            columns = tuple(self.maker.column(column) for column in columns)
            return self.completed(path, sheet, SheetPlan(name, title, columns))
        grouped = GroupPlanner(self.bench, self.groups, self.catalogue, self.locale)
        columns, group = grouped.plan(path, name, sheet)
        return self.completed(path, sheet, SheetPlan(name, title, columns, group))

    def refuse_grouped(self, path: Path, sheet: SheetDefinition) -> None:
        """What only a grouped sheet can have."""
        found = {"spread": sheet.spread, "mask": sheet.mask, "fill": None if sheet.fill == "used" else sheet.fill}
        for key, value in found.items():
            if value is not None:
                message = f"`{key}` belongs to grouped sheets, and this one has a line for each row"
                hint = 'say by what it is grouped: `"group": ["county"]`'
                self.bench.desk.report((*path, key), "misplaced_field", message, hint, at_key=True)

    def completed(self, path: Path, sheet: SheetDefinition, plan: SheetPlan) -> SheetPlan:
        """The sheet with all that hangs on which columns it has."""
        columns = {column.name: column for column in plan.columns}
        known: dict[str, None] | None = dict.fromkeys([*sheet.columns, *columns])
        if plan.name in self.bench.names.vague or self.lacks_spread(sheet, plan):
            # Which columns it would have is not known, and why is told.
            known = None
            self.bench.names.vague.add(plan.name)
        mask = self.mask(path, sheet, columns, known)
        live = LiveCells((*path, "columns"), sheet, columns, known, mask, self.unknown, self.bench.desk)
        return replace(
            plan,
            columns=live.planned(),
            sort=self.sort(path, sheet, known),
            totals=self.totals(path, sheet, columns, known),
            totals_label=pick(sheet.totals_label, self.locale),
            mask=mask,
            nil_row=self.nil_row(path, sheet, columns, known),
            min_rows=sheet.min_rows or 0,
        )

    def lacks_spread(self, sheet: SheetDefinition, plan: SheetPlan) -> bool:
        return sheet.spread is not None and (plan.group is None or plan.group.spread is None)

    def unknown(self, path: Path, name: str, known: Collection[str] | None) -> bool:
        if known is None or name in known or f"sheets.{path[1]}.{name}" in self.bench.names.broken:
            return False
        hint = self.bench.names.who_removed(f"sheets.{path[1]}.{name}") or near_or_all(name, known, "columns")
        self.bench.desk.report(path, "unknown_column", f"the sheet has no column `{name}`", hint)
        return True

    def sort(self, path: Path, sheet: SheetDefinition, known: Collection[str] | None) -> tuple[tuple[str, bool], ...]:
        found: list[tuple[str, bool]] = []
        for at, written in enumerate(sheet.sort):
            name = written.removeprefix("-")
            if not self.unknown((*path, "sort", at), name, known) and known is not None:
                found.append((name, written.startswith("-")))
        return tuple(found)

    def totals(
        self, path: Path, sheet: SheetDefinition, columns: Mapping[str, ColumnPlan], known: Collection[str] | None
    ) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name, how in sheet.totals.items():
            where = (*path, "totals", name)
            if self.unknown(where, name, known) or name not in columns:
                continue
            of = columns[name].type
            if how != "count" and of.kind not in (_NUMERIC if how == "sum" else _ORDERED):
                message = f"the column `{name}` is of type {of}, which has no {how}"
                self.bench.desk.report(where, "wrong_type", message, "`count` counts the cells that are not empty")
                continue
            found[name] = how
        if sheet.spread is not None and sheet.spread.totals:
            found = dict.fromkeys((name for name in columns if name not in sheet.columns), "sum") | found
        return found

    def mask(
        self, path: Path, sheet: SheetDefinition, columns: Mapping[str, ColumnPlan], known: Collection[str] | None
    ) -> MaskPlan | None:
        if sheet.mask is None:
            return None
        where = (*path, "mask")
        if not sheet.mask.columns and sheet.spread is None:
            message = "it is not said which columns are masked"
            self.bench.desk.report(where, "missing_field", message, '`"columns": ["participants"]`', at_key=True)
        cells = next((one for name, one in columns.items() if name not in sheet.columns), None)
        if sheet.spread is not None and cells is not None and cells.type.kind != "integer":
            message = f"the cells of `spread` are of type {cells.type}; whole numbers can be masked"
            self.bench.desk.report(where, "wrong_type", message, "`integer(…)` makes whole numbers", at_key=True)
        named: list[str] = []
        for at, name in enumerate(sheet.mask.columns):
            if self.unknown((*where, "columns", at), name, known) or name not in columns:
                continue
            if columns[name].type.kind != "integer":
                message = f"the column `{name}` is of type {columns[name].type}; whole numbers can be masked"
                self.bench.desk.report((*where, "columns", at), "wrong_type", message)
                continue
            named.append(name)
        shown = pick(sheet.mask.shown, self.locale) if sheet.mask.shown is not None else ""
        note = pick(sheet.mask.note, self.locale) if sheet.mask.note is not None else ""
        return MaskPlan(sheet.mask.below, tuple(named), shown, sheet.mask.complementary, note)

    def nil_row(
        self, path: Path, sheet: SheetDefinition, columns: Mapping[str, ColumnPlan], known: Collection[str] | None
    ) -> Mapping[str, Checked] | None:
        if sheet.nil_row is None:
            return None
        names = self.bench.names
        unreachable = dict.fromkeys(["", *names.types, *names.sources], _NO_ROWS)
        nothing = names.within(given_names(names), rows=None, sources={}, windows=False, unreachable=unreachable)
        bench = self.bench.among(nothing)
        found: dict[str, Checked] = {}
        for name, text in sheet.nil_row.items():
            where = (*path, "nil_row", name)
            value = bench.check(where, text)
            if self.unknown(where, name, known) or value is None or name not in columns:
                continue
            fits = fitted(value, ValueType(columns[name].type.kind, scale=columns[name].type.scale))
            if isinstance(fits, Mistake):
                message = f"found a value of type {value.type}; the column `{name}` is of type {columns[name].type}"
                self.bench.desk.report(where, "wrong_type", message)
            else:
                found[name] = fits
        return found


def plan_headings(
    document: ColumnDocument, sheets: tuple[SheetPlan, ...], report: Workbench, maker: StageMaker, locale: str
) -> tuple[SheetPlan, ...]:
    """The sheets with their headings, which may tell of the whole report."""
    masked = {f"sheets.{sheet.name}" for sheet in sheets if sheet.mask is not None}
    return tuple(
        replace(
            sheet,
            heading=tuple(
                _heading(("sheets", sheet.name, "heading", name), line, report, maker, locale, masked)
                for name, line in document.sheets[sheet.name].heading.items()
            ),
        )
        for sheet in sheets
    )


def _heading(
    path: Path, line: HeadingDefinition, report: Workbench, maker: StageMaker, locale: str, masked: set[str]
) -> HeadingPlan:
    value = report.check((*path, "value"), line.value) if line.value is not None else None
    if value is not None and is_personal(report.names.level(value)):
        message = "the heading would show personal values"
        report.desk.report((*path, "value"), "personal_not_released", message)
    hidden = sorted(masked & sources(value)) if value is not None else []
    if hidden:
        message = f"the heading would tell numbers that the `mask` of `{hidden[0]}` hides"
        report.desk.report((*path, "value"), "wrong_value", message, "name what is not masked")
    if value is not None and value.type.kind == "list":
        report.desk.report((*path, "value"), "wrong_type", "a list does not fit into a heading")
        value = None
    return HeadingPlan(pick(line.label, locale), maker.expression(value) if value is not None else None, line.sign)


def sources(node: Checked) -> set[str]:
    """The rows that the aggregates of an expression look at."""
    own = {node.source} if isinstance(node, Aggregate) else set()
    return own.union(*(sources(child) for child in children(node)))
