"""Records → typed fields: coercion, codes, defaults, and what is required."""

from collections.abc import Sequence
from itertools import zip_longest

import polars as pl

from kolonne.contract import Severity
from kolonne.expressions import dtype, literal
from kolonne.plan import FieldPlan, InputPlan, Plan, UnknownPolicy
from kolonne.run.codes import OUT, SEVERITY, WRONG, answered, not_valid, recognised, sentence
from kolonne.run.coerce import converted, filled, plausible
from kolonne.run.ledger import KEY, ROW, Ledger
from kolonne.run.native import as_text
from kolonne.run.straight import straight

#: Internal columns: the rule that failed a row, and whether it broke a fatal one.
FAILED, FATAL = "?failed", "?fatal"


def read_fields(
    plan: Plan, source: InputPlan, batch: pl.DataFrame, first_row: int | str, ledger: Ledger
) -> pl.DataFrame:
    """The batch as typed fields, with the internal columns ROW, KEY, FAILED and FATAL; failures go to the ledger.

    `first_row` is the index of the first record in its source, or the column that says to which record each belongs.
    """
    numbers = pl.col(first_row) if isinstance(first_row, str) else pl.int_range(pl.len(), dtype=pl.Int64) + first_row
    sound = straight(plan, source, batch)
    rest = [field for field in source.fields if field.name not in sound.columns]
    if not rest:
        known = (
            batch.select(numbers.alias(ROW))
            .hstack(sound.get_columns())
            .with_columns(_key(source).alias(KEY), *_fates([], batch))
        )
        return known.select(ROW, KEY, FAILED, FATAL, *(field.name for field in source.fields))
    frame = batch.lazy().select(numbers.alias(ROW), *(_source(field, batch) for field in rest))
    frame = frame.with_columns(sound.get_columns())
    # Step by step, because an expression that is used several times would be computed several times.
    for step in zip_longest(*_scheduled(plan, rest, batch), fillvalue=[]):
        frame = frame.with_columns(expression for field in step for expression in field)
    known = frame.with_columns(_key(source).alias(KEY), *_fates(rest, batch)).collect()
    _tell(source, rest, known, ledger, batch)
    return known.select(ROW, KEY, FAILED, FATAL, *(field.name for field in source.fields))


def found_of(name: str) -> str:
    """The column of what the source had, as text."""
    return f"{name}?found"


def _raw(name: str) -> str:
    return f"{name}?raw"


def _text(name: str) -> str:
    return f"{name}?text"


def _bad(name: str) -> str:
    """The column that is true where a cell was bad."""
    return f"{name}?bad"


def _known(name: str) -> str:
    """The column of the codes that were recognised."""
    return f"{name}?known"


def _wrong(name: str, what: str = "unknown_code") -> str:
    """The column that is true where a code was unknown, or not valid on its date."""
    return f"{name}?{what}"


def _told_of(field: FieldPlan, batch: pl.DataFrame) -> tuple[str, ...]:
    """What can be wrong with the codes of a field."""
    if field.unknown is None or field.source not in batch.columns:
        return ()
    return WRONG if field.as_of else WRONG[:1]


def _missing(name: str) -> str:
    """The column that is true where a value is required and there is none."""
    return f"{name}?missing"


def _source(field: FieldPlan, batch: pl.DataFrame) -> pl.Expr:
    if field.source not in batch.columns:
        return literal(field.default, field.type).alias(field.name)
    # By its place: as a name, `*` and `^…$` would mean several columns.
    return pl.nth(batch.columns.index(field.source)).alias(_raw(field.name))


def _scheduled(plan: Plan, fields: Sequence[FieldPlan], batch: pl.DataFrame) -> list[list[list[pl.Expr]]]:
    """What is computed for each field, step by step; codes that are held against a date wait for it."""
    steps = {field.name: _steps(plan, field, batch) for field in fields}
    scheduled: list[list[list[pl.Expr]]] = []
    for field in fields:
        read, rest = steps[field.name]
        wait = max(0, sum(map(len, steps[field.as_of])) - len(read)) if field.as_of in steps else 0
        scheduled.append([*read, *([] for _ in range(wait)), *rest])
    return scheduled


def _steps(plan: Plan, field: FieldPlan, batch: pl.DataFrame) -> tuple[list[list[pl.Expr]], list[list[pl.Expr]]]:
    """How a field is read, and what is done with what was read; each step from the columns of those before."""
    missing = _lacks(field, batch).alias(_missing(field.name))
    if field.source not in batch.columns:
        return [], [[missing]] if field.required else []
    raw, found, text, value = (pl.col(of(field.name)) for of in (_raw, found_of, _text, str))
    raw_type = batch.schema[field.source]
    steps = [
        [as_text(raw, raw_type).alias(found_of(field.name))],
        [filled(found).alias(_text(field.name))],
        [converted(field, raw, raw_type, text, plan.timezone).alias(field.name)],
        [plausible(value, field.type).alias(field.name)],
        [_is_bad(raw, found, text, value).alias(_bad(field.name))],
    ]
    if field.type.kind == "text":
        kept = found if field.keep_empty else pl.when(text.is_not_null()).then(found)
        steps[2:4] = [[kept.alias(field.name)]]
    rest = _code_steps(plan, field, field.unknown) if field.unknown is not None else []
    if field.default is not None:
        # Where the source has nothing: a default does not hide what was bad or unknown.
        hidden = [pl.col(_bad(field.name)), *(pl.col(_wrong(field.name, what)) for what in _told_of(field, batch))]
        blank = value.is_null() & pl.any_horizontal(hidden).not_()
        default = literal(field.default, field.type)
        rest.append([pl.when(blank).then(default).otherwise(value).alias(field.name)])
    return steps, [*rest, [value.cast(dtype(field.type))], *([[missing]] if field.required else [])]


