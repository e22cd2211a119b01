"""docs/reference/documents.md: every kind of file and every field, from the models."""

import inspect
import json
import re
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import annotated_types
from pydantic import BaseModel, JsonValue
from pydantic.fields import FieldInfo

from generating.markdown import code, generated, heading, joined, table
from kolonne.definitions import KINDS, Model, base

_INTRODUCTION = """\
Every kind of file that `kolonne` reads as JSON, and every field of it. The same is published as JSON Schema under
`schemas/v1`, so that an editor completes and explains; [problems](problems.md) are told with file, line and column.

What kind a file is, it says by having one of the keys `document`, `enumeration`, `mapping` and `organisation`. What is not
listed here is refused, and so is a key that stands twice. Named things (`columns`, `rules`, `sheets`, …) are objects keyed
by their names, and their order is the order in which they are written."""
_WHERE = {
    "document": "`<organisation>/documents/*.json`",
    "enumeration": "`<organisation>/enumerations/*.json`",
    "mapping": "`<organisation>/enumerations/*.json`",
    "organisation": "`<organisation>/organisation.json`",
}
#: Kinds of values that have a name of their own: anchor → the type, the words for it, and what it is.
_VALUES: dict[str, tuple[Any, str, str]] = {
    "expression": (
        base.Expression,
        "expression",
        (
            'A text that is computed, for instance `"minutes / 60"`; at most 4,000 characters. See [Expressions]'
            "(../guide/expressions.md) and [Operations](operations.md)."
        ),
    ),
    "text": (
        base.Text,
        "text for people",
        (
            'One text for all languages, or one a language: `{"nb": "Dato", "en": "Date"}`. Where the language asked for is '
            "missing, the nearest one there is is taken: for `nb` first `nn`, then `en`; for `nn` first `nb`, then `en`; for "
            "`se` first `nb`, then `nn`, then `en`; for `en` first `nb`, then `nn`; for others `en`, `nb`, `nn`."
        ),
    ),
    "name": (
        base.Name,
        "name",
        "Letters a–z and A–Z, digits and `_`, not beginning with a digit; at most 64. Expressions use it.",
    ),
    "id": (base.Id, "ID", "The owner's folder, a dot and a name: `nhf.likeperson`; at most 128 characters."),
    "day": (base.Day, "day", "A calendar day as text: `2025-01-31`."),
    "locale": (base.LocaleName, "locale", "A language: `nb`, `nn`, `se`, `en`, …"),
}
#: Examples that come with a kind of value and say nothing of a field.
_INHERITED = [
    part.examples
    for of, _, _ in _VALUES.values()
    for part in get_args(of)
    if isinstance(part, FieldInfo) and part.examples
]
_PLAIN: dict[Any, str] = {
    str: "text", bool: "`true` or `false`", int: "whole number", float: "number", JsonValue: "any JSON",
}  # fmt: skip


def page() -> str:
    """The whole page."""
    blocks = [generated("the models of documents"), heading(1, "Documents"), _INTRODUCTION, _contents(), _values()]
    seen: set[type[BaseModel]] = set()
    for kind, (model, schema) in KINDS.items():
        blocks += [
            heading(2, _title(model), anchor(model)),
            f"Lies in {_WHERE.get(kind, 'the organisation')}. Schema: `schemas/v1/{schema}.schema.json`. {_doc(model)}",
            _fields(model),
        ]
        seen.add(model)
        for part in _parts(model, seen):
            blocks += [heading(3, _title(part), anchor(part)), _doc(part), _fields(part)]
    return joined(blocks)


def anchor(model: type[BaseModel]) -> str:
    """The anchor of a model."""
    return _title(model).lower().replace(" ", "-")


def _title(model: type[BaseModel]) -> str:
    kinds = [known for known, _ in KINDS.values()]
    name = model.__name__ if model in kinds else re.sub(r"(Definition|Document)$", "", model.__name__)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize().replace("Csv", "CSV")


def _doc(model: type[BaseModel]) -> str:
    return inspect.cleandoc(model.__doc__ or "")


def _contents() -> str:
    rows = [
        (f"[{_title(model)}](#{anchor(model)})", _WHERE.get(kind, ""), _doc(model))
        for kind, (model, _) in KINDS.items()
    ]
    return table(("kind", "where it lies", "what it is"), rows)


