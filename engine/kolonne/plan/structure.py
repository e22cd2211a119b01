"""Structure: does a file have the shape of its kind? Asked of the published schema first, then of the model."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator
from pydantic import ValidationError

from kolonne.definitions import KINDS, Model, published_schema
from kolonne.documents import near
from kolonne.plan.problems import Desk, Path

#: An error of jsonschema: what it holds is of whatever type the schema and the document have there.
SchemaError: TypeAlias = Any

_TYPES = {
    "object": "an object {…}",
    "array": "a list […]",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(published_schema(kind))


def read_model(kind: str, desk: Desk) -> Model | None:
    """The model of a resolved document, or None with the problems on the desk."""
    plain = desk.root.plain()
    before = len(desk.problems)
    for error in sorted(
        _validator(kind).iter_errors(plain), key=lambda error: [str(step) for step in error.absolute_path]
    ):
        _report(error, desk, ())
    if len(desk.problems) > before:
        return None
    try:
        return KINDS[kind][0].model_validate(plain)
    except ValidationError as error:
        for detail in error.errors():
            path = _existing(detail["loc"], plain)
            desk.report(path, "wrong_value", detail["msg"].replace("Value error, ", "").lower().rstrip("."))
        return None


def _report(error: SchemaError, desk: Desk, base: Path) -> None:
    path = (*base, *error.relative_path)
    match error.validator:
        case "anyOf":
            _report_choice(error, desk, path)
        case "additionalProperties":
            _report_unknown(error, desk, path)
        case "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            for name in missing:
                desk.report(path, "missing_field", f"`{name}` is missing", _described(error.schema, name))
        case "type":
            desk.report(
                path,
                "wrong_type",
                f"found {_shown(error.instance)}; {_allowed(error.validator_value)} is needed",
                _type_hint(error),
            )
        case "enum" | "const":
            allowed = error.validator_value if error.validator == "enum" else [error.validator_value]
            texts = [value for value in allowed if isinstance(value, str)]
            hint = near(error.instance, texts) if isinstance(error.instance, str) else ""
            listed = ", ".join(f"`{value}`" for value in allowed)
            desk.report(path, "wrong_value", f"found {_shown(error.instance)}; allowed are {listed}", hint)
        case "pattern":
            example = next(iter(error.schema.get("examples", [])), "")
            hint = f"for instance `{example}`" if example else ""
            desk.report(
                path, "wrong_value", f"found {_shown(error.instance)}, which is not written as it must be", hint
            )
        case _:
            desk.report(path, "wrong_value", _plain_message(error))


def _report_choice(error: SchemaError, desk: Desk, path: Path) -> None:
    """Of the alternatives, tell about the one that was meant: the one whose type fits."""
    branches: dict[int, list[SchemaError]] = {}
    for inner in error.context or ():
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    fitting = [errors for errors in branches.values() if not any(_is_mismatch(inner) for inner in errors)]
    if len(fitting) == 1:
        for inner in fitting[0]:
            _report(inner, desk, path)
        return
    kinds: list[str] = []
    for errors in branches.values():
        for inner in errors:
            if inner.validator == "type" and not inner.relative_path:
                kinds.extend(_listed(inner.validator_value))
            elif inner.validator in {"enum", "const"} and not inner.relative_path:
                values = inner.validator_value if isinstance(inner.validator_value, list) else [inner.validator_value]
                kinds.extend(f"`{value}`" for value in values)
    allowed = " or ".join(dict.fromkeys(_TYPES.get(kind, kind) for kind in kinds if kind != "null"))
    desk.report(path, "wrong_type", f"found {_shown(error.instance)}; {allowed} is needed")


def _is_mismatch(error: SchemaError) -> bool:
    return error.validator == "type" and not error.relative_path


def _report_unknown(error: SchemaError, desk: Desk, path: Path) -> None:
    known = list(error.schema.get("properties", {}))
    patterns = error.schema.get("patternProperties", {})
    if patterns:
        bad = [name for name in error.instance if not any(_matches(pattern, name) for pattern in patterns)]
        for name in bad:
            message = f"`{name}` cannot be a name: letters a-z, digits and `_`, not beginning with a digit"
            desk.report((*path, name), "bad_name", message, at_key=True)
        return
    for name in error.instance:
        if name not in known:
            allowed = ", ".join(f"`{other}`" for other in known if not other.startswith("$"))
            hint = near(name, known) or f"allowed are {allowed}"
            desk.report((*path, name), "unknown_field", f"there is no `{name}` here", hint, at_key=True)


def _matches(pattern: str, name: str) -> bool:
    import re

    return re.search(pattern, name) is not None


def _described(schema: dict[str, Any], name: str) -> str:
    return str(schema.get("properties", {}).get(name, {}).get("description", ""))


def _type_hint(error: SchemaError) -> str:
    wants_text = "string" in _listed(error.validator_value)
    if wants_text and isinstance(error.instance, bool | int | float):
        value = str(error.instance).lower() if isinstance(error.instance, bool) else error.instance
        return f'write it in quotes: "{value}"'
    if "boolean" in _listed(error.validator_value) and isinstance(error.instance, str):
        return "write true or false without quotes"
    return ""


def _plain_message(error: SchemaError) -> str:
    limits = {
        "minLength": "it is too short", "maxLength": f"it is longer than {error.validator_value} characters",
        "minItems": "it is empty", "minProperties": "it is empty", "maxProperties": f"it has more than {error.validator_value} members",
        "minimum": f"at least {error.validator_value} is needed", "maximum": f"at most {error.validator_value} is allowed",
        "exclusiveMinimum": f"more than {error.validator_value} is needed", "propertyNames": "a name is too long",
    }  # fmt: skip
    return f"found {_shown(error.instance)}; {limits.get(str(error.validator), error.message)}"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "an object {…}"
    if isinstance(value, list):
        return "a list […]" if value else "an empty list"
    return f"`{str(value)[:60]}`" if isinstance(value, str) else f"`{str(value).lower()}`"


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _allowed(value: str | list[str]) -> str:
    return " or ".join(_TYPES.get(kind, kind) for kind in _listed(value))


def _existing(path: Iterable[str | int], plain: object) -> Path:
    """The steps of pydantic's path that are in the document; it puts names of alternatives between them."""
    found: list[str | int] = []
    value: Any = plain
    for step in path:
        members = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
        if step in members:
            value = members[step]
            found.append(step)
    return tuple(found)
