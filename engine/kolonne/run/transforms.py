"""Transforms: what plugins compute of rows together, held to what they promise before anything is made of it."""

import polars as pl

from kolonne.contract import LEFT_OUT_COLUMN, ROW_COLUMN, PluginFaultError, Severity, raised
from kolonne.expressions import WrongAnswerError, as_column, dtype, fault_of, plugin_fault
from kolonne.plan import TransformPlan
from kolonne.run.fields import FAILED, FATAL
from kolonne.run.ledger import KEY, ROW
from kolonne.run.outcome import LEFT_OUT
from kolonne.run.passage import Passage

#: Internal columns: why a transform leaves a row out, and why it could not be computed.
_REASON, _FAULT = "?transform/left out", "?transform/fault"


def answered_rows(plan: TransformPlan, rows: pl.DataFrame) -> pl.DataFrame:
    """For each of the rows what the plugin made of it: values, reason, fault. Lists of them, where rows can be added."""
    given = rows.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW_COLUMN), *(pl.col(name).alias(one) for one, name in plan.given)
    )
    try:
        found = _checked(plan, given) if given.height else _blank(plan, given, "")
    except PluginFaultError as error:
        found = _blank(plan, given, error.what)
    except WrongAnswerError as error:
        found = _blank(plan, given, str(error))
    except Exception as error:  # noqa: BLE001 - to look at what a plugin gave may raise anything
        found = _blank(plan, given, raised(error))
    names = [*(plan.column(made) for made, _ in plan.makes), _REASON]
    fault = pl.col(_FAULT)
    if not plan.adds:
        return found.select(*names, fault)
    return found.group_by(ROW_COLUMN, maintain_order=True).agg(*names, fault).drop(ROW_COLUMN)


def transform_rows(passage: Passage, plan: TransformPlan) -> None:
    """Apply a transform. What it needed of all rows is among the columns already."""
    if _FAULT not in passage.frame.columns:
        passage.frame = pl.concat([passage.frame, answered_rows(plan, passage.frame)], how="horizontal")
    made = [plan.column(name) for name, _ in plan.makes]
    if plan.adds:
        before = passage.frame.height
        passage.frame = passage.frame.explode([*made, _REASON, _FAULT], empty_as_null=True, keep_nulls=True)
        passage.added += passage.frame.height - before
    if plan.is_rule:
        # What could not be told is told by the rule, as of any check.
        passage.frame = passage.frame.rename({_FAULT: fault_of(made[0])})
    else:
        _fail(passage, plan)
        _leave_out(passage, plan)
    for column, name in plan.into:
        passage.frame = passage.frame.with_columns(pl.col(plan.column(name)).alias(column))
    unread = [column for _, column in plan.given] + (made if plan.into else [])
    passage.frame = passage.frame.drop(*unread, _REASON, _FAULT, strict=False)


def _fail(passage: Passage, plan: TransformPlan) -> None:
    """Rows of which nobody knows what they would have become are not in the report, and told."""
    faulty = pl.col(_FAULT).is_not_null()
    if not passage.frame.select(faulty.any()).item():
        return
    rows = passage.frame.filter(faulty)
    passage.ledger.faults(rows, pl.col(_FAULT), plan.place, plan.rule, severity=Severity.ERROR, is_out=True)
    passage.frame = passage.frame.with_columns(
        pl.coalesce(FAILED, pl.when(faulty).then(pl.lit(plan.rule))).alias(FAILED)
    )
    passage.drop_failed()


