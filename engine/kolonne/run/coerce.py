"""Coercion: cells as a source wrote them → typed values. A bad cell becomes blank and is told; its row lives on."""

from dataclasses import dataclass

import polars as pl

from kolonne.expressions import ValueType, dtype, literal, lookup
from kolonne.expressions.operations.texts import BLANKS
from kolonne.plan import FieldPlan
from kolonne.run.dates import parse_date, parse_datetime, parse_time

#: Blanks that people put between thousands.
_THOUSANDS = "[ \u00a0\u2009\u202f']"
_WHOLE = rf"^[+-]?(?:[0-9]{{1,40}}|[0-9]{{1,3}}(?:{_THOUSANDS}[0-9]{{3}})+)"


@dataclass(frozen=True, slots=True)
class Coerced:
    """One field of a batch."""

    value: pl.Expr
    #: Where the source has something that is no such value.
    bad: pl.Expr
    #: What the source has, as text, for messages.
    found: pl.Expr


def coerce(field: FieldPlan, raw: pl.Expr, raw_type: pl.DataType, timezone: str) -> Coerced:
    """Expressions for a field; `raw_type` is what the batch has in its place."""
    direct = _direct(field.type, raw, raw_type, timezone)
    if direct is not None:
        return Coerced(direct, raw.is_not_null() & direct.is_null(), _as_text(raw, raw_type))
    if isinstance(raw_type, pl.List) and field.type.kind == "list":
        value = _items(raw.cast(pl.List(pl.String), strict=False), field)
        return Coerced(
            value, raw.is_not_null() & value.is_null(), raw.cast(pl.List(pl.String), strict=False).list.join(", ")
        )
    text = _as_text(raw, raw_type)
    stripped = text.str.strip_chars(BLANKS)
    filled = pl.when(stripped != "").then(stripped)
    if field.type.kind == "text":
        kept = text if field.keep_empty else pl.when(stripped != "").then(text)
        return Coerced(kept, pl.lit(value=False), text)
    value = _from_text(field, filled, timezone)
    return Coerced(value, filled.is_not_null() & value.is_null(), text)


def recognise(text: pl.Expr, codes: dict[str, str], aliases: dict[str, str]) -> pl.Expr:
    """The code that a text stands for: itself, in whatever case, or one of its aliases; null for an unknown one."""
    stripped = text.str.strip_chars(BLANKS)
    return pl.coalesce(lookup(stripped, codes), lookup(stripped.str.to_lowercase(), aliases))


def default_of(field: FieldPlan) -> pl.Expr:
    """The value of a field where the source has nothing."""
    return literal(field.default, field.type)


def _as_text(raw: pl.Expr, raw_type: pl.DataType) -> pl.Expr:
    if isinstance(raw_type, pl.List):
        return raw.cast(pl.List(pl.String), strict=False).list.join(", ")
    if isinstance(raw_type, pl.Struct):
        return raw.struct.json_encode()
    return raw if raw_type == pl.String else raw.cast(pl.String, strict=False)


def _direct(of: ValueType, raw: pl.Expr, raw_type: pl.DataType, timezone: str) -> pl.Expr | None:
    """Sources with types of their own; None where the way over text is right."""
    match of.kind:
        case "integer" if raw_type.is_integer():
            return raw.cast(pl.Int64, strict=False)
        case "number" if raw_type.is_numeric() and not raw_type.is_decimal():
            value = raw.cast(pl.Float64, strict=False)
            return pl.when(value.is_finite()).then(value)
        case "boolean" if raw_type == pl.Boolean:
            return raw
        case "date" if raw_type == pl.Date or isinstance(raw_type, pl.Datetime):
            local = _local(raw, raw_type, timezone) if isinstance(raw_type, pl.Datetime) else raw
            day = local.cast(pl.Date)
            return pl.when(day.dt.year().is_between(1, 9999)).then(day)
        case "time" if raw_type == pl.Time:
            return raw
        case "datetime" if isinstance(raw_type, pl.Datetime):
            moment = raw.dt.cast_time_unit("us")
            if raw_type.time_zone is None:
                moment = moment.dt.replace_time_zone(timezone, ambiguous="earliest", non_existent="null")
            return moment.dt.convert_time_zone("UTC")
    return None


def _local(raw: pl.Expr, raw_type: pl.Datetime, timezone: str) -> pl.Expr:
    return raw if raw_type.time_zone is None else raw.dt.convert_time_zone(timezone)


def _from_text(field: FieldPlan, text: pl.Expr, timezone: str) -> pl.Expr:
    match field.type.kind:
        case "integer":
            good = text.str.contains(_WHOLE + r"(?:[.,]0+)?$")
            whole = pl.when(good).then(_bare(text)).str.replace(r"[.,]0+$", "")
            return whole.str.strip_prefix("+").cast(pl.Int64, strict=False)
        case "number":
            point = _point(field)
            good = text.str.contains(_WHOLE + rf"(?:{point}[0-9]+)?(?:[eE][+-]?[0-9]{{1,3}})?$")
            number = pl.when(good).then(_bare(text)).str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
            return pl.when(number.is_finite()).then(number)
        case "decimal":
            return _decimal(field, text)
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
        case "list":
            parts = text.str.split(field.separator).list.eval(pl.element().str.strip_chars(BLANKS))
            return _items(parts.list.filter(pl.element() != ""), field)
    return text


def _point(field: FieldPlan) -> str:
    return "[.,]" if field.decimal_sign == "any" else f"[{field.decimal_sign}]"


def _bare(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(_THOUSANDS, "")


def _decimal(field: FieldPlan, text: pl.Expr) -> pl.Expr:
    scale = field.type.scale
    # More digits than the field has would have to be rounded away, which nobody asked for; noughts may go.
    good = text.str.contains(_WHOLE + rf"(?:{_point(field)}[0-9]{{0,{scale}}}0*)?$")
    bare = pl.when(good).then(_bare(text)).str.replace(",", ".", literal=True).str.strip_chars_end(".")
    few = bare.str.contains(r"^[+-]?0*[0-9]{1,18}(?:\.|$)")
    return pl.when(few).then(bare).cast(pl.Decimal(38, scale), strict=False)


def _items(items: pl.Expr, field: FieldPlan) -> pl.Expr:
    of = field.type.item
    if of is None or of.kind == "text":
        return items
    converted = items.list.eval(_item(pl.element(), of))
    whole = converted.list.eval(pl.element().is_null()).list.any().not_()
    return pl.when(whole.fill_null(value=True)).then(converted)


def _item(item: pl.Expr, of: ValueType) -> pl.Expr:
    if of.kind == "date":
        return parse_date(item, ("%Y-%m-%d", "%d.%m.%Y"))
    return item.cast(dtype(of), strict=False)
