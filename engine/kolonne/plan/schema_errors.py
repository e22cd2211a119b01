"""Errors of a published schema, in words for people who write documents."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from kolonne.definitions import whole_schema
from kolonne.documents import Path, near
from kolonne.plan.foreign_keys import FOREIGN_KEYS
from kolonne.plan.problems import Desk

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

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
_ALL_OF_THEM = 1_000_000
#: So many mistakes of structure, or a few more, are told; who has more will change more than one thing.
_MOST_PROBLEMS = 1000
_LANGUAGES = "`nb`, `nn`, `se`, `en`"
#: Keys that belong elsewhere, by where they were written.
_ELSEWHERE = {
    ("figures", "value"): "the value of a figure comes with the request; what the document itself knows is a parameter",
    ("figures", "default"): "a figure that does not come with the request is blank: `coalesce(figure, 0)`",
}
#: How the objects of a sheet are written.
_SHAPES = {
    "totals": 'columns with what their total is: `{"cost": "sum"}`',
    "heading": 'named lines: `{"signed": {"label": "Underskrift", "sign": true}}`',
    "mask": '`{"below": 5, "columns": ["participants"]}`',
    "spread": '`{"over": ["gender"], "value": "count()"}`',
    "nil_row": """columns with what stands in them: `{"topic": "'ingen aktiviteter'"}`""",
}
_LATIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"})


@cache
def _validator(kind: str) -> "Draft202012Validator":
    # A document without mistakes does not wait for it.
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.validators import extend

    # To JSON Schema, 2.0 is a whole number; to the models it is none.
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    strict: type[Draft202012Validator] = extend(Draft202012Validator, type_checker=types)  # type: ignore[no-untyped-call] # of jsonschema
    return strict(whole_schema(kind), format_checker=FormatChecker(["date"]))


def report_schema_errors(kind: str, plain: object, desk: Desk) -> bool:
    """Tell every error; False where there is none."""
    before = len(desk.problems)
    report_errors(_validator(kind).iter_errors(plain), desk, ())
    return len(desk.problems) > before


def report_errors(errors: Iterable[SchemaError], desk: Desk, base: Path) -> None:
    """Tell errors of jsonschema, each at its place; `base` is where what was held against the schema stands."""
    before = len(desk.problems)
    for error in errors:
        _report(error, desk, base)
        if len(desk.problems) > before + _MOST_PROBLEMS:
            break


def _report(error: SchemaError, desk: Desk, base: Path) -> None:
    path = (*base, *error.relative_path)
    if "propertyNames" in error.relative_schema_path:
        desk.report((*path, error.instance), "bad_name", f"the name is {_limit(error)}", at_key=True)
        return
    match error.validator:
        case "anyOf":
            _report_choice(error, desk, path)
        case "additionalProperties":
            _report_unknown(error, desk, path)
        case "required":
            # jsonschema gives an error for each name that is missing.
            name = next(one for one in error.validator_value if error.message.startswith(repr(one)))
            misspelled = [other for other in error.instance if other not in error.schema.get("properties", {})]
            if not any(near(other, [name]) or name in _meant(other) for other in misspelled):
                desk.report(path, "missing_field", f"`{name}` is missing", _described(error.schema, name))
        case "type":
            message = f"found {_shown(error.instance)}; {_allowed(error.validator_value)} is needed"
            hint = _type_hint(error.instance, _listed(error.validator_value)) or _shape_hint(error.instance, path)
            desk.report(path, "wrong_type", message, hint)
        case "enum" | "const":
            allowed = error.validator_value if error.validator == "enum" else [error.validator_value]
            texts = [value for value in allowed if isinstance(value, str)]
            hint = near(error.instance, texts) if isinstance(error.instance, str) else ""
            listed = ", ".join(f"`{value}`" for value in allowed)
            desk.report(path, "wrong_value", f"found {_shown(error.instance)}; allowed are {listed}", hint)
        case "pattern" | "format":
            message = f"found {_shown(error.instance)}; {_wanted(error)} is needed"
            desk.report(path, "wrong_value", message, _dotted_hint(error, path) or _pattern_hint(error))
        case "minItems" | "minProperties":
            part = "item" if isinstance(error.instance, list) else "member"
            desk.report(path, "wrong_value", f"found {_shown(error.instance)}; at least one {part} is needed")
        case _:
            desk.report(path, "wrong_value", f"found {_shown(error.instance)}, which is {_limit(error)}")


def _report_choice(error: SchemaError, desk: Desk, path: Path) -> None:
    """Of the alternatives, tell about the one that was meant: the one whose type fits."""
    branches: dict[int, list[SchemaError]] = {}
    for inner in error.context or ():
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    fitting = [errors for errors in branches.values() if not any(_is_mismatch(inner) for inner in errors)]
    if fitting:
        for inner in max(fitting, key=_known_members):
            _report(inner, desk, path)
        return
    kinds = list(dict.fromkeys(kind for errors in branches.values() for kind in _kinds(errors) if kind != "null"))
    names = [_TYPES.get(kind, kind) for kind in kinds]
    allowed = f"{', '.join(names[:-1])} or {names[-1]}" if names[1:] else "".join(names)
    hint = _type_hint(error.instance, kinds)
    if isinstance(error.instance, str):
        hint = hint or near(error.instance, [kind.strip("`") for kind in kinds if kind not in _TYPES])
    desk.report(path, "wrong_type", f"found {_shown(error.instance)}; {allowed} is needed", hint)


def _known_members(errors: list[SchemaError]) -> int:
    """How many members of an object an alternative knows; more than any, where what is wrong lies deeper."""
    if all(inner.relative_path for inner in errors):
        return _ALL_OF_THEM
    own = (
        set(inner.instance) & set(inner.schema.get("properties", {}))
        for inner in errors
        if isinstance(inner.instance, dict) and not inner.relative_path
    )
    return max((len(names) for names in own), default=0)


def _kinds(errors: list[SchemaError]) -> Iterator[str]:
    """What one alternative would take."""
    for inner in errors:
        if inner.relative_path:
            continue
        if inner.validator == "type":
            yield from _listed(inner.validator_value)
        elif inner.validator == "anyOf":
            yield from _kinds(list(inner.context or ()))
        elif inner.validator in {"enum", "const"}:
            values = inner.validator_value if isinstance(inner.validator_value, list) else [inner.validator_value]
            # A tab as it is written.
            yield from (f"`{value}`".replace("\t", "\\t") for value in values)


def _is_mismatch(error: SchemaError) -> bool:
    """Whether a value is not of that alternative's kind at all."""
    if error.relative_path:
        return False
    if error.validator == "anyOf":
        return all(_is_mismatch(inner) for inner in error.context or ())
    return error.validator in {"type", "enum", "const"}


