"""Inputs of a document → InputPlan."""

from datetime import date
from decimal import Decimal, InvalidOperation

from kolonne.definitions import ColumnDocument, FieldDefinition, InputDefinition
from kolonne.documents import near
from kolonne.expressions import Value, ValueType, from_json
from kolonne.expressions import decimal as decimal_type
from kolonne.plan.formats import DEFAULT_FORMATS, strptime_form
from kolonne.plan.lists import Catalogue, policy
from kolonne.plan.names import is_personal
from kolonne.plan.plan import FieldPlan, InputPlan, UnknownPolicy
from kolonne.plan.problems import Desk, Path
from kolonne.plan.workbench import Workbench


def plan_input(document: ColumnDocument, bench: Workbench, catalogue: Catalogue) -> InputPlan | None:
    """The input whose records make rows; its fields become names."""
    name = document.rows.source
    if name not in document.inputs:
        hint = near(name, list(document.inputs))
        bench.desk.report(("rows", "from"), "unknown_input", f"there is no input `{name}`", hint)
        return None
    definition = document.inputs[name]
    fields = [
        plan_field(("inputs", name, "fields", one), one, field, bench, catalogue)
        for one, field in definition.fields.items()
    ]
    _check_key(name, definition, bench.desk)
    known = tuple(field for field in fields if field is not None)
    return InputPlan(
        name, known, definition.key or "", {str(name): value for name, value in definition.options.items()}
    )


def _check_key(name: str, definition: InputDefinition, desk: Desk) -> None:
    if definition.key is None:
        return
    path = ("inputs", name, "key")
    if definition.key not in definition.fields:
        hint = near(definition.key, list(definition.fields))
        desk.report(path, "unknown_field", f"there is no field `{definition.key}`", hint)
    elif is_personal(definition.fields[definition.key].sensitivity):
        desk.report(
            path, "personal_in_message", f"the key `{definition.key}` is personal, and keys are shown beside failures"
        )


def plan_field(
    path: Path, name: str, field: FieldDefinition, bench: Workbench, catalogue: Catalogue
) -> FieldPlan | None:
    """One field; it becomes a name."""
    desk = bench.desk
    of = field_type(path, field.type, field.scale, field.items, desk)
    unknown: UnknownPolicy | None = None
    if of is not None and field.enumeration is not None:
        unknown = _policy(path, field, of, desk, catalogue)
        of = ValueType("text", codes=field.enumeration)
    if of is None:
        bench.names.add(name, ValueType("text"), "a field")
        return None
    if name in bench.names.types:
        origin = bench.names.origins[name]
        desk.report(path, "name_taken", f"`{name}` is {origin} already", at_key=True)
    bench.names.add(name, of, "a field", field.sensitivity)
    return FieldPlan(
        name=name,
        source=field.source or name,
        type=of,
        required=field.required,
        default=constant((*path, "default"), field.default, of, desk),
        formats=_formats(path, field, desk),
        decimal_sign=field.decimal_sign,
        true=tuple(text.casefold() for text in field.true),
        false=tuple(text.casefold() for text in field.false),
        separator=field.separator,
        keep_empty=field.keep_empty,
        unknown=unknown,
        personal=is_personal(field.sensitivity),
    )


def field_type(path: Path, kind: str, scale: int | None, items: str | None, desk: Desk) -> ValueType | None:
    """The type that a field or parameter says it has."""
    if kind == "decimal" and scale is None:
        desk.report(
            path, "missing_field", "`scale` is missing", "a decimal says how many digits stand behind the point"
        )
        return None
    if kind != "decimal" and scale is not None:
        desk.report((*path, "scale"), "unknown_field", f"`scale` belongs to decimals, not to {kind}", at_key=True)
    if kind == "decimal":
        return decimal_type(scale or 0)
    if kind != "list":
        return ValueType.parse(kind)
    if items in {"list", "decimal"}:
        desk.report((*path, "items"), "wrong_value", f"a list of `{items}` is not possible")
        return None
    return ValueType("list", item=ValueType.parse(items or "text"))


def constant(path: Path, value: object, of: ValueType, desk: Desk) -> Value:
    """A literal of the document as a value of a type."""
    try:
        if isinstance(value, str) and of.kind == "date":
            return date.fromisoformat(value)
        if isinstance(value, float) and of.kind == "decimal":
            return from_json(str(Decimal(str(value))), of)
        return from_json(value, of)
    except (ValueError, InvalidOperation):
        desk.report(path, "wrong_type", f"found `{value}`; {of} is needed")
        return None


def _policy(
    path: Path, field: FieldDefinition, of: ValueType, desk: Desk, catalogue: Catalogue
) -> UnknownPolicy | None:
    id_ = field.enumeration or ""
    if of.kind != "text":
        desk.report((*path, "enumeration"), "wrong_type", f"codes are text; the field is {of}")
        return None
    codes = catalogue.codes.get(id_)
    if codes is None:
        hint = near(id_, list(catalogue.codes))
        desk.report((*path, "enumeration"), "unknown_enumeration", f"there is no enumeration `{id_}`", hint)
        return None
    found = policy(field.unknown) if field.unknown is not None else catalogue.policies[id_]
    if found.action == "use" and found.replacement not in codes.labels:
        hint = near(found.replacement, list(codes.labels))
        desk.report((*path, "unknown"), "unknown_code", f"`{id_}` has no code `{found.replacement}`", hint)
    return found


def _formats(path: Path, field: FieldDefinition, desk: Desk) -> tuple[str, ...]:
    if field.formats is None:
        return DEFAULT_FORMATS.get(field.type, ())
    if field.type not in DEFAULT_FORMATS:
        desk.report((*path, "formats"), "unknown_field", f"`formats` belongs to dates and times, not to {field.type}")
    found: list[str] = []
    for index, written in enumerate(field.formats):
        try:
            found.append(strptime_form(written))
        except ValueError as error:
            desk.report((*path, "formats", index), "wrong_value", str(error))
    return tuple(found)
