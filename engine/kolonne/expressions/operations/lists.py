"""Functions of lists. Blanks in a list are left out, but for `item`, which counts places."""

from typing import Any, cast

import polars as pl

from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.bounds import unsigned
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.operations.polars_types import dtype
from kolonne.expressions.operations.text_parts import at_place, at_place_scalar
from kolonne.expressions.types import BLANK, BOOLEAN, Value, ValueType, common, list_of

_ORDERED = ("text", "integer", "decimal", "number", "date", "time", "datetime", "blank")


def _item_type(of: ValueType) -> ValueType:
    return of.item or BLANK


def _present(items: pl.Expr, of: ValueType) -> pl.Expr:
    """The items that are not blank; zero has no sign."""
    present = items.list.drop_nulls()
    return present.list.eval(unsigned(pl.element())) if of.kind == "number" else present


def _present_scalar(items: Value) -> "list[Any]":
    present = [item for item in cast("tuple[Any, ...]", items) if item is not None]
    return [item + 0.0 if isinstance(item, float) else item for item in present]


def _sort_rule(call: TypedCall) -> ValueType | Mistake:
    if _item_type(call.types[0]).kind in _ORDERED:
        return call.types[0]
    return Mistake("bad_argument", f"{_item_type(call.types[0])} has no order", NOWHERE)


def _item_rule(call: TypedCall) -> ValueType | Mistake:
    of = _item_type(call.types[0])
    return Mistake("bad_argument", "there is nothing but blanks in the list", NOWHERE) if of.kind == "blank" else of


def _unique_rule(call: TypedCall) -> ValueType | Mistake:
    if _item_type(call.types[0]).kind != "list":
        return call.types[0]
    return Mistake("bad_argument", "lists of lists are not compared", NOWHERE)


def _shared_rule(call: TypedCall) -> ValueType | Mistake:
    one, other = map(_item_type, call.types)
    if one.kind == "list" or _shared_type(one, other) is None:
        return Mistake(
            "wrong_arguments", f"found lists of {one} and of {other}; both must be of the same type", NOWHERE
        )
    return BOOLEAN


def _shared_type(one: ValueType, other: ValueType) -> ValueType | None:
    return common(one, other) if one.kind == other.kind or "blank" in {one.kind, other.kind} else None


def _overlaps(call: VectorCall) -> pl.Expr:
    of = _shared_type(*map(_item_type, call.types)) or BLANK
    if of.kind == "blank":
        # Nothing but blanks; Polars has no sets of those.
        return call.arguments[0].is_null()
    one, other = (_present(each.cast(dtype(list_of(of))), of) for each in call.arguments)
    return one.list.set_intersection(other).list.len() > 0


def _overlaps_scalar(call: ScalarCall) -> Value:
    one, other = map(_present_scalar, call.arguments)
    return not set(one).isdisjoint(other)


def _item(call: VectorCall) -> pl.Expr:
    found = at_place(*call.arguments)
    return unsigned(found) if call.result.kind == "number" else found


def _item_scalar(call: ScalarCall) -> Value:
    items, place = cast("tuple[tuple[Value, ...], int]", call.arguments)
    found = at_place_scalar(items, place)
    return found + 0.0 if isinstance(found, float) else found


OPERATIONS = (
    Operation(
        "size",
        "lists",
        "How many items the list has; blanks in it are not counted.",
        (
            overload(
                "list:list -> integer",
                lambda c: c.arguments[0].list.drop_nulls().list.len().cast(pl.Int64),
                lambda c: len(_present_scalar(c.arguments[0])),
            ),
        ),
        (Example("size(['a', 'b', None])", 2), Example("size([])", 0)),
    ),
    Operation(
        "sort",
        "lists",
        "The items in order, smallest first, without the blanks. Text is ordered sign by sign, by code point.",
        (
            overload(
                "list:list -> list",
                lambda c: _present(c.arguments[0], _item_type(c.types[0])).list.sort(),
                lambda c: tuple(sorted(_present_scalar(c.arguments[0]))),
                result=_sort_rule,
            ),
        ),
        (Example("sort([3, 1, None, 2])", [1, 2, 3]), Example("sort(['å', 'b', 'A'])", ["A", "b", "å"])),
    ),
    Operation(
        "unique",
        "lists",
        "The items, each once, where it came first, without the blanks.",
        (
            overload(
                "list:list -> list",
                lambda c: _present(c.arguments[0], _item_type(c.types[0])).list.unique(maintain_order=True),
                lambda c: tuple(dict.fromkeys(_present_scalar(c.arguments[0]))),
                result=_unique_rule,
            ),
        ),
        (Example("unique(['b', 'a', 'b', None])", ["b", "a"]),),
    ),
    Operation(
        "item",
        "lists",
        "One item of the list, counted from 1, or from the end with -1; blank where there is none. Blanks in the list have "
        "their places.",
        (
            overload(
                "list:list number:integer -> value",
                _item,
                _item_scalar,
                result=_item_rule,
            ),
        ),
        (
            Example("item(['a', 'b', 'c'], 2)", "b"),
            Example("item(['a', 'b', 'c'], -1)", "c"),
            Example("item(['a'], 2)", None),
        ),
    ),
    Operation(
        "overlaps",
        "lists",
        "Whether two lists share an item; a blank is shared by none.",
        (overload("list:list other:list -> boolean", _overlaps, _overlaps_scalar, result=_shared_rule),),
        (
            Example("overlaps(['a', 'b'], ['b', 'c'])", value=True),
            Example("overlaps([None], [None])", value=False),
        ),
    ),
)
