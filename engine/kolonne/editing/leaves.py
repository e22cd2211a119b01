"""Leaves: the cells of a model's fields, made from their types; what they are for is said there."""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from kolonne.definitions import Model, UseCode, WhenDefinition, base
from kolonne.definitions.sheet import CaseDefinition
from kolonne.editing.cell import CellKind, Steps
from kolonne.editing.list_cells import CasesKind, LinesKind, ListKind
from kolonne.editing.shape import Leaf
from kolonne.editing.text_cells import ChoiceKind, DayKind, TextKind, UnknownKind
from kolonne.editing.value_cells import AnyKind, JsonKind, NumberKind, YesKind, YesOrKind

#: Of named things, where one goes stands in front, and what is said of it behind.
_FIRST, _LAST = "after", "description"
_FORMULA = "formula"
_SCALARS: set[Any] = {str, bool, int, float}


def leaves_of(model: type[Model], path: Steps = (), without: tuple[str, ...] = ()) -> tuple[Leaf, ...]:
    """The cells of a model, in order; members of models inside of it have cells of their own."""
    return tuple(_leaves(model, path, without))


def _leaves(model: type[Model], path: Steps, without: tuple[str, ...]) -> Iterator[Leaf]:
    hints = get_type_hints(model, include_extras=True)
    names = list(model.model_fields)
    if _FIRST in names:
        names.sort(key=lambda name: (name != _FIRST, name == _LAST))
    for name in names:
        info = model.model_fields[name]
        alias = info.alias or name
        if alias in without:
            continue
        place, hint = (*path, alias), _bare(hints[name])
        if isinstance(hint, type) and issubclass(hint, Model):
            yield from _leaves(hint, place, ())
        else:
            kind = kind_of(hints[name])
            yield Leaf(place, kind, info.description or "", info.is_required(), is_translated(hints[name]))


def is_translated(hint: Any) -> bool:
    """Whether a field takes a text in several languages."""
    parts = {_bare(part) for part in _parts(hint)}
    return str in parts and any(get_origin(part) is dict for part in parts) and len(parts) <= 3


def kind_of(hint: Any) -> CellKind:
    """The cells of a field of a type; those of what a cell cannot show well hold JSON."""
    parts = _parts(hint)
    bare = [_bare(part) for part in parts]
    if is_translated(hint):
        return YesOrKind("") if bool in bare else TextKind()
    if set(bare) == _SCALARS:
        return AnyKind()
    if bool in bare and WhenDefinition in bare:
        return YesOrKind("when")
    if UseCode in bare:
        return UnknownKind(_words(bare[0]))
    if len(bare) == 2 and bare[0] is str and get_origin(bare[1]) is list:
        return ListKind(is_bare=True)
    return _single(parts[0], bare[0]) if len(bare) == 1 else JsonKind()


def _single(hint: Any, bare: Any) -> CellKind:
    if bare is str:
        return _text(hint)
    if bare is bool:
        return YesKind()
    if bare in {int, float}:
        return NumberKind()
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is Literal:
        return ChoiceKind(arguments)
    if origin is list:
        item = _bare(arguments[0])
        if item is CaseDefinition:
            return CasesKind()
        return ListKind() if item is str or get_origin(item) is Literal else JsonKind()
    if origin is dict and (bare_value := _bare(arguments[1])) is not Any:
        plain = bare_value is str or get_origin(bare_value) is Literal
        return LinesKind(TextKind() if plain else AnyKind()) if _is_name(arguments[0]) else JsonKind()
    return JsonKind()


def _text(hint: Any) -> CellKind:
    if _is_kind(hint, base.Day):
        return DayKind()
    return TextKind(_FORMULA) if _is_kind(hint, base.Expression) else TextKind()


def _is_name(hint: Any) -> bool:
    """Whether keys are names of the document, and not of plugins."""
    return _is_kind(hint, base.Name) or _bare(hint) is str


def _is_kind(hint: Any, known: Any) -> bool:
    """Whether the type is the known one, or that with more said of it."""
    return get_origin(hint) is Annotated and get_args(known)[1] in get_args(hint)


def _bare(hint: Any) -> Any:
    """The type without what is said of it, and without None."""
    parts = _parts(hint)
    if len(parts) != 1:
        return hint
    return get_args(parts[0])[0] if get_origin(parts[0]) is Annotated else parts[0]


def _parts(hint: Any) -> list[Any]:
    """The types that a type is one of, None apart."""
    origin = get_origin(hint)
    if origin is Annotated and get_origin(get_args(hint)[0]) in {Union, types.UnionType}:
        return _parts(get_args(hint)[0])
    if origin in {Union, types.UnionType}:
        return [part for one in get_args(hint) if one is not type(None) for part in _parts(one)]
    return [hint]


def _words(hint: Any) -> tuple[str, ...]:
    return tuple(word for word in get_args(hint) if isinstance(word, str))