def _values() -> str:
    rows = [(f'<a id="value-{name}"></a>{words}', doc) for name, (_, words, doc) in _VALUES.items()]
    return heading(2, "Kinds of values", "values") + "\n\n" + table(("kind", "what it is"), rows)


def _parts(model: type[BaseModel], seen: set[type[BaseModel]]) -> list[type[BaseModel]]:
    """Models that a model is made of, each once, in the order in which they are met."""
    found: list[type[BaseModel]] = []
    for hint in _hints(model).values():
        for part in _models(hint):
            if part not in seen:
                seen.add(part)
                found += [part, *_parts(part, seen)]
    return found


def _models(hint: Any) -> list[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [hint]
    return [part for argument in get_args(hint) if hint is not JsonValue for part in _models(argument)]


def _hints(model: type[BaseModel]) -> dict[str, Any]:
    """Fields as they are written; those of the model itself before those it shares with others."""
    hints = get_type_hints(model, include_extras=True)
    named = {name: hints[name] for name in model.model_fields}
    shared = {name for parent in model.__mro__[1:] if issubclass(parent, Model) for name in parent.model_fields}
    own = {name: hint for name, hint in named.items() if name not in shared}
    return {**own, **{name: hint for name, hint in named.items() if name in shared}}


def _fields(model: type[BaseModel]) -> str:
    rows = [_row(model, name, hint, model.model_fields[name]) for name, hint in _hints(model).items()]
    return table(("field", "what it takes", "if not said", "what it says", "example"), rows)


def _row(model: type[BaseModel], name: str, hint: Any, field: FieldInfo) -> tuple[str, ...]:
    shown = field.alias or name
    mark = f'<a id="{anchor(model)}-{shown.lstrip("$")}"></a>'
    own = field.examples not in _INHERITED
    example = code(_json(field.examples[0])) if field.examples and own else ""
    return f"{mark}`{shown}`", _limited(hint, field), _absent(field), field.description or "", example


def _limited(hint: Any, field: FieldInfo) -> str:
    words = type_words(hint)
    return f"{words}, {_limits(field)}" if _limits(field) and "expression" not in words else words


def _limits(field: FieldInfo) -> str:
    """Bounds of numbers, in words; bounds of texts and lists stand in the schema."""
    found: dict[str, Any] = {}
    for part in field.metadata:
        for kind, name in (
            (annotated_types.Ge, "ge"), (annotated_types.Gt, "gt"), (annotated_types.Le, "le"), (annotated_types.Lt, "lt"),
        ):  # fmt: skip
            if isinstance(part, kind):
                found[name] = getattr(part, name)
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    return ", ".join(f"{words[name]} {bound}" for name, bound in found.items())


def _absent(field: FieldInfo) -> str:
    if field.is_required():
        return "**required**"
    default = field.get_default(call_default_factory=True)
    if default is None or default == {} or default == []:
        return "–"
    if isinstance(default, BaseModel):
        return "its defaults"
    return code(_json(default))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def type_words(hint: Any) -> str:
    """What a field takes, in words."""
    if (named := _named(hint)) is not None:
        return named
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return type_words(arguments[0])
    if origin in {Union, types.UnionType}:
        parts = [type_words(argument) for argument in arguments if argument is not type(None)]
        return " or ".join(dict.fromkeys(parts))
    if origin is Literal:
        return ", ".join(code(_json(value)) for value in arguments)
    if origin is list:
        return f"list of {type_words(arguments[0])}"
    if origin is dict:
        return f"object: {type_words(arguments[0])} → {type_words(arguments[1])}"
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"[{_title(hint).lower()}](#{anchor(hint)})"
    return _PLAIN[hint]


def _named(hint: Any) -> str | None:
    """A link to the kind of value, where the hint is one, with whatever a field adds to it."""
    for name, (known, words, _) in _VALUES.items():
        if hint == known or (get_origin(hint) is Annotated and _begins_with(hint, known)):
            return f"[{words}](#value-{name})"
    return None


def _begins_with(hint: Any, known: Any) -> bool:
    mine, its = get_args(hint), get_args(known)
    return len(mine) >= len(its) and all(one is other or one == other for one, other in zip(mine, its, strict=False))
