"""Inputs of a document → InputPlan."""

from typing import TypedDict

from kolonne.definitions import ColumnDocument, FieldDefinition, InputDefinition
from kolonne.documents import Path, near
from kolonne.expressions import Timeline, Value, ValueType
from kolonne.plan.formats import DEFAULT_FORMATS, strptime_form
from kolonne.plan.input_plan import FieldPlan, InputPlan, UnknownPolicy
from kolonne.plan.lists import Catalogue, policy
from kolonne.plan.literals import constant, declared_type
from kolonne.plan.names import is_personal
from kolonne.plan.problems import near_or_all
from kolonne.plan.spellings import labels_of, names_of
from kolonne.plan.workbench import Workbench


def main_input(document: ColumnDocument, bench: Workbench) -> str:
    """The input whose records make rows; where it is none, the one that is most likely meant."""
    name = document.rows.source
    if name in document.inputs:
        return name
    if name not in bench.names.broken:
        hint = near_or_all(name, document.inputs, "inputs")
        hint = bench.names.who_removed(name) or hint
        bench.desk.report(("rows", "from"), "unknown_input", f"there is no input `{name}`", hint)
    meant = [one for one in document.inputs if f"`{one}`" in near(name, document.inputs)] or list(document.inputs)
    if meant[1:]:
        # Which names its rows have is not known.
        bench.names.is_vague = bench.names.is_guessed = True
        bench.names.broken.add(meant[0])
    # Expressions are checked all the same: with the names they most likely mean.
    return meant[0]


def plan_inputs(document: ColumnDocument, main: str, bench: Workbench, catalogue: Catalogue) -> dict[str, InputPlan]:
    """Every input. The fields of the main one become names; the others' are named with their input in front."""
    planner = _FieldPlanner(bench, catalogue)
    found: dict[str, InputPlan] = {}
    for name, definition in document.inputs.items():
        _check_key(name, definition, bench)
        fields: list[FieldPlan] = []
        for field_name, field in definition.fields.items():
            path = ("inputs", name, "fields", field_name)
            planned = planner.plan(path, field_name, field, definition)
            # The names of an input that is only guessed at belong to nobody.
            is_known = name == main and not bench.names.is_guessed
            if is_known and bench.names.claim(path, field_name, "a field", bench.desk):
                bench.names.add(field_name, planned.type if planned is not None else None, field.sensitivity)
            dotted = f"{name}.{field_name}"
            bench.names.levels[dotted] = field.sensitivity
            if planned is not None:
                fields.append(planned)
            else:
                bench.names.broken.add(dotted)
        options: dict[str, str] = definition.options.model_dump(exclude_none=True)
        found[name] = InputPlan(
            name,
            tuple(fields),
            definition.key or "",
            options,
            inside=next(iter(definition.inside.values()), ""),
            tells_unmatched=definition.unmatched == "warning",
        )
    for name in found:
        if name != main:
            bench.names.claim(("inputs", name), name, "an input", bench.desk)
    return found


def _check_key(name: str, definition: InputDefinition, bench: Workbench) -> None:
    if definition.key is None or f"{name}.{definition.key}" in bench.names.broken:
        return
    desk = bench.desk
    path = ("inputs", name, "key")
    if definition.key not in definition.fields:
        hint = near_or_all(definition.key, definition.fields, "fields")
        desk.report(path, "unknown_name", f"there is no field `{definition.key}`", hint)
    elif is_personal(definition.fields[definition.key].sensitivity):
        message = f"the key `{definition.key}` is personal, and keys are shown beside failures"
        desk.report(path, "personal_in_message", message)


class _Spelled(TypedDict, total=False):
    spellings: dict[str, str]
    spoken: Timeline


