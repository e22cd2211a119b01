"""Coercion: cells as a source wrote them → typed values. A bad cell becomes blank and is told; its row lives on."""

from dataclasses import replace

import polars as pl

from kolonne.expressions import ValueType, dtype
from kolonne.expressions.operations.texts import BLANKS
from kolonne.expressions.types import MOST_WHOLE_DIGITS
from kolonne.plan import FieldPlan
from kolonne.plan.formats import DEFAULT_FORMATS
from kolonne.run.dates import parse_date, parse_datetime, parse_time
from kolonne.run.native import as_text, direct

#: Blanks that people put between thousands.
_THOUSANDS = "[ \u00a0\u2009\u202f']"
#: Longer numbers are none that anybody means.
_MOST_DIGITS = 40
#: A sign, which may be the typographic minus, and digits, which may stand in threes.
_WHOLE = rf"^[+\u2212-]?(?:[0-9]{{1,{_MOST_DIGITS}}}|[0-9]{{1,3}}(?:{_THOUSANDS}[0-9]{{3}})+)"
#: `8.2.15` is a mistyped year, not the year 15.
FIRST_YEAR = 1000
#: Digits between the signs of thousands.
_GROUP = 3
#: `1.250` may be a thousand and more, or one and a quarter: who reads it either way is wrong half of the time.
_THREE = "^[+\u2212-]?[1-9][0-9]{0,2}[.,][0-9]{3}$"


def filled(text: pl.Expr) -> pl.Expr:
    """The text without blanks around it; null where nothing else is left."""
    stripped = text.str.strip_chars(BLANKS)
    return pl.when(stripped != "").then(stripped)


def converted(field: FieldPlan, raw: pl.Expr, raw_type: pl.DataType, text: pl.Expr, timezone: str) -> pl.Expr:
    """What the cells of a field mean; `text` are its filled texts. What is not plausible is still among it."""
    if field.type.kind == "list":
        return _list(field, raw, raw_type, text, timezone)
    value = direct(field.type, raw, raw_type, timezone)
    return _from_text(field, text, timezone, spelled=not raw_type.is_numeric()) if value is None else value


def simple_text(field: FieldPlan, text: pl.Expr, timezone: str) -> tuple[pl.Expr, pl.Expr] | None:
    """What texts mean that are written in the simplest way, and whether all of a column are; None where there is none.

    The texts have no blanks in front. That all are simple means that each has a value, and the one it would have anyway.
    """
    match field.type.kind:
        case "integer":
            value = text.cast(pl.Int64, strict=False)
            is_simple = (value.null_count() == text.null_count()) & (text.str.len_bytes() <= _MOST_DIGITS).all()
        case "number" | "decimal" if (
            field.type.kind == "number" or field.decimal_sign != "any" or field.type.scale < _GROUP
        ):
            most = field.type.scale if field.type.kind == "decimal" else 15
            behind = rf"(?:{_point(field)}[0-9]{{1,{most}}})?" if most else ""
            is_simple = text.str.contains(f"^-?[0-9]{{1,15}}{behind}$").all()
            point = text if field.decimal_sign == "." else text.str.replace(",", ".", literal=True)
            value = plausible(point.cast(dtype(field.type), strict=False), field.type)
        case "boolean" | "date" | "time" | "datetime":
            value = plausible(_from_text(field, text, timezone, spelled=True), field.type)
            is_simple = value.null_count() == text.null_count()
        case _:
            return None
    return is_simple, value


def plausible(value: pl.Expr, of: ValueType) -> pl.Expr:
    """The values that are possible; null in place of the others."""
    match of.kind:
        case "number":
            # Zero has no sign.
            return pl.when(value == 0).then(pl.lit(0.0)).when(value.is_finite()).then(value)
        case "decimal":
            return pl.when(value.abs() < pl.lit(10**MOST_WHOLE_DIGITS)).then(value)
        case "date" | "datetime":
            return pl.when(value.dt.year() >= FIRST_YEAR).then(value)
    return value


def _from_text(field: FieldPlan, text: pl.Expr, timezone: str, *, spelled: bool) -> pl.Expr:
    """What texts mean; `spelled` ones were written by people, the others made of numbers, which have a point."""
    point = _point(field) if spelled else "[.]"
    match field.type.kind:
        case "integer":
            whole = _digits(text, r"(?:[.,]0+)?$").str.replace(r"[.,]0+$", "")
            whole = pl.when(text.str.contains(_THREE).not_()).then(whole) if spelled else whole
            return whole.str.strip_prefix("+").cast(pl.Int64, strict=False)
        case "number":
            number = _digits(text, rf"(?:{point}[0-9]+)?(?:[eE][+-]?[0-9]{{1,3}})?$")
            return number.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
        case "decimal":
            # More digits than the field has would have to be rounded away, which nobody asked for; noughts may go.
            exact = _digits(text, rf"(?:{point}[0-9]{{0,{field.type.scale}}}0*)?$")
            if spelled and field.decimal_sign == "any" and field.type.scale < _GROUP:
                exact = pl.when(text.str.contains(_THREE).not_()).then(exact)
            bare = exact.str.replace(",", ".", literal=True).str.strip_chars_end(".")
            return bare.cast(pl.Decimal(38, field.type.scale), strict=False)
        case "boolean":
            lower = text.str.to_lowercase()
            yes, no = (
                lower.is_in(pl.Series(list(words), dtype=pl.String).implode()) for words in (field.true, field.false)
            )
            return pl.when(yes).then(pl.lit(value=True)).when(no).then(pl.lit(value=False))
        case "date":
            return parse_date(text, field.formats)
        case "time":
            return parse_time(text, field.formats)
        case "datetime":
            return parse_datetime(text, field.formats, timezone)
    return text


def _point(field: FieldPlan) -> str:
    return "[.,]" if field.decimal_sign == "any" else f"[{field.decimal_sign}]"


def _digits(text: pl.Expr, end: str) -> pl.Expr:
    """Texts that are a whole number with such an end, without what people put between the digits; null for others."""
    bare = text.str.replace_all(_THOUSANDS, "").str.replace("\u2212", "-", literal=True)
    return pl.when(text.str.contains(_WHOLE + end)).then(bare)


def _list(field: FieldPlan, raw: pl.Expr, raw_type: pl.DataType, text: pl.Expr, timezone: str) -> pl.Expr:
    """Lists without their blank items; null where an item is bad."""
    of = field.type.item or ValueType("text")
    one = replace(field, type=of, formats=DEFAULT_FORMATS.get(of.kind, ()))
    if isinstance(raw_type, pl.Array):
        raw, raw_type = raw.arr.to_list(), pl.List(raw_type.inner)
    if not isinstance(raw_type, pl.List):
        raw, raw_type = text.str.split(field.separator), pl.List(pl.String())
    inner = pl.Series(dtype=raw_type.inner).dtype
    spelled = as_text(pl.element(), inner)
    item = plausible(converted(one, pl.element(), inner, filled(spelled), timezone), of)
    present = pl.element().is_not_null() & spelled.str.strip_chars(BLANKS).ne_missing(pl.lit(""))
    items = raw.list.eval(item.filter(present))
    bad = items.list.eval(pl.element().is_null()).list.any()
    return pl.when(bad.not_()).then(items)
