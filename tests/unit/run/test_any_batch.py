"""What holds for every batch, whatever its cells are."""

from datetime import date, datetime, time
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from kolonne.contract import FAILURE_COLUMNS, LEFT_OUT_COLUMNS
from kolonne.expressions import dtype
from kolonne.run import FAILURES, LEFT_OUT, Outcome, transform
from unit.run.documents import Json, column, document, planned

FIELDS: Json = {
    "id": {"type": "text", "required": True},
    "first": {"type": "date"},
    "last": {"type": "date"},
    "n": {"type": "integer", "default": 1},
    "f": {"type": "number"},
    "d": {"type": "decimal", "scale": 2},
    "b": {"type": "boolean"},
    "t": {"type": "time"},
    "at": {"type": "datetime"},
    "kind": {"type": "text", "enumeration": "org.kind"},
    "other": {"type": "text", "enumeration": "org.kind", "unknown": "fatal"},
    "l": {"type": "list", "items": "integer"},
}
PLAN = planned(
    document(
        FIELDS,
        {
            "day": column("day"),
            "kind": column("kind", show="label", required={"when": "n > 3"}),
            "share": column("n // m", default="0"),
            "d": column("d * n", required=True),
            "f": column("f / n"),
            "b": column("b"),
            "t": column("t"),
            "at": column("at"),
            "code": column("lower(id)", enumeration="org.kind", show="label"),
        },
        input={"key": "id"},
        rows={
            "each": {"day": "days(first, coalesce(last, first))"},
            "in_period": "day",
            "let": {"m": "n - 1", "big": "n * n"},
            "keep": {"known": {"when": "kind != 'other'", "otherwise": "{label(kind)} {n}"}},
        },
        rules={
            "w": {"check": "big < 100", "severity": "warning", "message": "{big} {at} {l}"},
            "e": {"check": "f >= 0", "severity": "error", "message": "{f} {d}"},
            "x": {"check": "b or n > -5", "severity": "fatal", "message": "{b} {t} {day}"},
        },
    )
)

WRITTEN = st.sampled_from([
    "1", "-3", "5", "1 000", "12,5", "9223372036854775807", "2025-01-05", "2025-01-07", "31.12.2024", "8.2.2025", "31.2.2025",
    "walk", "STROLL", "talk", "other", "ja", "nei", "13:00", "2025-03-30T02:30", "2025-01-01T12:00Z", "1,2", "", " ", "nan",
])  # fmt: skip
CELLS = st.none() | WRITTEN | st.text(max_size=12)
BATCHES = st.integers(0, 6).flatmap(
    lambda height: st.fixed_dictionaries({name: st.lists(CELLS, min_size=height, max_size=height) for name in FIELDS})
).map(lambda columns: pl.DataFrame(columns, schema=dict.fromkeys(FIELDS, pl.String)))  # fmt: skip

#: Types with values that a source may have in them.
TYPED: list[tuple[pl.DataType, st.SearchStrategy[object]]] = [
    (pl.Int8(), st.integers(-(2**7), 2**7 - 1)),
    (pl.UInt64(), st.integers(0, 2**64 - 1)),
    (pl.Int128(), st.integers(-(2**127), 2**127 - 1)),
    (pl.Float64(), st.floats()),
    (pl.Float32(), st.floats(width=32)),
    (pl.Decimal(38, 3), st.decimals(-(10**18), 10**18, places=3)),
    (pl.Boolean(), st.booleans()),
    (pl.Date(), st.dates(date(1, 1, 1))),
    (pl.Datetime("us"), st.datetimes(datetime(1, 1, 1))),  # noqa: DTZ001 - naive is meant
    (pl.Datetime("ns", "Asia/Tokyo"), st.integers(-(2**63) + 1, 2**63 - 1)),
    (pl.Datetime("ms"), st.integers(-(2**63) + 1, 2**63 - 1)),
    (pl.Time(), st.times()),
    (pl.Duration("ms"), st.integers(-(2**63) + 1, 2**63 - 1)),
    (pl.String(), CELLS),
    (pl.Categorical(), WRITTEN),
    (pl.Binary(), st.binary(max_size=3)),
    (pl.Null(), st.none()),
    (pl.List(pl.Int64()), st.lists(st.none() | st.integers(-5, 5), max_size=3)),
    (pl.List(pl.String()), st.lists(CELLS, max_size=3)),
    (pl.List(pl.Float64()), st.lists(st.floats(), max_size=3)),
    (pl.Array(pl.Int8(), 2), st.lists(st.integers(-5, 5), min_size=2, max_size=2)),
    (pl.Struct({"a": pl.Int64(), "b": pl.Binary()}), st.fixed_dictionaries({"a": st.integers(0, 3), "b": st.binary(max_size=2)})),
]  # fmt: skip


@st.composite
def typed_batches(draw: st.DrawFn) -> pl.DataFrame:
    height = draw(st.integers(0, 4))
    columns = {}
    for name in draw(st.sets(st.sampled_from(list(FIELDS)), min_size=1)):
        of, values = draw(st.sampled_from(TYPED))
        cells = draw(st.lists(st.none() | values, min_size=height, max_size=height))
        physical = pl.Series(cells, dtype=pl.Int64) if any(_counts(cell, of) for cell in cells) else None
        columns[name] = pl.Series(cells, dtype=of) if physical is None else physical.cast(of)
    return pl.DataFrame(columns)