class _FieldPlanner:
    def __init__(self, bench: Workbench, catalogue: Catalogue) -> None:
        self.desk, self.catalogue, self.broken = bench.desk, catalogue, bench.names.broken

    def plan(self, path: Path, name: str, field: FieldDefinition, of_input: InputDefinition) -> FieldPlan | None:
        """One field; None where something is wrong with its type."""
        of = declared_type(path, field.type, field.scale, field.items, self.desk)
        formats = self.formats(path, field)
        unknown: UnknownPolicy | None = None
        self.codes_only(path, field)
        if of is not None and field.enumeration is not None:
            unknown = self.policy(path, field, field.enumeration, of)
            of = ValueType("text", codes=field.enumeration) if unknown is not None else None
        if of is None:
            return None
        return FieldPlan(
            name=name,
            source=field.source or name,
            type=of,
            required=field.required,
            default=self.default(path, field, of),
            formats=formats,
            decimal_sign=field.decimal_sign,
            true=tuple(text.lower() for text in field.true),
            false=tuple(text.lower() for text in field.false),
            separator=field.separator,
            keep_empty=field.keep_empty,
            unknown=unknown,
            personal=is_personal(field.sensitivity),
            by_code="code" in field.accept,
            as_of=self.as_of(path, field, of_input),
            **self.spelled(path, field, of.codes),
        )

    def codes_only(self, path: Path, field: FieldDefinition) -> None:
        """What says something about codes belongs to fields that hold some."""
        says = {"unknown": "what happens to codes", "as_of": "when codes are valid", "accept": "how codes are written"}
        for key, what in says.items():
            if field.enumeration is None and key in field.model_fields_set:
                message = f"`{key}` says {what}, and the field has no `enumeration`"
                self.desk.report((*path, key), "misplaced_field", message, at_key=True)

    def as_of(self, path: Path, field: FieldDefinition, of_input: InputDefinition) -> str:
        if field.as_of is None or field.enumeration is None:
            return ""
        other = of_input.fields.get(field.as_of)
        if other is None:
            dates = [name for name, one in of_input.fields.items() if one.type == "date"]
            hint = near_or_all(field.as_of, dates, "dates")
            message = f"the input has no field `{field.as_of}`"
            if field.as_of not in self.broken:
                self.desk.report((*path, "as_of"), "unknown_name", message, hint)
            return ""
        if other.type != "date":
            message = f"`{field.as_of}` is of type {other.type}; a date is needed"
            self.desk.report((*path, "as_of"), "wrong_type", message)
            return ""
        return field.as_of

    def spelled(self, path: Path, field: FieldDefinition, id_: str) -> _Spelled:
        if not id_:
            return {}
        names = names_of(self.catalogue.codes[id_], field.accept)
        if "label" not in field.accept:
            return {"spellings": names}
        enumeration, where = self.catalogue.enumerations[id_], (*path, "accept")
        taken = names_of(self.catalogue.codes[id_], ("code", "alias"))
        spoken = labels_of(enumeration, taken, dated=field.as_of is not None, path=where, desk=self.desk)
        return {"spellings": names, "spoken": spoken}

    def default(self, path: Path, field: FieldDefinition, of: ValueType) -> Value:
        value = constant((*path, "default"), field.default, of, self.desk)
        codes = self.catalogue.codes.get(of.codes) if of.codes else None
        if codes is not None and isinstance(value, str) and value not in codes.labels:
            hint = self.catalogue.code_hint(of.codes, value)
            self.desk.report((*path, "default"), "unknown_code", f"`{of.codes}` has no code `{value}`", hint)
        return value

    def policy(self, path: Path, field: FieldDefinition, id_: str, of: ValueType) -> UnknownPolicy | None:
        if of.kind != "text":
            message = f"codes are text; the field is of type {of}"
            self.desk.report((*path, "enumeration"), "wrong_type", message, 'say `"type": "text"`')
            return None
        codes = self.catalogue.code_list((*path, "enumeration"), id_, self.desk)
        if codes is None:
            return None
        found = policy(field.unknown) if field.unknown is not None else self.catalogue.policies[id_]
        if found.action == "use" and field.unknown is not None and found.replacement not in codes.labels:
            hint = self.catalogue.code_hint(id_, found.replacement)
            message = f"`{id_}` has no code `{found.replacement}`"
            self.desk.report((*path, "unknown", "use"), "unknown_code", message, hint)
        return found

    def formats(self, path: Path, field: FieldDefinition) -> tuple[str, ...]:
        if field.formats is None:
            return DEFAULT_FORMATS.get(field.type, ())
        if field.type not in DEFAULT_FORMATS:
            message = f"`formats` belongs to dates and times, not to {field.type}"
            self.desk.report((*path, "formats"), "misplaced_field", message, at_key=True)
            return ()
        found: list[str] = []
        for index, written in enumerate(field.formats):
            try:
                found.append(strptime_form(written, field.type))
            except ValueError as error:
                self.desk.report((*path, "formats", index), "wrong_value", str(error))
        return tuple(found)