def _report_unknown(error: SchemaError, desk: Desk, path: Path) -> None:
    known = list(error.schema.get("properties", {}))
    patterns = list(error.schema.get("patternProperties", {}))
    for name in islice(error.instance, len(known) + _MOST_PROBLEMS):
        if patterns and not any(re.search(pattern, name) for pattern in patterns):
            _report_name(name, patterns[0], desk, (*path, name))
        elif not patterns and name not in known:
            allowed = ", ".join(f"`{other}`" for other in known if not other.startswith("$"))
            meant = next((one for one in _meant(name) if one in known), "")
            hint = f"did you mean `{meant}`?" if meant else near(name, known) or f"allowed are {allowed}"
            hint = _ELSEWHERE.get((str(next(iter(path), "")), name), hint)
            desk.report((*path, name), "unknown_field", f"there is no `{name}` here", hint, at_key=True)


def _meant(name: str) -> list[str]:
    """What a key may be in the language of documents."""
    return FOREIGN_KEYS.get(name.casefold(), "").split()


def _report_name(name: str, pattern: str, desk: Desk, path: Path) -> None:
    if "{2,3}" in pattern:
        hint = f"languages are {_LANGUAGES}"
        desk.report(path, "bad_name", f"`{name}` is not the name of a language", hint, at_key=True)
        return
    offer = re.sub(r"\W+", "_", name.translate(_LATIN), flags=re.ASCII).strip("_")
    offer = f"n{offer}" if offer[:1].isdigit() else offer
    message = f"`{name}` cannot be a name: letters a-z, digits and `_`, not beginning with a digit"
    desk.report(path, "bad_name", message, f"for instance `{offer}`" if offer else "", at_key=True)


