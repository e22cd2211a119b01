"""Documents as the models allow them, made up: with odd texts, in any order of members, and with `null` where one extends."""

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic import BaseModel, JsonValue

from kolonne.definitions import KINDS, base

#: What a spreadsheet would take for something else, and what does not come through one unchanged.
ODD = (
    "007", "1e5", "-0", "0301", "TRUE", "false", "null", "ja", "nei", "=1+1", "+1", "@x", "'", '"', '"a"', "[]", "{}", "[a",
    "(fjernes)", "(removed)", " a", "a ", " ", "", "a\nb", "a\r\nb", "\ttab\t", "a, b", "a: b", "a → b", "a -> b", "use: x",
    "1,5", "1.5", "2025-01-31", "31.1.2025", "1.3.", "_x0041_", "\x07", "\x7f", "\u2028", "\ufeff", "\U0001f600", "æøå",
    "#notat", "#N/A", "a" * 300, "None", "x" * 50 + "\n" * 3 + "y",
)  # fmt: skip
_TEXT = st.sampled_from(ODD) | st.text(st.characters(codec="utf-8"), max_size=12)
#: Members of records of tests, such as a sheet's own columns are called.
_MEMBER = _TEXT | st.sampled_from(
    ("name", "parent 0", "parent 1", "removed", "none", "other", "order", "Navn", "navn", "Test", "Nr.", "Annet (JSON)")
)
_NAME = st.sampled_from(("a", "b", "c", "order", "test", "sheet", "name", "value", "after", "removed")) | st.from_regex(
    r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True
)
_DAY = st.dates().map(lambda day: day.isoformat())
_LOCALE = st.sampled_from(("nb", "nn", "se", "en", "de", "nb_NO"))
_SAYS = st.sampled_from(("demo.one", "demo.two"))
_NUMBER = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
_SCALAR = st.booleans() | _NUMBER | _TEXT
_JSON = st.recursive(
    st.none() | _SCALAR,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_TEXT, inner, max_size=2),
    max_leaves=4,
)
_KNOWN: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (base.Name, _NAME), (base.Id, _SAYS), (base.Day, _DAY), (base.LocaleName, _LOCALE),
)  # fmt: skip
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXT, bool: st.booleans(), int: st.integers(), float: _NUMBER, type(None): st.none(), JsonValue: _JSON,
}  # fmt: skip


def documents(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Documents of a kind, whole or laid over another."""
    model = KINDS[kind][0]
    return st.booleans().flatmap(lambda is_patch: _objects(model, is_patch=is_patch, must=frozenset({kind})))


def _objects(
    model: type[BaseModel], *, is_patch: bool, must: frozenset[str] = frozenset()
) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, info in model.model_fields.items():
        alias = info.alias or name
        is_needed = alias in must or (info.is_required() and not is_patch)
        made = _values(hints[name], is_patch=is_patch)
        (required if is_needed else optional)[alias] = made if is_needed or not is_patch else made | st.none()
    few = st.lists(st.sampled_from(sorted(optional)), max_size=6, unique=True) if optional else st.just([])
    return few.flatmap(
        lambda names: st.permutations([*required, *names]).flatmap(
            lambda order: st.fixed_dictionaries({name: {**required, **optional}[name] for name in order})
        )
    )


def _values(hint: Any, *, is_patch: bool) -> st.SearchStrategy[Any]:
    for known, made in _KNOWN:
        if get_origin(hint) is Annotated and get_args(known)[1] in get_args(hint):
            return made
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _values(arguments[0], is_patch=is_patch)
    if origin in {Union, types.UnionType}:
        return st.one_of(*(_values(part, is_patch=is_patch) for part in arguments if part is not type(None)))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is list:
        return st.lists(_values(arguments[0], is_patch=False), max_size=3)
    if origin is dict:
        key = _MEMBER if arguments[0] is str else _values(arguments[0], is_patch=is_patch)
        inner = _values(arguments[1], is_patch=is_patch)
        return st.dictionaries(key, inner | st.none() if is_patch else inner, max_size=3)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _objects(hint, is_patch=is_patch)
    return _PLAIN[hint]
