"""Checks of the tests of a document: do they name what there is, with values that can stand there?"""

from collections.abc import Iterable, Mapping
from dataclasses import field

from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument, TestDefinition
from kolonne.documents import Path, near
from kolonne.expressions import Value, ValueType
from kolonne.plan.figures import figure_value
from kolonne.plan.literals import constant
from kolonne.plan.problems import Desk
from kolonne.plan.rows import RESERVED_REASONS
from kolonne.plan.sheet_plan import ColumnPlan, SheetPlan
from kolonne.plan.trial_records import check_record
from kolonne.plan.trials import validity_reason

#: The reason of rows whose export was refused; tests say `refused` instead.
_NO_FILE = "no_file"


@dataclass(frozen=True, slots=True)
class TrialChecker:
    document: ColumnDocument
    desk: Desk
    sheets: Mapping[str, SheetPlan]
    figures: Mapping[str, tuple[ValueType, Value]]
    timezone: str
    #: Those for which transforms of plugins leave rows out.
    reasons: tuple[str, ...] = ()
    #: What stands before the dot in the rule of a failure that no rule of the document tells.
    places: set[str] = field(default_factory=set)

    def check(self) -> None:
        """Tell everything that is wrong with the tests."""
        document = self.document
        self.places.update(document.inputs, document.sheets, document.rules, document.rows.let, document.rows.each)
        self.places.update(document.rows.keep, *(one.fields for one in document.inputs.values()), ("rows", "in_period"))
        self.places.update(*(sheet.columns for sheet in document.sheets.values()))
        used = [*document.rows.transforms.items()]
        used += [one for sheet in document.sheets.values() for one in sheet.transforms.items()]
        self.places.update((name for name, _ in used), *(one.given for _, one in used))
        self.places.update(*(rule.given for rule in document.rules.values()))
        for name, test in document.tests.items():
            self.one(("tests", name), test)

    def one(self, path: Path, test: TestDefinition) -> None:
        if reason := validity_reason(self.document, test, self.timezone):
            hint = "a test of the document it extends is taken away by null" if "not valid" in reason else ""
            self.desk.report((*path, "period"), "wrong_value", reason, hint)
        if not test.expect and test.failures is None and test.excluded is None and test.refused is None:
            message = "the test expects nothing, so that it cannot fail"
            self.desk.report(
                path, "missing_field", message, "say `expect`, `failures`, `excluded` or `refused`", at_key=True
            )
        if test.expect and test.refused is not None:
            message = "no lines can be expected of an export that is refused"
            self.desk.report((*path, "expect"), "misplaced_field", message, at_key=True)
        for name, records in test.given.items():
            self.given((*path, "given", name), name, records)
        for name, lines in test.expect.items():
            self.lines((*path, "expect", name), name, lines)
        self.told(path, test)
        self.asked(path, test)

    def given(self, path: Path, name: str, records: Iterable[Mapping[str, object]]) -> None:
        definition = self.document.inputs.get(name)
        if definition is None:
            hint = near(name, self.document.inputs)
            self.desk.report(path, "unknown_input", f"there is no input `{name}`", hint, at_key=True)
        elif definition.inside:
            outer = next(iter(definition.inside))
            message = f"the records of `{name}` lie inside of those of `{outer}`, and are given there"
            self.desk.report(path, "misplaced_field", message, f'`"{outer}": [{{"{name}": […]}}]`', at_key=True)
        else:
            for at, record in enumerate(records):
                check_record(self.document, name, record, (*path, at), self.desk)

    def lines(self, path: Path, name: str, lines: Iterable[Mapping[str, object]]) -> None:
        definition = self.document.sheets.get(name)
        if definition is None:
            hint = near(name, self.document.sheets)
            self.desk.report(path, "unknown_sheet", f"there is no sheet `{name}`", hint, at_key=True)
            return
        sheet = self.sheets[name]
        columns = {column.name: column for column in sheet.columns}
        # Of a column that could not be planned it is told where it stands, and which ones a broken spread makes is not known.
        is_spread = sheet.group is not None and sheet.group.spread is not None
        for at, line in enumerate(lines):
            for column, value in line.items():
                where = (*path, at, column)
                if column in columns:
                    self.cell(where, value, columns[column], sheet)
                elif column not in definition.columns and (definition.spread is None or is_spread):
                    message = f"the sheet `{name}` has no column `{column}`"
                    self.desk.report(where, "unknown_column", message, near(column, columns), at_key=True)

    def cell(self, path: Path, value: object, column: ColumnPlan, sheet: SheetPlan) -> None:
        """A value that can stand in the column; of hidden numbers, also what is shown in their place."""
        if sheet.mask is not None and sheet.mask.shown and value == sheet.mask.shown:
            return
        if isinstance(value, str) and column.type.kind == "text":
            return
        constant(path, value, column.type, self.desk)

    def told(self, path: Path, test: TestDefinition) -> None:
        for at, failure in enumerate(test.failures or ()):
            name, dot, _ = failure.rule.partition(".")
            known = self.places if dot else set(self.document.rules)
            if name not in known:
                what = f"nothing is called `{name}`" if dot else f"there is no rule `{name}`"
                hint = near(name, sorted(known)) or ("" if dot else "other failures are `name.code`")
                self.desk.report((*path, "failures", at, "rule"), "unknown_rule", what, hint)

    def asked(self, path: Path, test: TestDefinition) -> None:
        reasons = [*self.document.rows.keep, *(one for one in RESERVED_REASONS if one != _NO_FILE), *self.reasons]
        for reason in test.excluded or ():
            if reason not in reasons:
                message = f"no rows are left out by the name of `{reason}`"
                self.desk.report(
                    (*path, "excluded", reason), "unknown_reason", message, near(reason, reasons), at_key=True
                )
        for name, value in test.figures.items():
            where = (*path, "figures", name)
            if name not in self.document.figures:
                hint = near(name, self.document.figures)
                self.desk.report(
                    where, "unknown_figure", f"the document asks for no figure `{name}`", hint, at_key=True
                )
            elif name in self.figures:
                try:
                    figure_value(value, self.figures[name][0])
                except ValueError as error:
                    self.desk.report(where, "wrong_type", str(error))