def _leave_out(passage: Passage, plan: TransformPlan) -> None:
    if not plan.reasons:
        return
    # A row that stops the export stops it; that it would have been left out is no way out.
    is_out = pl.col(_REASON).is_not_null() & pl.col(FATAL).is_null()
    out = passage.frame.filter(is_out)
    if not out.height:
        return
    counted = {reason: plan.counted_as(reason) for reason in plan.reasons}
    passage.left_out.append(
        out.select(
            pl.col(ROW).alias("row"),
            (pl.col(ROW) + 1).alias("number"),
            (pl.lit(None, dtype=pl.String) if plan.is_about_health else pl.col(KEY)).alias("key"),
            pl.col(_REASON).replace_strict(counted, return_dtype=pl.String).alias("reason"),
            pl.col(_REASON).replace_strict(dict(plan.reasons), return_dtype=pl.String).alias("message"),
        ).cast(LEFT_OUT)  # type: ignore[arg-type]
    )
    passage.frame = passage.frame.filter(is_out.not_())


def _checked(plan: TransformPlan, given: pl.DataFrame) -> pl.DataFrame:
    """What the plugin gave, if it is what it promised; raises `WrongAnswerError` where it is not."""
    answer = plan.function(given)
    if plan.is_rule:
        answer = _framed(plan, answer, given)
    if not isinstance(answer, pl.DataFrame):
        raise WrongAnswerError(f"gave a {type(answer).__name__}; a DataFrame is needed")
    wanted = [ROW_COLUMN, *(made for made, _ in plan.makes), *([LEFT_OUT_COLUMN] if plan.reasons else [])]
    if missing := [f"`{name}`" for name in wanted if name not in answer.columns]:
        raise WrongAnswerError(f"gave no column {', '.join(missing)}")
    _check_rows(plan, as_column(answer[ROW_COLUMN], pl.Int64()), given.height)
    columns = [answer[ROW_COLUMN].cast(pl.Int64).alias(ROW_COLUMN)]
    for made, of in plan.makes:
        column = as_column(answer[made], dtype(of)).alias(plan.column(made))
        if column.dtype == pl.Float64 and not column.is_finite().fill_null(value=True).all():
            raise WrongAnswerError(f"gave no finite number in `{made}`")
        columns.append(column)
    columns.append(_reasons(plan, answer).alias(_REASON))
    return pl.DataFrame(columns).with_columns(pl.lit(None, dtype=pl.String).alias(_FAULT))


def _framed(plan: TransformPlan, answer: object, given: pl.DataFrame) -> pl.DataFrame:
    """The series that a kind of rule gave, as a frame."""
    if not isinstance(answer, pl.Series):
        raise WrongAnswerError(f"gave a {type(answer).__name__}; a Series is needed")
    if len(answer) != given.height:
        raise WrongAnswerError(f"gave {len(answer)} values for {given.height} rows")
    return pl.DataFrame([given[ROW_COLUMN], answer.alias(plan.makes[0][0])])


def _check_rows(plan: TransformPlan, rows: pl.Series, height: int) -> None:
    """Every row is there, in order, and no other; several times only if the transform says so."""
    if not plan.adds and len(rows) != height:
        raise WrongAnswerError(f"gave {len(rows)} rows for {height}")
    distinct = rows.unique()
    if rows.null_count() or len(distinct) != height or distinct.min() != 0 or distinct.max() != height - 1:
        raise WrongAnswerError("lost rows, or gave some that it was not given")
    if not rows.is_sorted():
        raise WrongAnswerError("gave the rows in another order")


def _reasons(plan: TransformPlan, answer: pl.DataFrame) -> pl.Series:
    if not plan.reasons:
        return pl.repeat(None, answer.height, dtype=pl.String, eager=True)
    found = as_column(answer[LEFT_OUT_COLUMN], pl.String())
    if not found.is_in([*plan.reasons, None], nulls_equal=True).all():
        raise WrongAnswerError("left rows out for a reason that it does not declare")
    return found


def _blank(plan: TransformPlan, given: pl.DataFrame, what: str) -> pl.DataFrame:
    """Nothing for every row, and why."""
    return given.select(
        pl.col(ROW_COLUMN),
        *(pl.lit(None, dtype=dtype(of)).alias(plan.column(made)) for made, of in plan.makes),
        pl.lit(None, dtype=pl.String).alias(_REASON),
        pl.lit(plugin_fault(what, plan.who)).alias(_FAULT),
    )
