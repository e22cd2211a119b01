"""Records → typed fields: coercion, codes, defaults, and what is required."""

import polars as pl

from kolonne.contract import Severity
from kolonne.expressions import CodeList, dtype
from kolonne.plan import FieldPlan, Plan
from kolonne.run.coerce import coerce, default_of, recognise
from kolonne.run.ledger import KEY, ROW, Ledger

#: Internal columns: the rule that failed a row, and whether it broke a fatal one.
FAILED, FATAL = "?failed", "?fatal"
#: Severity and fate of a code that its list does not have.
_SEVERITY = {
    "error": Severity.ERROR, "fatal": Severity.FATAL, "blank": Severity.WARNING, "keep": Severity.WARNING, "use": Severity.WARNING,
}  # fmt: skip


def read_fields(plan: Plan, batch: pl.DataFrame, first_row: int, ledger: Ledger) -> pl.DataFrame:
    """The batch as typed fields, with the internal columns ROW, KEY, FAILED and FATAL; failures go to the ledger."""
    made: list[pl.Expr] = [(pl.int_range(pl.len(), dtype=pl.Int64) + first_row).alias(ROW)]
    for field in plan.input.fields:
        made.extend(_read(plan, field, batch))
    frame = batch.lazy().select(made).collect()
    frame = frame.with_columns(_key(plan).alias(KEY))
    return _told(plan, frame, ledger, set(batch.columns))


def bad_of(name: str) -> str:
    """The column that is true where a cell was bad."""
    return f"{name}?bad"


def unknown_of(name: str) -> str:
    """The column that is true where a code was unknown."""
    return f"{name}?unknown"


def found_of(name: str) -> str:
    """The column of what the source had."""
    return f"{name}?found"


def _read(plan: Plan, field: FieldPlan, batch: pl.DataFrame) -> list[pl.Expr]:
    if field.source not in batch.columns:
        return [default_of(field).alias(field.name)]
    raw = pl.col(field.source)
    coerced = coerce(field, raw, batch.schema[field.source], plan.timezone)
    value = coerced.value
    made = [coerced.bad.alias(bad_of(field.name)), coerced.found.alias(found_of(field.name))]
    if field.type.codes and field.unknown is not None:
        codes = plan.lists.codes[field.type.codes]
        known = recognise(value, {code: code for code in codes.labels}, _spellings(codes))
        unknown = value.is_not_null() & known.is_null()
        made.append(unknown.alias(unknown_of(field.name)))
        value = _answered(field, value, known)
    if field.default is not None:
        value = pl.when(value.is_null() & coerced.bad.not_()).then(default_of(field)).otherwise(value)
    return [value.cast(dtype(field.type)).alias(field.name), *made]


def _spellings(codes: CodeList) -> dict[str, str]:
    """Every way to write a code, in small letters; its own name wins over another's alias."""
    return {**codes.aliases, **{code.lower(): code for code in reversed(list(codes.labels))}}


def _answered(field: FieldPlan, value: pl.Expr, known: pl.Expr) -> pl.Expr:
    if field.unknown is None or field.unknown.action in {"error", "blank", "fatal"}:
        return known
    if field.unknown.action == "keep":
        return pl.coalesce(known, value)
    return pl.when(value.is_not_null()).then(pl.coalesce(known, pl.lit(field.unknown.replacement)))


def _key(plan: Plan) -> pl.Expr:
    if not plan.input.key:
        return pl.lit(None, dtype=pl.String)
    return pl.col(plan.input.key).cast(pl.String, strict=False)


def _told(plan: Plan, frame: pl.DataFrame, ledger: Ledger, source_columns: set[str]) -> pl.DataFrame:
    """Record what is wrong with fields, and which rows it takes out, first reason first."""
    failed: list[pl.Expr] = []
    fatal: list[pl.Expr] = []
    for field in plan.input.fields:
        place = f"inputs.{plan.input.name}.{field.name}"
        if field.source in source_columns:
            _tell_bad(field, frame, place, ledger)
        if unknown_of(field.name) in frame.columns and field.unknown is not None:
            unknown = pl.col(unknown_of(field.name))
            action = field.unknown.action
            rule = f"{field.name}.unknown_code"
            out = action == "error"
            rows = frame.filter(unknown)
            ledger.record(
                rows, place=place, rule=rule, code=pl.lit("unknown_code"), severity=_SEVERITY[action],
                message=_about(field, ledger, "unknown_code"), value=_shown(field), out=out,
            )  # fmt: skip
            if out:
                failed.append(pl.when(unknown).then(pl.lit(rule)))
            if action == "fatal":
                fatal.append(unknown)
        if field.required:
            failed.append(_tell_missing(field, frame, place, ledger))
    reason = pl.coalesce(failed) if failed else pl.lit(None, dtype=pl.String)
    return frame.with_columns(
        reason.alias(FAILED), pl.any_horizontal(pl.lit(value=False), *fatal).fill_null(value=False).alias(FATAL)
    )


def _tell_bad(field: FieldPlan, frame: pl.DataFrame, place: str, ledger: Ledger) -> None:
    code = f"bad_{field.type.kind}"
    ledger.record(
        frame.filter(pl.col(bad_of(field.name))),
        place=place,
        rule=f"{field.name}.{code}",
        code=pl.lit(code),
        severity=Severity.WARNING,
        message=_about(field, ledger, code),
        value=_shown(field),
    )


def _tell_missing(field: FieldPlan, frame: pl.DataFrame, place: str, ledger: Ledger) -> pl.Expr:
    missing = pl.col(field.name).is_null()
    rule = f"{field.name}.required"
    ledger.record(
        frame.filter(missing), place=place, rule=rule, code=pl.lit("required"), severity=Severity.ERROR,
        message=pl.lit(f"{field.name} ") + ledger.sentence("required"), out=True,
    )  # fmt: skip
    return pl.when(missing).then(pl.lit(rule))


def _shown(field: FieldPlan) -> pl.Expr | None:
    return None if field.personal else pl.col(found_of(field.name))


def _about(field: FieldPlan, ledger: Ledger, code: str) -> pl.Expr:
    """`minutes: «abc» is not a whole number`; without the value where it is personal."""
    if field.personal:
        return pl.concat_str(pl.lit(f"{field.name} "), ledger.sentence(code))
    found = pl.col(found_of(field.name)).fill_null("").str.head(60)
    return pl.concat_str(pl.lit(f"{field.name}: «"), found, pl.lit("» "), ledger.sentence(code))