def _counts(cell: object, of: pl.DataType) -> bool:
    """Whether a moment is given as a count of its unit."""
    return isinstance(cell, int) and not isinstance(cell, bool) and of.is_temporal()


def assert_sound(outcome: Outcome, first_row: int, height: int) -> None:
    """Everything that an outcome promises."""
    counts = outcome.counts
    assert counts.reconciles
    assert counts.read == height
    assert dict(outcome.failures.schema) == {name: of() for name, of in FAILURES.items()}
    assert dict(outcome.left_out.schema) == {name: of() for name, of in LEFT_OUT.items()}
    assert tuple(outcome.failures.columns) == FAILURE_COLUMNS
    assert tuple(outcome.left_out.columns) == LEFT_OUT_COLUMNS
    for sheet in PLAN.sheets:
        wanted = {column.name: dtype(column.type) for column in sheet.columns}
        assert dict(outcome.rows[sheet.name].schema) == wanted
        assert outcome.rows[sheet.name].height == counts.exported
    assert dict(outcome.left_out["reason"].value_counts().iter_rows()) == dict(counts.left_out)
    out = outcome.failures.filter("out")
    assert set(out["rule"]) >= set(counts.failed)
    assert out["row"].n_unique() <= sum(counts.failed.values())
    assert bool(out["row"].n_unique()) == bool(counts.failed)
    rows = outcome.failures["row"].to_list()
    assert rows == sorted(rows)
    assert all(first_row <= row < first_row + height for row in [*rows, *outcome.left_out["row"]])
    stops = outcome.failures.filter(pl.col("severity") == "fatal")["row"]
    assert stops.n_unique() <= outcome.fatal
    assert bool(outcome.fatal) == bool(stops.len())
    assert counts.exported <= outcome.in_period


@settings(deadline=None, max_examples=150)
@given(BATCHES, st.integers(0, 1_000_000))
def test_every_batch_of_texts_is_accounted_for(batch: pl.DataFrame, first_row: int) -> None:
    """Counts reconcile, every list agrees with them, and the frames are of the planned types, whatever the texts."""
    assert_sound(transform(PLAN, batch, first_row), first_row, batch.height)


@settings(deadline=None, max_examples=150)
@given(typed_batches())
def test_every_batch_of_typed_columns_is_accounted_for(batch: pl.DataFrame) -> None:
    """No type of a column and no value in it makes `transform` raise or lose a row."""
    assert_sound(transform(PLAN, batch), 0, batch.height)


@settings(deadline=None, max_examples=60)
@given(BATCHES, st.lists(st.integers(1, 4), max_size=4))
def test_it_does_not_matter_how_records_are_cut_into_batches(batch: pl.DataFrame, sizes: list[int]) -> None:
    """Batches one after the other give what the whole gives: rows, failures, reasons, counts and row numbers."""
    whole = transform(PLAN, batch, 7)
    parts: list[Outcome] = []
    at = 0
    for size in (*sizes, max(batch.height, 1)):
        parts.append(transform(PLAN, batch.slice(at, size), 7 + at))
        at += size
    assert_frame_equal(pl.concat([part.rows["s"] for part in parts]), whole.rows["s"])
    assert_frame_equal(pl.concat([part.failures for part in parts]), whole.failures)
    assert_frame_equal(pl.concat([part.left_out for part in parts]), whole.left_out)
    counts = parts[0].counts
    for part in parts[1:]:
        counts = counts.plus(part.counts)
    assert counts == whole.counts
    assert sum(part.fatal for part in parts) == whole.fatal
    assert sum(part.in_period for part in parts) == whole.in_period


@settings(deadline=None, max_examples=60)
@given(typed_batches())
def test_transform_is_pure(batch: pl.DataFrame) -> None:
    """The batch stays as it was, and the same batch gives the same outcome again."""
    before = batch.clone()
    once, again = transform(PLAN, batch), transform(PLAN, batch)
    assert_frame_equal(batch, before)
    assert_frame_equal(once.rows["s"], again.rows["s"])
    assert_frame_equal(once.failures, again.failures)
    assert_frame_equal(once.left_out, again.left_out)
    assert (once.counts, once.fatal, once.in_period) == (again.counts, again.fatal, again.in_period)


def test_a_batch_without_records_or_without_known_columns() -> None:
    """No records make no rows, and records of which no column is known fail for what is required."""
    assert_sound(transform(PLAN, pl.DataFrame(schema={"id": pl.String})), 0, 0)
    outcome = transform(PLAN, pl.DataFrame({"elsewhere": [1, 2], "?row": [5, 6]}))
    assert_sound(outcome, 0, 2)
    assert outcome.counts.failed == {"id.required": 2}


def test_typed_values_reach_the_sheet() -> None:
    """The plan of this file keeps rows at all: what it exports is what was put in."""
    batch = pl.DataFrame(
        {"id": ["walk"], "first": [date(2025, 1, 1)], "kind": ["walk"], "n": [2], "d": [Decimal("1.25")], "t": [time(9)], "b": ["ja"]}
    )  # fmt: skip
    row = transform(PLAN, batch).rows["s"].row(0, named=True)
    assert row == {
        "day": date(2025, 1, 1), "kind": "Walk", "share": 2, "d": Decimal("2.50"), "f": None, "b": True, "t": time(9),
        "at": None, "code": "Walk",
    }  # fmt: skip