def _lacks(field: FieldPlan, batch: pl.DataFrame) -> pl.Expr:
    """Where there is no value. A row that an unknown code takes out is not told of again as having none."""
    blank = pl.col(field.name).is_null()
    if field.unknown is not None and field.unknown.action in OUT:
        for what in _told_of(field, batch):
            blank &= pl.col(_wrong(field.name, what)).not_()
    return blank


def _is_bad(raw: pl.Expr, found: pl.Expr, text: pl.Expr, value: pl.Expr) -> pl.Expr:
    """Where the source has something that is no such value, which may not even have a text."""
    return raw.is_not_null() & value.is_null() & (text.is_not_null() | found.is_null())


def _code_steps(plan: Plan, field: FieldPlan, unknown: UnknownPolicy) -> list[list[pl.Expr]]:
    codes = plan.lists.codes[field.type.codes]
    text, value, known = pl.col(_text(field.name)), pl.col(field.name), pl.col(_known(field.name))
    day = pl.col(field.as_of) if field.as_of else None
    steps = [[recognised(field, codes, text, day).alias(_known(field.name))]]
    wrong = [(value.is_not_null() & known.is_null()).alias(_wrong(field.name))]
    kept = pl.coalesce(known, text, value)
    if day is not None:
        wrong.append(not_valid(codes, known, day).alias(_wrong(field.name, "code_not_valid")))
    told = pl.any_horizontal(pl.col(expression.meta.output_name()) for expression in wrong)
    answer = pl.when(told).then(answered(unknown, kept)).otherwise(known)
    return [*steps, wrong, [answer.alias(field.name)]]


def _key(source: InputPlan) -> pl.Expr:
    of = next((field.type for field in source.fields if field.name == source.key), None)
    return pl.lit(None, dtype=pl.String) if of is None else as_text(pl.col(source.key), dtype(of))


def _fates(fields: Sequence[FieldPlan], batch: pl.DataFrame) -> list[pl.Expr]:
    """FAILED and FATAL, first reason first."""
    failed, fatal = [pl.lit(None, dtype=pl.String)], [pl.lit(None, dtype=pl.String)]
    for field in fields:
        for what in _told_of(field, batch):
            ends = pl.when(pl.col(_wrong(field.name, what))).then(pl.lit(f"{field.name}.{what}"))
            action = field.unknown.action if field.unknown is not None else ""
            failed += [ends] if action == "error" else []
            fatal += [ends] if action == "fatal" else []
        if field.required:
            failed.append(pl.when(pl.col(_missing(field.name))).then(pl.lit(f"{field.name}.required")))
    return [pl.coalesce(failed).alias(FAILED), pl.coalesce(fatal).alias(FATAL)]


def _tell(
    source: InputPlan, fields: Sequence[FieldPlan], frame: pl.DataFrame, ledger: Ledger, batch: pl.DataFrame
) -> None:
    """Record what is wrong with some fields."""
    private = frozenset(field.name for field in source.fields if field.personal)
    for field in fields:
        place = f"inputs.{source.name}.{field.name}"
        if field.source in batch.columns:
            code = f"bad_{field.type.kind}"
            # Of a required field, what is there and cannot be read takes the row out; that it is missing goes without saying.
            rule, severity = (
                (f"{field.name}.required", Severity.ERROR)
                if field.required
                else (f"{field.name}.{code}", Severity.WARNING)
            )
            ledger.record(
                frame, pl.col(_bad(field.name)), place=place, rule=rule, code=code, severity=severity,
                message=_about(field, ledger, code), value=_shown(field), out=field.required,
            )  # fmt: skip
            for what in _told_of(field, batch):
                action = field.unknown.action if field.unknown is not None else "keep"
                ledger.record(
                    frame, pl.col(_wrong(field.name, what)), place=place, rule=f"{field.name}.{what}", code=what,
                    severity=SEVERITY[action], message=_about(field, ledger, what, private), value=_shown(field),
                    out=action in OUT,
                )  # fmt: skip
        if field.required:
            there = pl.col(_bad(field.name)) if field.source in batch.columns else pl.lit(value=False)
            ledger.record(
                frame, pl.col(_missing(field.name)) & there.not_(), place=place, rule=f"{field.name}.required", code="required",
                severity=Severity.ERROR, message=pl.lit(f"{field.source} ") + ledger.sentence("required"), out=True,
            )  # fmt: skip


def _shown(field: FieldPlan) -> pl.Expr | None:
    return None if field.personal else pl.col(found_of(field.name))


def _about(field: FieldPlan, ledger: Ledger, code: str, private: frozenset[str] = frozenset()) -> pl.Expr:
    """`minutes: «abc» is not a whole number`; without the value where it is personal."""
    told = sentence(ledger, code, pl.col(field.as_of) if field.as_of and field.as_of not in private else None)
    if field.personal:
        return pl.concat_str(pl.lit(f"{field.source} "), told)
    found = pl.col(found_of(field.name)).fill_null("").str.head(60)
    return pl.concat_str(pl.lit(f"{field.source}: «"), found, pl.lit("» "), told)