def _described(schema: dict[str, Any], name: str) -> str:
    text = str(schema.get("properties", {}).get(name, {}).get("description", ""))
    return text[:1].lower() + text[1:].rstrip(".")


def _type_hint(value: object, wanted: list[str]) -> str:
    if "string" in wanted and isinstance(value, bool | int | float):
        shown = str(value).lower() if isinstance(value, bool) else value
        return f'write it in quotes: "{shown}"'
    if "integer" in wanted and isinstance(value, float) and value.is_integer():
        return f"write {int(value)}"
    if "boolean" in wanted and isinstance(value, str):
        meant = {"true": "true", "ja": "true", "yes": "true", "false": "false", "nei": "false", "no": "false"}
        return f"write {meant.get(value.casefold(), 'true or false')} without quotes"
    if {"integer", "number"} & set(wanted) and isinstance(value, str):
        return "write the number without quotes" if re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", value) else ""
    if "array" in wanted and isinstance(value, str):
        return f'a list of one is written ["{value[:40]}"]'
    return ""


def _wanted(error: SchemaError) -> str:
    if error.validator == "format" or "-(0[1-9]|1[0-2])-" in error.validator_value:
        return "a day of the calendar"
    if "[xX]" in error.validator_value:
        return "the name of an .xlsx workbook, without a folder,"
    if r"\." in error.validator_value and not error.validator_value.endswith("csv$"):
        return "an ID (owner, dot, name; letters a-z, digits, `_`, `-`)"
    if error.validator_value.startswith("^-?"):
        return "a column, with `-` in front of it to turn the order around,"
    if "A-Za-z_" in error.validator_value:
        return "a name (letters a-z, digits, `_`)"
    return "another spelling"


def _pattern_hint(error: SchemaError) -> str:
    written = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", str(error.instance))
    if written and _wanted(error) == "a day of the calendar":
        day, month, year = map(int, written.groups())
        with suppress(ValueError):
            return f"written `{date(year, month, day)}`"
    example = next(iter(error.schema.get("examples", [])), "")
    return f"for instance `{example}`" if example else ""


def _shape_hint(value: object, path: Path) -> str:
    """How an object is written, where something simpler stands in its place."""
    if path[0] == "sheets" and len(path) == 3:
        return _SHAPES.get(str(path[2]), "")
    if not isinstance(value, str) or len(path) != 3 or path[0] != "inputs":
        return ""
    if path[2] == "belongs_to":
        return f'with the field that says where a record belongs: `{{"{value[:40]}": "{value[:40]}_id"}}`'
    return f'with the place in its records: `{{"{value[:40]}": "{path[1]}"}}`' if path[2] == "inside" else ""


def _dotted_hint(error: SchemaError, path: Path) -> str:
    """What to do about a name of another input, where only names of rows or of fields can stand."""
    written = str(error.instance)
    if not re.fullmatch(r"[A-Za-z_]\w*\.[A-Za-z_]\w*", written, flags=re.ASCII):
        return ""
    if {"group", "over", "by"} & set(path[-2:]) and "belongs_to" not in path:
        return f'a `let` gives it a name: `"{written.replace(".", "_")}": "{written}"`'
    return f"the field stands alone: `{written.partition('.')[2]}`" if "belongs_to" in path else ""


def _limit(error: SchemaError) -> str:
    limit = error.validator_value
    limits = {
        "minLength": "too short",
        "maxLength": f"longer than {limit} characters",
        "maxProperties": f"too much: at most {limit} can stand here",
        "minimum": f"less than {limit}",
        "maximum": f"more than {limit}",
        "exclusiveMinimum": f"not more than {limit}",
    }
    return limits.get(str(error.validator), str(error.message))


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "an object {…}" if value else "an empty object {}"
    if isinstance(value, list):
        return "a list […]" if value else "an empty list []"
    if isinstance(value, str):
        return f'`"{value[:60]}"`' if value else "an empty text"
    return f"`{'null' if value is None else str(value).lower()}`"


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _allowed(value: str | list[str]) -> str:
    return " or ".join(_TYPES.get(kind, kind) for kind in _listed(value))
