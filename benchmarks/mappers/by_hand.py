"""Peer: the workload's document as a good engineer would write it in Polars, by hand.

What it checks, as the document asks for: an ID must be there; kind, county and audience must be on their lists; text that
is blank is no text; two conditions keep a row, and say why where they do not; two rules are checked, of which one takes
the row out. Whatever is wrong is listed with record, key, place, rule, severity, message and what was found. Decimals stay
exact. It relies on the types of Parquet, and neither folds the case of codes nor looks at the years of dates, as ours does.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import polars as pl

from mappers.mapped import Mapped
from workload import AUDIENCES, COUNTIES, FIELDS, KINDS, PLAIN

_LISTS: Mapping[str, Mapping[str, str]] = {"kind": KINDS, "county": COUNTIES, "audience": AUDIENCES}
_TEXTS = [name for name, kind in FIELDS.items() if kind == "text"]
_c = pl.col


def mapped(batch: pl.DataFrame, first_row: int) -> Mapped:
    """What becomes of a batch whose first record is number `first_row` of all, counted from 0."""
    # Collected once: measured faster than one query, in which each of the three would compute most of it again.
    judged = _judged(batch, first_row).collect().lazy()
    rows = judged.filter("kept").select(_columns())
    return Mapped(*pl.collect_all([rows, _failures(judged), _left_out(judged)]))


def mapped_file(path: str | Path) -> Mapped:
    """What becomes of all records of a Parquet file, at once."""
    return mapped(pl.read_parquet(path), 0)


def _judged(batch: pl.DataFrame, first_row: int) -> pl.LazyFrame:
    long_enough = (_c("minutes") >= 15) | _c("approved")
    return (
        batch.lazy()
        .with_columns(pl.when(_c(_TEXTS).str.strip_chars() != "").then(_c(_TEXTS)))
        .with_columns(
            pl.int_range(first_row, first_row + batch.height, dtype=pl.Int64).alias("row"),
            *(_label(name, codes) for name, codes in _LISTS.items()),
        )
        .with_columns(_is_unknown(name) for name in _LISTS)
        .with_columns(unsound=_c("id").is_null() | pl.any_horizontal(f"{name}_unknown" for name in _LISTS))
        .with_columns(
            reason=pl.when("unsound")
            .then(None)
            .when(_c("kind").eq_missing("intern"))
            .then(pl.lit("counts"))
            .when(long_enough.fill_null(value=False).not_())
            .then(pl.lit("long_enough"))
        )
        .with_columns(judged=_c("unsound").not_() & _c("reason").is_null())
        .with_columns(too_dear=_c("judged") & (_c("cost") > 9000).fill_null(value=False))
        .with_columns(kept=_c("judged") & _c("too_dear").not_())
        .with_columns(no_leader=_c("kept") & _c("leader").is_null())
    )


def _label(name: str, codes: Mapping[str, str]) -> pl.Expr:
    """The label of a code, null for one that is not on the list; measured faster than `replace_strict` and than a join."""
    known = _c(name).cast(pl.Enum(list(codes)), strict=False)
    return known.to_physical().cat.to(pl.Enum(list(codes.values()))).cast(pl.String).alias(f"{name}_label")


def _is_unknown(name: str) -> pl.Expr:
    return (_c(name).is_not_null() & _c(f"{name}_label").is_null()).alias(f"{name}_unknown")


def _columns() -> list[pl.Expr]:
    plain = [(_c(f"{name}_label").alias(name) if name in _LISTS else _c(name)) for name in PLAIN]
    subsidy = _c("cost").cast(pl.Decimal(38, 3)) * Decimal("0.8")
    days = (_c("last_day") - _c("day")).dt.total_days() + 1
    return [
        *plain,
        pl.when(_c("minutes") >= 15).then(_c("minutes") / 60).otherwise(0.25).alias("hours"),
        pl.when(_c("participants") > 0).then(_c("members") / _c("participants")).alias("member_share"),
        pl.when((_c("participants") >= 3) & _c("approved")).then(subsidy).otherwise(Decimal("0.000")).alias("subsidy"),
        pl.when(_c("participants") > 20).then(pl.lit("stor")).when(_c("participants") > 8).then(pl.lit("middels"))
        .otherwise(pl.lit("liten")).alias("size"),
        pl.when(_c("last_day").is_not_null()).then(days).otherwise(1).alias("days"),
        pl.when(_c("approved") & _c("leader").is_not_null()).then(pl.lit("klar"))
        .when("approved").then(pl.lit("mangler leder")).otherwise(pl.lit("ikke godkjent")).alias("quality"),
        pl.when(_c("municipality").is_not_null()).then(_c("county") + "-" + _c("municipality"))
        .otherwise("county").alias("place"),
    ]  # fmt: skip


def _left_out(judged: pl.LazyFrame) -> pl.LazyFrame:
    number, message = _c("row") + 1, "ikke " + _c("reason")
    return judged.filter(_c("reason").is_not_null()).select(
        "row", number.alias("number"), _c("id").alias("key"), "reason", message.alias("message")
    )


def _failures(judged: pl.LazyFrame) -> pl.LazyFrame:
    """By record, and within one in the order of the checks."""
    found = [_failed(judged, _c("id").is_null(), "id.required", "required", pl.lit("id mangler"))]
    for name in _LISTS:
        message = f"{name}: «" + _c(name) + "» står ikke i kodelisten"
        found.append(
            _failed(judged, _c(f"{name}_unknown"), f"{name}.unknown_code", "unknown_code", message, value=_c(name))
        )
    found.append(_failed(judged, _c("too_dear"), "too_dear", "rule", "too_dear i " + _c("id")))
    found.append(_failed(judged, _c("no_leader"), "leader", "rule", "leader i " + _c("id"), severity="warning"))
    return pl.concat(found).sort("row", maintain_order=True)


def _failed(
    judged: pl.LazyFrame,
    where: pl.Expr,
    rule: str,
    code: str,
    message: pl.Expr,
    *,
    value: pl.Expr | None = None,
    severity: str = "error",
) -> pl.LazyFrame:
    place = f"rules.{rule}" if code == "rule" else f"inputs.activities.{rule.partition('.')[0]}"
    return judged.filter(where).select(
        "row",
        (_c("row") + 1).alias("number"),
        _c("id").alias("key"),
        pl.lit(place).alias("place"),
        pl.lit(rule).alias("rule"),
        pl.lit(code).alias("code"),
        pl.lit(severity).alias("severity"),
        message.alias("message"),
        (pl.lit(None, dtype=pl.String) if value is None else value).alias("value"),
        pl.lit(value=severity == "error").alias("out"),
    )
