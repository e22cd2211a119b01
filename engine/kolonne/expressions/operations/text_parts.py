"""Functions that take texts apart and put them together."""

from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.bounds import MOST_TEXT
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.operations.texts import BLANKS
from kolonne.expressions.types import TEXT, Value, ValueType, list_of

#: Texts with more parts than this are no lists that somebody wrote.
_MOST_PARTS = 10_000


def _separator(call: VectorCall | ScalarCall | TypedCall) -> str:
    return cast("str", call.constants[1])


def _separator_mistake(call: TypedCall) -> Mistake | None:
    return None if _separator(call) else Mistake("bad_argument", "the text to split at is empty", NOWHERE)


def _parts(call: VectorCall) -> pl.Expr:
    """All parts, without blanks at their ends; a fault where they are too many."""
    text, separator = call.arguments[0], _separator(call)
    fits = text.str.count_matches(separator, literal=True) < _MOST_PARTS
    parts = pl.when(fits).then(text).str.split(separator).list.eval(pl.element().str.strip_chars(BLANKS))
    return call.guarded("overflow", fits, parts)


def _parts_scalar(call: ScalarCall) -> list[str]:
    parts = cast("str", call.arguments[0]).split(_separator(call))
    if len(parts) > _MOST_PARTS:
        raise CellFaultError("overflow")
    return [part.strip(BLANKS) for part in parts]


def _split(call: VectorCall) -> pl.Expr:
    return _parts(call).list.eval(pl.element().filter(pl.element() != ""))


def _split_scalar(call: ScalarCall) -> Value:
    return tuple(part for part in _parts_scalar(call) if part)


def at_place(items: pl.Expr, place: pl.Expr) -> pl.Expr:
    """The item at a place, counted from 1, or from the end where it is negative; blank where there is none."""
    near = place.clip(-MOST_TEXT, MOST_TEXT)
    return items.list.get(pl.when(near > 0).then(near - 1).when(near < 0).then(near), null_on_oob=True)


def at_place_scalar(items: "tuple[Value, ...]", place: int) -> Value:
    """As `at_place`, for one list."""
    if place == 0 or abs(place) > len(items):
        return None
    return items[place - 1 if place > 0 else place]


def _part(call: VectorCall) -> pl.Expr:
    found = at_place(_parts(call), call.arguments[2])
    return pl.when(found != "").then(found)


def _part_scalar(call: ScalarCall) -> Value:
    return at_place_scalar(tuple(_parts_scalar(call)), cast("int", call.arguments[2])) or None


def _join(call: VectorCall) -> pl.Expr:
    items, separator = call.arguments[0].list.drop_nulls(), _separator(call)
    lengths = items.list.eval(pl.element().str.len_chars().cast(pl.Int64)).list.sum()
    fits = lengths + (items.list.len().cast(pl.Int64) - 1) * len(separator) <= MOST_TEXT
    joined = pl.when(fits).then(items).list.join(separator)
    return call.guarded("overflow", fits, pl.when(items.list.len() > 0).then(joined))


def _join_scalar(call: ScalarCall) -> Value:
    items = [item for item in cast("tuple[str | None, ...]", call.arguments[0]) if item is not None]
    if sum(map(len, items)) + (len(items) - 1) * len(_separator(call)) > MOST_TEXT:
        raise CellFaultError("overflow")
    return _separator(call).join(items) if items else None


def _part_rule(call: TypedCall) -> ValueType | Mistake:
    return _separator_mistake(call) or TEXT


def _split_rule(call: TypedCall) -> ValueType | Mistake:
    return _separator_mistake(call) or list_of(TEXT)


OPERATIONS = (
    Operation(
        "split_part",
        "text",
        "One part of a text that is split at every occurrence of another, without blanks at its ends. Parts are counted "
        "from 1, or from the end with -1; blank where there is no such part, or nothing in it.",
        (overload("text:text separator:text! number:integer -> text", _part, _part_scalar, result=_part_rule),),
        (
            Example("split_part('Nordmann, Kari', ',', 2)", "Kari"),
            Example("split_part('a/b/c', '/', -1)", "c"),
            Example("split_part('a/b', '/', 3)", None),
        ),
    ),
    Operation(
        "split",
        "text",
        "The parts of a text that is split at every occurrence of another, without blanks at their ends; empty parts are "
        f"left out. More than {_MOST_PARTS} parts are a failure.",
        (overload("text:text separator:text! -> list(text)", _split, _split_scalar, result=_split_rule),),
        (Example("split('talk; trip;', ';')", ["talk", "trip"]), Example("split('', ';')", [])),
    ),
    Operation(
        "join_text",
        "text",
        "The texts of a list, one after the other, with a separator between them. Blanks in the list are left out; blank "
        "where nothing is left.",
        (
            overload(
                "list:list(text) separator:text!? -> text",
                _join,
                _join_scalar,
                result=lambda _: TEXT,
                defaults={"separator": ", "},
            ),
        ),
        (
            Example("join_text(['Oslo', None, 'Bærum'])", "Oslo, Bærum"),
            Example("join_text(split('a;b', ';'), separator=' / ')", "a / b"),
            Example("join_text([])", None),
        ),
    ),
)
