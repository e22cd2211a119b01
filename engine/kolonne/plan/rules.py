"""Rules of a document: of rows and cells, of groups of rows, of lines, of sheets and of the whole report."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from kolonne.contract import Severity
from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument, RuleDefinition, pick
from kolonne.documents import Path
from kolonne.expressions import NOWHERE, Checked, Reference, ValueType, rebuilt, unknown_name_hint
from kolonne.plan.names import NameTable
from kolonne.plan.plan import SheetRulePlan
from kolonne.plan.problems import near_or_all
from kolonne.plan.row_plan import RulePlan, Template
from kolonne.plan.sheet_plan import SheetPlan
from kolonne.plan.stages import StageMaker, over_groups
from kolonne.plan.transforms import TransformPlanner, Used
from kolonne.plan.workbench import Workbench

#: The name of the cell in a rule `per` `cell`.
CELL = "value"


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules by what they are checked against."""

    rows: tuple[RulePlan, ...]
    lines: tuple[RulePlan, ...]
    sheets: tuple[SheetRulePlan, ...]
    #: What plugins compute for rules of rows.
    of_kinds: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class RulePlanner:
    document: ColumnDocument
    #: Knows the names of rows.
    bench: Workbench
    #: Knows those of the whole report.
    report: Workbench
    #: Takes out what report rules gather.
    maker: StageMaker
    sheets: Mapping[str, SheetPlan]
    transforms: TransformPlanner
    locale: str
    of_kinds: list[Used] = field(default_factory=list)

    def plan(self) -> Rules:
        rows: list[RulePlan] = []
        lines: list[RulePlan] = []
        whole: list[SheetRulePlan] = []
        for name, rule in self.document.rules.items():
            path = ("rules", name)
            if not self.is_well_placed(path, rule):
                continue
            match rule.per:
                case "row":
                    rows += self.checked(path, name, rule, self.bench)
                case "cell":
                    for one in self.cells(path, name, rule):
                        (lines if self.is_grouped(rule.sheet) else rows).append(one)
                case "group" if rule.sheet is not None:
                    lines += self.checked(path, name, rule, self.bench.among(self.line_names(rule.sheet)))
                case "group":
                    rows += self.groups(path, name, rule)
                case "sheet":
                    whole += self.of_sheet(path, name, rule)
                case "report":
                    made = self.checked(path, name, rule, self.report)
                    whole += [SheetRulePlan(self.maker.rule(one), None) for one in made]
        return Rules(tuple(rows), tuple(lines), tuple(whole), tuple(self.of_kinds))

    def is_well_placed(self, path: Path, rule: RuleDefinition) -> bool:
        """Whether the rule says what its kind needs, and nothing else."""
        desk = self.bench.desk
        before = len(desk.problems)
        needs_sheet = rule.per in {"sheet", "cell"}
        if needs_sheet and rule.sheet is None:
            desk.report(path, "missing_field", f"`sheet` is missing: a rule per {rule.per} says of which", at_key=True)
        if rule.sheet is not None and rule.per in {"row", "report"}:
            message = f"`sheet` belongs to rules per cell, group or sheet, not per {rule.per}"
            desk.report((*path, "sheet"), "misplaced_field", message, at_key=True)
        names = self.bench.names
        if rule.sheet is not None and rule.sheet not in self.document.sheets:
            if f"sheets.{rule.sheet}" in names.broken:
                return False
            hint = near_or_all(rule.sheet, self.document.sheets, "sheets")
            hint = names.who_removed(f"sheets.{rule.sheet}") or hint
            desk.report((*path, "sheet"), "unknown_sheet", f"there is no sheet `{rule.sheet}`", hint)
        if rule.by and (rule.per != "group" or rule.sheet is not None):
            message = "`by` says which rows make a group; it belongs to rules per group of rows"
            desk.report((*path, "by"), "misplaced_field", message, at_key=True)
        if rule.per == "group" and not rule.by and rule.sheet is None:
            message = "it is not said which rows make a group"
            hint = '`"by": ["branch", "day"]`, or the `sheet` whose lines are groups'
            desk.report(path, "missing_field", message, hint, at_key=True)
        is_plain = rule.sheet in self.document.sheets and not self.is_grouped(rule.sheet)
        if rule.per == "group" and is_plain and rule.sheet not in names.vague:
            message = f"the sheet `{rule.sheet}` has a line for each row, not for groups"
            desk.report((*path, "sheet"), "wrong_value", message, 'say `"by"`, or `"per": "cell"`')
        if rule.per == "cell" and not rule.columns:
            message = "`columns` is missing: a rule per cell says whose cells are checked"
            desk.report(path, "missing_field", message, at_key=True)
        if rule.columns and rule.per != "cell":
            message = "`columns` says whose cells are checked; it belongs to rules per cell"
            desk.report((*path, "columns"), "misplaced_field", message, at_key=True)
        self.check_kind(path, rule)
        if rule.per in {"sheet", "report"} and rule.severity == "error":
            message = f"a {rule.per} cannot be left out as a row can"
            desk.report((*path, "severity"), "wrong_value", message, "say `warning`, or `fatal` for no file at all")
        return len(desk.problems) == before

    def check_kind(self, path: Path, rule: RuleDefinition) -> None:
        """Whether it says what is checked: by an expression, or by what a plugin brings."""
        desk = self.bench.desk
        if (rule.check is None) == (rule.kind is None):
            both = "neither" if rule.check is None else "both"
            desk.report(path, "missing_field", f"found {both}; a rule has either a `check` or a `kind`", at_key=True)
        if rule.kind is not None and rule.per != "row":
            message = "a `kind` that a plugin brings looks at rows"
            desk.report((*path, "per"), "misplaced_field", message, at_key=True)
        if rule.given and rule.kind is None:
            message = "`with` belongs to a `kind` of rule"
            desk.report((*path, "with"), "misplaced_field", message, at_key=True)
        if rule.message is None and not self.own_words(rule):
            desk.report(path, "missing_field", "`message` is missing: what is told of a row", at_key=True)

    def is_grouped(self, sheet: str | None) -> bool:
        definition = self.document.sheets.get(sheet or "")
        return definition is not None and definition.group is not None

    def checked(self, path: Path, name: str, rule: RuleDefinition, bench: Workbench) -> Iterator[RulePlan]:
        """The rule, if its condition and message are right."""
        check, level = self.condition(path, name, rule, bench)
        message = bench.message((*path, "message"), rule.message or self.own_words(rule), self.locale)
        help_ = pick(rule.help, self.locale) if rule.help is not None else ""
        if check is not None:
            sheet = rule.sheet or ""
            yield RulePlan(name, check, Severity(rule.severity), message, help_, sheet, level == "health")

    def condition(self, path: Path, name: str, rule: RuleDefinition, bench: Workbench) -> tuple[Checked | None, str]:
        """What must be true, and how private it is."""
        if rule.kind is None:
            check = bench.condition((*path, "check"), rule.check or "")
            return check, bench.names.level(check) if check is not None else "public"
        made = self.transforms.of_rule(path, name, rule, bench)
        if made is None:
            return None, "public"
        used, reference = made
        self.of_kinds.append(used)
        return reference, used.level

    def own_words(self, rule: RuleDefinition) -> str | dict[str, str]:
        """What the kind of a rule says itself."""
        kind = self.transforms.registry.rule_kinds.get(rule.kind or "")
        words = kind.message if kind is not None else "?" if rule.kind is not None else ""
        return words if isinstance(words, str) else dict(words)

    def cells(self, path: Path, name: str, rule: RuleDefinition) -> Iterator[RulePlan]:
        """The same check of several columns."""
        sheet = self.sheets.get(rule.sheet or "")
        if sheet is None:
            return
        known = {column.name: column for column in sheet.columns}
        for at, column in enumerate(rule.columns):
            if not self.has_column(sheet, column):
                message = f"the sheet `{sheet.name}` has no column `{column}`"
                hint = self.bench.names.who_removed(f"sheets.{sheet.name}.{column}")
                hint = hint or near_or_all(column, known, "columns")
                self.bench.desk.report((*path, "columns", at), "unknown_column", message, hint)
            if column not in known:
                continue
            grouped = sheet.group is not None
            table = self.line_names(sheet.name) if grouped else self.bench.names
            names = table.within({**table.types, CELL: known[column].type})
            names.levels = {**table.levels, CELL: known[column].level}
            cell = column if grouped else f"{sheet.name}/{column}"
            for one in self.checked(path, name, rule, self.bench.among(names)):
                parts = tuple(part if isinstance(part, str) else _renamed(part, cell) for part in one.message.parts)
                check = _renamed(one.check, cell)
                yield replace(one, check=check, message=Template(parts), sheet=sheet.name if grouped else "")

    def has_column(self, sheet: SheetPlan, column: str) -> bool:
        """Whether it has that column, or would have it if nothing else were wrong."""
        names = self.bench.names
        known = {one.name for one in sheet.columns} | set(self.document.sheets[sheet.name].columns)
        return column in known or sheet.name in names.vague or f"sheets.{sheet.name}.{column}" in names.broken

    def groups(self, path: Path, name: str, rule: RuleDefinition) -> Iterator[RulePlan]:
        """A check of groups of rows, as one of each of their rows."""
        rows = self.bench.names
        keys: dict[str, ValueType] = {}
        for at, key in enumerate(rule.by):
            if key in rows.types:
                keys[key] = rows.types[key]
            elif key not in rows.broken and not rows.is_vague:
                hint = unknown_name_hint(key, self.bench.scope())
                self.bench.desk.report((*path, "by", at), "unknown_name", f"there is no `{key}`", hint)
        names = rows.within({**given_names(rows), **keys}, rows=replace(rows, windows=False), sources={}, windows=False)
        own = tuple(Reference(key, of, NOWHERE) for key, of in keys.items())
        if len(own) < len(rule.by):
            return
        for one in self.checked(path, name, rule, self.bench.among(names)):
            parts = tuple(part if isinstance(part, str) else over_groups(part, own) for part in one.message.parts)
            check = over_groups(one.check, own)
            # Who shares a diagnosis is told by the keys of a group as well.
            about_health = rows.level(check) == "health"
            yield replace(one, check=check, message=Template(parts), is_about_health=about_health)

    def of_sheet(self, path: Path, name: str, rule: RuleDefinition) -> Iterator[SheetRulePlan]:
        sheet = rule.sheet or ""
        lines = self.line_names(sheet)
        names = lines.within(given_names(lines), rows=lines, windows=False, sources={})
        for one in self.checked(path, name, rule, self.bench.among(names)):
            maker = StageMaker(f"?rule {name}:")
            made = maker.rule(one)
            yield SheetRulePlan(made, maker.summary(f"?rule {name}", ()))

    def line_names(self, sheet: str) -> NameTable:
        """What may be named of the lines of a sheet: its columns, as they stand in the cells."""
        rows = self.bench.names
        plan = self.sheets.get(sheet)
        types = dict(given_names(rows))
        levels = dict(rows.levels)
        for column in plan.columns if plan is not None else ():
            types[column.name] = column.type
            levels[column.name] = column.level
        # Its columns may be called as inputs are.
        unreachable = {name: why for name, why in rows.unreachable.items() if name not in types}
        found = rows.within(types, rows=None, sources={}, windows=False, unreachable=unreachable)
        found.levels = levels
        # Of a column that could not be planned it is told where it stands.
        definition = self.document.sheets.get(sheet)
        planned = {column.name for column in plan.columns} if plan is not None else set()
        found.broken = rows.broken | ({*definition.columns} - planned if definition is not None else set())
        front = f"sheets.{sheet}."
        found.broken |= {name.removeprefix(front) for name in rows.broken if name.startswith(front)}
        found.is_vague = rows.is_vague or sheet in rows.vague
        return found


def given_names(table: NameTable) -> dict[str, ValueType]:
    """The names that are the same for all rows: what every export gives, parameters, figures."""
    constant = ("given to every document", "a parameter", "a figure")
    return {name: of for name, of in table.types.items() if table.origins.get(name) in constant}


def _renamed(node: Checked, cell: str) -> Checked:
    """The check with the column in place of `value`."""
    if isinstance(node, Reference) and node.name == CELL:
        return replace(node, name=cell)
    return rebuilt(node, lambda part: _renamed(part, cell))
