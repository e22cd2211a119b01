"""Made-up values of every type: blanks, the ends of what is possible, Norwegian letters, and what looks like something else."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import pairwise
from typing import cast

import polars as pl

from kolonne.contract import ROW_COLUMN
from kolonne.expressions import Value, ValueType, dtype

_MOST_INTEGER = 2**63 - 1
_VALUES: Mapping[str, tuple[Value, ...]] = {
    "text": (
        "Kari", "kari", "Ærlig Øyvind på Ås", "BLÅBÆRSYLTETØY", "blåbærsyltetøy", "Straße", "e\u0301", "👩‍👧", "İ", "", " ",
        "  to  ord ", "to\nlinjer", "\t", "\u00a0", "\u202eved", "\x00", "\x1b[31m", "0", "-1", "1,5", "1 234,50", "0301",
        "31.12.2024", "=1+1", "'", '"', "a;b;;c", "]]>&<b>", "null", "ja", "x" * 300,
    ),
    "integer": (0, 1, -1, 2, 3, 7, 10, 60, 99, 100, 2025, 2**31, 2**53 + 1, _MOST_INTEGER, -_MOST_INTEGER),
    "number": (0.0, 1.0, -1.0, 0.5, 2.5, -2.5, 0.1, 1 / 3, 99.995, 1e-300, 1e15, 1e300, -1e300),
    "boolean": (True, False),
    "date": (
        date(2025, 1, 1), date(2024, 12, 31), date(2024, 2, 29), date(2025, 3, 30), date(1900, 1, 1), date(1, 1, 1),
        date(9999, 12, 31),
    ),
    "time": (time(0), time(12, 30), time(23, 59, 59, 999999), time(2, 30), time(8, 5, 7)),
    # Clocks were changed at two of them.
    "datetime": (
        datetime(2025, 1, 1, tzinfo=UTC), datetime(2024, 12, 31, 23, 30, tzinfo=UTC), datetime(2025, 3, 30, 1, tzinfo=UTC),
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC), datetime(1, 1, 2, tzinfo=UTC),
        datetime(9999, 12, 30, 23, 59, 59, 999999, tzinfo=UTC),
    ),
}  # fmt: skip
_DECIMALS = ("0", "1", "-1", "2.5", "-2.5", "0.05", "99.995", "1234.56", "999999999999999", "-999999999999999")


def values_of(spelled: str) -> tuple[Value, ...]:
    """Values of a type as documents write types, the blank (None) first: `text`, `decimal(2)`, `list(date)`."""
    return (None, *_of(ValueType.parse(spelled)))


def made_up_rows(
    takes: Mapping[str, str], rows: int = 200, values: Mapping[str, Sequence[Value]] | None = None
) -> list[dict[str, Value]]:
    """So many rows of made-up values, the same ones every time: the first is all blank, and every value occurs somewhere.

    `takes` says the names and their types; `values` says which values a name may have instead of those of its type, and
    then it is never blank unless None is among them.
    """
    chosen = {name: tuple((values or {}).get(name) or values_of(of)) for name, of in takes.items()}
    drawn = random.Random(",".join(takes))  # noqa: S311 - made-up values are no secrets
    columns = {name: _column(given, rows, drawn, is_own=name in (values or {})) for name, given in chosen.items()}
    return [{name: column[at] for name, column in columns.items()} for at in range(rows)]


def made_up_frame(
    takes: Mapping[str, str], rows: int = 200, values: Mapping[str, Sequence[Value]] | None = None
) -> pl.DataFrame:
    """The frame that a transform or a kind of rule would be given for `made_up_rows`: `row`, and a column a parameter."""
    return frame_of(takes, made_up_rows(takes, rows, values))


def frame_of(takes: Mapping[str, str], rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """The frame that a transform or a kind of rule would be given for rows; what a row does not say is blank."""
    numbers = pl.Series(ROW_COLUMN, range(len(rows)), dtype=pl.Int64)
    return pl.DataFrame([numbers, *(series(name, of, [row.get(name) for row in rows]) for name, of in takes.items())])


def series(name: str, of: str, cells: Sequence[object]) -> pl.Series:
    """Values as a column of a type holds them."""
    plain = [list(cell) if isinstance(cell, tuple) else cell for cell in cells]
    return pl.Series(name, plain, dtype=dtype(ValueType.parse(of)), strict=True)


def renumbered(frame: pl.DataFrame) -> pl.DataFrame:
    """The same rows as a batch of their own, in which rows are counted from 0."""
    return frame.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW_COLUMN))


def _column(given: tuple[Value, ...], rows: int, drawn: random.Random, *, is_own: bool) -> list[Value]:
    # Every value once, in an order of the column's own, so that columns do not go in step; then any of them.
    first: list[Value] = [] if is_own else [None]
    return [*first, *drawn.sample(given, len(given)), *drawn.choices(given, k=rows)][:rows]


def _of(of: ValueType) -> tuple[Value, ...]:
    if of.kind == "decimal":
        step = Decimal(1).scaleb(-of.scale)
        return tuple(dict.fromkeys(Decimal(text).quantize(step) for text in _DECIMALS))
    if of.kind != "list":
        return _VALUES[of.kind]
    items = _of(of.item) if of.item is not None else ()
    pairs = tuple(cast("Value", pair) for pair in pairwise(items[:8]))
    return ((), (None,), items[:1], items[:1] * 3, (items[0], None, items[-1]), items[:12], *pairs)
