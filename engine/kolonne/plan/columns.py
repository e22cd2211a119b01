"""Sheets and columns of a document → SheetPlan, ColumnPlan."""

from kolonne.definitions import ColumnDefinition, ColumnDocument, WhenDefinition, pick
from kolonne.documents import near
from kolonne.expressions import TEXT, Checked, Mistake, ValueType, choose, first_present, fitted
from kolonne.plan.lists import Catalogue
from kolonne.plan.names import is_personal
from kolonne.plan.plan import ColumnPlan, SheetPlan, UnknownPolicy
from kolonne.plan.problems import Path
from kolonne.plan.workbench import Workbench

#: A dropdown of more choices helps nobody.
_MOST_CHOICES = 1000


def plan_sheets(document: ColumnDocument, bench: Workbench, catalogue: Catalogue, locale: str) -> tuple[SheetPlan, ...]:
    """Every sheet with its columns."""
    found: list[SheetPlan] = []
    for name, sheet in document.sheets.items():
        planner = _ColumnPlanner(bench, catalogue, locale)
        columns = [planner.plan(("sheets", name, "columns", one), one, column) for one, column in sheet.columns.items()]
        known = tuple(column for column in columns if column is not None)
        found.append(SheetPlan(name, pick(sheet.title, locale), known))
    return tuple(found)


class _ColumnPlanner:
    def __init__(self, bench: Workbench, catalogue: Catalogue, locale: str) -> None:
        self.bench, self.catalogue, self.locale = bench, catalogue, locale

    def plan(self, path: Path, name: str, column: ColumnDefinition) -> ColumnPlan | None:
        value = self.typed(path, column, self.value(path, column))
        required = self.required(path, column)
        if value is None:
            return None
        list_id = self.list_id(path, column, value)
        shows_label = column.show == "label" and list_id is not None
        return ColumnPlan(
            name=name,
            header=pick(column.header, self.locale),
            value=value,
            type=TEXT if shows_label else value.type,
            labels=(list_id or "") if shows_label else "",
            checked_codes=(list_id or "")
            if column.enumeration is not None and value.type.codes != column.enumeration
            else "",
            unknown=self.catalogue.policies.get(list_id or "", UnknownPolicy("keep")),
            required=required,
            format=column.format or "",
            width=float(column.width) if column.width is not None else None,
            choices=self.choices(path, column, list_id),
            note=pick(column.note, self.locale) if column.note is not None else "",
            locked=column.locked,
            hidden=column.hidden,
            personal=self.personal(path, column, value),
        )

    def value(self, path: Path, column: ColumnDefinition) -> Checked | None:
        if (column.value is None) == (column.cases is None):
            self.bench.desk.report(path, "missing_field", "a column has either a `value` or `cases`")
            return None
        if column.cases is None:
            if column.otherwise is not None:
                self.bench.desk.report(
                    (*path, "otherwise"), "unknown_field", "`otherwise` belongs to `cases`", at_key=True
                )
            return self.bench.check((*path, "value"), column.value or "")
        parts = [
            (
                self.bench.condition((*path, "cases", index, "when"), case.when),
                self.bench.check((*path, "cases", index, "then"), case.then),
            )
            for index, case in enumerate(column.cases)
        ]
        otherwise = self.bench.check((*path, "otherwise"), column.otherwise) if column.otherwise is not None else None
        whole = [(when, then) for when, then in parts if when is not None and then is not None]
        if len(whole) < len(parts) or (otherwise is None) != (column.otherwise is None):
            return None
        return self.settled((*path, "cases"), choose(whole, otherwise))

    def settled(self, path: Path, found: Checked | Mistake) -> Checked | None:
        if not isinstance(found, Mistake):
            return found
        self.bench.desk.report(path, found.code, found.message, found.hint)
        return None

    def typed(self, path: Path, column: ColumnDefinition, value: Checked | None) -> Checked | None:
        if column.default is not None:
            default = self.bench.check((*path, "default"), column.default)
            if value is None or default is None:
                return None
            value = self.settled((*path, "default"), first_present([value, default]))
        if value is not None and value.type.kind == "list":
            self.bench.desk.report((*path, "value"), "wrong_type", "a list does not fit into a cell")
            return None
        if column.type is None or value is None:
            return value
        try:
            wanted = ValueType.parse(column.type)
        except ValueError as error:
            self.bench.desk.report((*path, "type"), "wrong_value", str(error))
            return None
        return self.settled((*path, "value"), fitted(value, wanted))

    def required(self, path: Path, column: ColumnDefinition) -> bool | Checked:
        if isinstance(column.required, WhenDefinition):
            return self.bench.condition((*path, "required", "when"), column.required.when) or False
        return column.required

    def list_id(self, path: Path, column: ColumnDefinition, value: Checked) -> str | None:
        """The list that the value's codes belong to, where one is needed."""
        if column.enumeration is None and column.show == "code" and not column.dropdown:
            return None
        id_ = column.enumeration or value.type.codes
        desk = self.bench.desk
        if value.type.kind != "text" or not id_:
            what = "labels" if column.show == "label" else "codes"
            hint = "" if value.type.kind != "text" else "name the list in `enumeration`"
            message = f"there are no {what} for {value.type}: it holds no codes"
            desk.report((*path, "show" if column.show == "label" else "value"), "label_of_no_code", message, hint)
            return None
        if self.catalogue.codes.get(id_) is None:
            hint = near(id_, list(self.catalogue.codes))
            desk.report((*path, "enumeration"), "unknown_enumeration", f"there is no enumeration `{id_}`", hint)
            return None
        return id_

    def choices(self, path: Path, column: ColumnDefinition, list_id: str | None) -> tuple[str, ...]:
        if not column.dropdown or list_id is None:
            return ()
        labels = self.catalogue.codes[list_id].labels
        if len(labels) > _MOST_CHOICES:
            message = f"`{list_id}` has {len(labels)} codes; a dropdown has at most {_MOST_CHOICES}"
            self.bench.desk.report((*path, "dropdown"), "too_many_choices", message)
            return ()
        return tuple(labels.values()) if column.show == "label" else tuple(labels)

    def personal(self, path: Path, column: ColumnDefinition, value: Checked) -> bool:
        level = column.sensitivity or self.bench.names.level(value)
        if is_personal(level) and not column.release:
            message = f"the column would show {level} values"
            hint = 'say `"release": true` if they are meant to leave the house'
            self.bench.desk.report(path, "personal_not_released", message, hint, at_key=True)
        return is_personal(level) or is_personal(self.bench.names.level(value))
