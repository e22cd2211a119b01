"""Straight: columns of a batch that are what their fields want, cell by cell, so that nothing is converted or told.

Nearly every column of nearly every batch is. Whether it is costs a look at it; reading it the long way (see `fields`) costs
ten. Both ways give the same values.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions import dtype, has, literal
from kolonne.expressions.types import MOST_WHOLE_DIGITS
from kolonne.plan import FieldPlan, InputPlan, Plan
from kolonne.run.coerce import FIRST_YEAR, simple_text

#: A text that comes before this one begins with a control character or a blank, or is empty.
_FIRST_SIGN = "!"
#: Other blanks of Unicode lie in these two stretches; Norwegian and most European letters do not.
_ODD = ("\u007f", "\u00a1")
_FAR = "\u1680"
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1).toordinal() - _EPOCH, date.max.toordinal() - _EPOCH
_DAY_MICROSECONDS = 86_400_000_000


def straight(plan: Plan, source: InputPlan, batch: pl.DataFrame) -> pl.DataFrame:
    """The values of the fields that are straight in this batch, a column each; there is nothing to tell of them."""
    batch = _without_empty(source, batch)
    key = ("straight", source.name, tuple(batch.schema.items()))
    ways = plan.once(key, lambda: {field.name: way for field in source.fields if (way := _way(plan, field, batch))})
    if not ways or not batch.height:
        return batch.select()
    made = plan.once((*key, "made"), lambda: _made(ways))
    # Lazy where a value is read from text and looked at as well, so that it is computed once.
    is_shared = any(way.is_read for way in ways.values())
    found = batch.lazy().select(made).collect() if is_shared else batch.select(made)
    # Not in brackets: an empty list there would mean no rows of all columns.
    return found.select([name for name in ways if found[f"{name}?straight"][0]])


def _made(ways: Mapping[str, "_Way"]) -> list[pl.Expr]:
    """A column of values for each field, and one that says whether they count."""
    made = [way.value.alias(name) for name, way in ways.items()]
    return made + [way.is_straight.alias(f"{name}?straight") for name, way in ways.items()]


def _without_empty(source: InputPlan, batch: pl.DataFrame) -> pl.DataFrame:
    """The batch with null in place of empty texts, which mean the same but to fields that keep them."""
    kept = {field.source for field in source.fields if field.keep_empty}
    texts = [name for name, of in batch.schema.items() if of == pl.String and name not in kept]
    empty = [name for name in texts if (batch[name] == "").any()]
    filled = (pl.when(batch[name] != "").then(batch[name]).alias(name) for name in empty)
    return batch.with_columns(filled) if empty else batch


@dataclass(frozen=True, slots=True)
class _Way:
    """What a column must show to be straight (one Boolean for all of it), and the values of its cells then."""

    is_straight: pl.Expr
    value: pl.Expr
    #: Whether the condition looks at the value, and not only at what the source has.
    is_read: bool


def _way(plan: Plan, field: FieldPlan, batch: pl.DataFrame) -> _Way | None:
    if field.source not in batch.columns:
        return None
    # By its place: as a name, `*` and `^…$` would mean several columns.
    raw, raw_type = pl.nth(batch.columns.index(field.source)), batch.schema[field.source]
    found = _of_text(plan, field, raw) if raw_type == pl.String else _typed(field, raw, raw_type)
    if found is None:
        return None
    condition, value = found
    if field.required:
        condition &= raw.null_count() == 0
    if raw_type != dtype(field.type):
        value = value.cast(dtype(field.type), strict=False)
    if field.default is not None:
        value = value.fill_null(literal(field.default, field.type))
    return _Way(condition, value, is_read=raw_type == pl.String and field.type.kind != "text")


def _of_text(plan: Plan, field: FieldPlan, raw: pl.Expr) -> tuple[pl.Expr, pl.Expr] | None:
    """Of a column of text: nothing may stand around what counts."""
    if field.unknown is not None:
        codes = plan.lists.codes[field.type.codes]
        is_plain = all(code and code == code.strip() for code in codes.labels)
        return (has(codes, raw).all(), raw) if field.by_code and not field.as_of and is_plain else None
    bare = ((raw < _FIRST_SIGN) | raw.is_between(pl.lit(_ODD[0]), pl.lit(_ODD[1])) | (raw >= _FAR)).any().not_()
    if field.type.kind == "text":
        return bare, raw
    simple = simple_text(field, raw, plan.timezone)
    if simple is None:
        return None
    condition, value = simple
    return bare & condition, value


def _typed(field: FieldPlan, raw: pl.Expr, raw_type: pl.DataType) -> tuple[pl.Expr, pl.Expr] | None:
    """Of a column whose type is that of the field, or goes into it without loss."""
    always = pl.lit(value=True)
    match field.type.kind:
        case "integer" if raw_type.is_integer() and raw_type not in (pl.UInt64, pl.Int128, pl.UInt128):
            return always, raw
        case "boolean" if raw_type == pl.Boolean:
            return always, raw
        case "time" if raw_type == pl.Time:
            return always, raw
        case "date" if raw_type == pl.Date:
            return raw.to_physical().is_between(_FIRST_DAY, _LAST_DAY).all(), raw
        case "datetime" if raw_type == pl.Datetime("us", "UTC"):
            # A day less at either end, because the clocks of the world are up to that far apart.
            first, last = (_FIRST_DAY + 1) * _DAY_MICROSECONDS, _LAST_DAY * _DAY_MICROSECONDS
            return raw.to_physical().is_between(first, last).all(), raw
        case "number" if raw_type == pl.Float64:
            # Zero has no sign.
            return raw.is_finite().all(), pl.when(raw == 0).then(pl.lit(0.0)).otherwise(raw)
        case "decimal" if isinstance(raw_type, pl.Decimal) and raw_type.scale <= field.type.scale:
            bound = 10**MOST_WHOLE_DIGITS - 1
            return (raw.min() >= -bound).fill_null(value=True) & (raw.max() <= bound).fill_null(value=True), raw
    return None
