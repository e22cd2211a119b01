"""Columns of a sheet → ColumnPlan."""

from collections.abc import Mapping

from kolonne.definitions import ColumnDefinition, WhenDefinition, pick
from kolonne.documents import Path
from kolonne.expressions import DATE, TEXT, Checked, Mistake, ValueType, choose, first_present, fitted
from kolonne.plan.distinct import Texts, check_distinct
from kolonne.plan.input_plan import UnknownPolicy
from kolonne.plan.lists import Catalogue
from kolonne.plan.names import is_personal, most_private
from kolonne.plan.number_format import wrong_number_format
from kolonne.plan.sheet_plan import ColumnPlan
from kolonne.plan.workbench import Workbench

#: A dropdown of more choices helps nobody.
_MOST_CHOICES = 1000


class ColumnPlanner:
    """Plans columns whose expressions may name what its bench knows."""

    def __init__(self, bench: Workbench, catalogue: Catalogue, locale: str) -> None:
        self.bench, self.catalogue, self.locale = bench, catalogue, locale

    def plan_all(self, path: Path, columns: Mapping[str, ColumnDefinition]) -> tuple[ColumnPlan, ...]:
        """Every column that is right; what is wrong is told."""
        headers: Texts = {(*path, one, "header"): column.header for one, column in columns.items()}
        check_distinct(headers, "duplicate_header", "stands above the column", self.bench.desk)
        planned = [self.plan((*path, one), one, column) for one, column in columns.items()]
        return tuple(column for column in planned if column is not None)

    def plan(self, path: Path, name: str, column: ColumnDefinition) -> ColumnPlan | None:
        value = self.typed(path, column, self.value(path, column))
        required = self.required(path, column)
        if wrong := wrong_number_format(column.format or ""):
            self.bench.desk.report((*path, "format"), "wrong_value", *wrong)
        if value is None:
            return None
        list_id = self.list_id(path, column, value)
        shows_label = column.show == "label" and list_id is not None
        as_of = self.as_of(path, column)
        return ColumnPlan(
            name=name,
            header=pick(column.header, self.locale),
            value=value,
            type=TEXT if shows_label else value.type,
            labels=(list_id or "") if shows_label else "",
            checked_codes=(list_id or "")
            if as_of is not None or (column.enumeration is not None and value.type.codes != column.enumeration)
            else "",
            unknown=self.catalogue.policies.get(list_id or "", UnknownPolicy("keep")),
            required=required,
            format=column.format or "",
            width=float(column.width) if column.width is not None else None,
            choices=self.choices(path, column, list_id),
            note=pick(column.note, self.locale) if column.note is not None else "",
            locked=column.locked,
            hidden=column.hidden,
            guard=self.guard(path, column, TEXT if shows_label else value.type),
            personal=self.personal(path, column, value),
            as_of=as_of,
            as_of_personal=as_of is not None and is_personal(self.bench.names.level(as_of)),
            is_about_health=self.bench.names.level(value) == "health",
            is_required_for_health=not isinstance(required, bool) and self.bench.names.level(required) == "health",
        )

    def value(self, path: Path, column: ColumnDefinition) -> Checked | None:
        if (column.value is None) == (column.cases is None):
            both = "both" if column.value is not None else "neither"
            message = f"found {both}; a column has either a `value` or `cases`"
            self.bench.desk.report(path, "missing_field", message, at_key=True)
            return None
        if column.cases is None:
            if column.otherwise is not None:
                message = "`otherwise` belongs to `cases`, and the column has a `value`"
                hint = "`default` is the value where there is none"
                self.bench.desk.report((*path, "otherwise"), "misplaced_field", message, hint, at_key=True)
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
        source = (*path, "value" if column.value is not None else "cases")
        if column.default is not None:
            default = self.bench.check((*path, "default"), column.default)
            if value is None or default is None:
                return None
            together = first_present([value, default])
            if isinstance(together, Mistake):
                message = f"found a value of type {default.type}; the column's value is of type {value.type}"
                self.bench.desk.report((*path, "default"), "wrong_type", message)
                return None
            value = together
        if value is not None and value.type.kind == "list":
            hint = "`join(list, ', ')` makes text of it" if "join" in self.bench.operations else ""
            self.bench.desk.report(source, "wrong_type", "a list does not fit into a cell", hint)
            return None
        if column.type is None or value is None:
            return value
        try:
            wanted = ValueType.parse(column.type)
        except ValueError as error:
            self.bench.desk.report((*path, "type"), "wrong_value", str(error))
            return None
        return self.settled(source, fitted(value, wanted))

    def required(self, path: Path, column: ColumnDefinition) -> bool | Checked:
        if isinstance(column.required, WhenDefinition):
            return self.bench.condition((*path, "required", "when"), column.required.when) or False
        return column.required

    def as_of(self, path: Path, column: ColumnDefinition) -> Checked | None:
        """The date on which the code must have been valid."""
        return self.bench.check((*path, "as_of"), column.as_of, DATE) if column.as_of is not None else None

    def list_id(self, path: Path, column: ColumnDefinition, value: Checked) -> str | None:
        """The list that the value's codes belong to, where one is needed."""
        if column.enumeration is None and column.show == "code" and not column.dropdown and column.as_of is None:
            return None
        id_ = column.enumeration or value.type.codes
        if value.type.kind == "text" and id_:
            found = self.catalogue.code_list((*path, "enumeration"), id_, self.bench.desk)
            return id_ if found is not None else None
        if value.type.kind == "text":
            message, hint = "the value is text, but no code of a list", "name the list in `enumeration`"
        else:
            message, hint = f"the value is of type {value.type}, and codes are text", ""
        says = {"show": column.show == "label", "enumeration": column.enumeration, "dropdown": column.dropdown}
        key = next((key for key, said in says.items() if said), "as_of")
        self.bench.desk.report((*path, key), "label_of_no_code", message, hint)
        return None

    def choices(self, path: Path, column: ColumnDefinition, list_id: str | None) -> tuple[str, ...]:
        if not column.dropdown or list_id is None:
            return ()
        labels = self.catalogue.choices(list_id)
        if len(labels) > _MOST_CHOICES:
            message = f"`{list_id}` has {len(labels)} codes; a dropdown has at most {_MOST_CHOICES}"
            self.bench.desk.report((*path, "dropdown"), "too_many_choices", message)
            return ()
        return tuple(labels.values()) if column.show == "label" else tuple(labels)

    def guard(self, path: Path, column: ColumnDefinition, shown: ValueType) -> bool | None:
        if column.guard is not None and shown.kind not in {"text", "blank"}:
            message = f"only text is ever guarded, and the value is of type {shown}"
            self.bench.desk.report((*path, "guard"), "misplaced_field", message, "leave it out", at_key=True)
        return column.guard

    def personal(self, path: Path, column: ColumnDefinition, value: Checked) -> bool:
        """What a column says of itself cannot make the values of its fields less private."""
        level = most_private([column.sensitivity or "public", self.bench.names.level(value)])
        if is_personal(level) and not column.release:
            message = f"the column would show {level} values"
            hint = 'say `"release": true` if they are meant to leave the house'
            self.bench.desk.report(path, "personal_not_released", message, hint, at_key=True)
        return is_personal(level)
