"""What transforms and kinds of rules give for a frame, held to what the contract promises."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import polars as pl

from kolonne.contract import LEFT_OUT_COLUMN, ROW_COLUMN, Counts, RuleKind, Transform
from kolonne.expressions import ValueType, WrongAnswerError, as_column, dtype
from kolonne.testing.promise import hold
from kolonne.testing.values import renumbered

Found = TypeVar("Found")


def transformed(transform: Transform, frame: pl.DataFrame) -> pl.DataFrame:
    """What a transform makes of a frame, as exports take it: `row`, what it makes, and `left_out` if it drops rows.

    Raises `BrokenPromiseError` where it is not what the contract promises.
    """
    found: object = _called(transform.name, transform.function, frame)
    if not isinstance(found, pl.DataFrame):
        hold(kept=False, what=f"`{transform.name}` gave a {type(found).__name__}; a DataFrame is needed")
        return frame
    wanted = [ROW_COLUMN, *transform.makes, *([LEFT_OUT_COLUMN] if transform.drops else [])]
    missing = [name for name in wanted if name not in found.columns]
    hold(not missing, f"`{transform.name}` gave no column {', '.join(f'`{name}`' for name in missing)}")
    columns = [_typed(transform.name, found[ROW_COLUMN], pl.Int64())]
    columns += [_typed(transform.name, found[name], dtype(ValueType.parse(of))) for name, of in transform.makes.items()]
    _check_rows(transform, columns[0], frame.height)
    if LEFT_OUT_COLUMN in found.columns:
        reasons = _typed(transform.name, found[LEFT_OUT_COLUMN], pl.String())
        odd = sorted(set(reasons.drop_nulls()) - set(transform.drops))
        hold(not odd, f"`{transform.name}` leaves rows out for {odd}; it declares {sorted(transform.drops)}")
        columns += [reasons] if transform.drops else []
    return pl.DataFrame(columns)


def judged(kind: RuleKind, frame: pl.DataFrame) -> pl.Series:
    """What a kind of rule says of the rows of a frame; raises `BrokenPromiseError` where it breaks a promise."""
    found: object = _called(kind.name, kind.function, frame)
    if not isinstance(found, pl.Series):
        hold(kept=False, what=f"`{kind.name}` gave a {type(found).__name__}; a Series is needed")
        return frame[ROW_COLUMN]
    hold(len(found) == frame.height, f"`{kind.name}` gave {len(found)} values for {frame.height} rows")
    return _typed(kind.name, found, pl.Boolean()).alias("kept")


def passage_counts(transform: Transform, frame: pl.DataFrame, found: pl.DataFrame) -> Counts:
    """Where the rows of a frame went; counted from what went in and from what came out, each by itself."""
    distinct = found[ROW_COLUMN].n_unique()
    reasons = found[LEFT_OUT_COLUMN] if transform.drops else pl.Series([None] * found.height, dtype=pl.String)
    left_out = {reason: int((reasons == reason).sum()) for reason in transform.drops}
    added = found.height - distinct if transform.adds else 0
    return Counts(read=frame.height, exploded=added, exported=reasons.null_count(), left_out=left_out)


def cuts(frame: pl.DataFrame) -> Iterator[list[pl.DataFrame]]:
    """The rows of a frame as batches of several lengths; in each of them rows are counted from 0."""
    for rows in (max(1, frame.height // 2), 7, 1):
        most = frame.height if rows > 1 else 40
        yield [renumbered(frame.slice(at, rows)) for at in range(0, most, rows)]


def together(answers: list[pl.DataFrame], batches: list[pl.DataFrame]) -> pl.DataFrame:
    """What was made of several batches, with rows counted over all of them."""
    parts, before = [], 0
    for answer, batch in zip(answers, batches, strict=True):
        parts.append(answer.with_columns(pl.col(ROW_COLUMN) + before))
        before += batch.height
    return pl.concat(parts)


def _called(name: str, function: Callable[[pl.DataFrame], Found], frame: pl.DataFrame) -> Found:
    given = frame.clone()
    found = function(given)
    is_same = given.schema == frame.schema and given.equals(frame)
    hold(is_same, f"`{name}` changed the frame that it was given")
    return found


def _typed(name: str, column: pl.Series, of: pl.DataType) -> pl.Series:
    try:
        found = as_column(column, of)
    except WrongAnswerError as error:
        hold(kept=False, what=f"`{name}`: the column `{column.name}`: {error}")
        raise
    if found.dtype == pl.Float64:
        is_finite = bool(found.is_finite().fill_null(value=True).all())
        hold(is_finite, f"`{name}`: the column `{column.name}` holds no finite number")
    return found


def _check_rows(transform: Transform, rows: pl.Series, height: int) -> None:
    """Every row is there, in order, and no other; several times only if the transform says so."""
    if not transform.adds:
        hold(len(rows) == height, f"`{transform.name}` gave {len(rows)} rows for {height}")
    there = set(rows)
    lost, odd = sorted(set(range(height)) - there), [one for one in there if one not in range(height)]
    hold(
        not lost,
        f"`{transform.name}` lost {len(lost)} rows, the first of them {lost[:3]}; leave rows out with a reason",
    )
    hold(not odd, f"`{transform.name}` gave rows that it was not given: {odd[:3]}")
    hold(rows.is_sorted(), f"`{transform.name}` gave the rows in another order")
