"""Columns that repeat themselves come out as if each cell were spelled alone."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle, islice

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolonne.contract import CsvDialect, SheetColumn
from kolonne.writers import lookup as lookups
from kolonne.writers.csv_text import CsvText
from kolonne.writers.repeats import Repeats

_TEXT = SheetColumn("c", "C", "text")
_NUMBER = SheetColumn("c", "C", "number")
_TEXTS = st.none() | st.text(st.sampled_from('ab=-5;" \nå'), max_size=4) | st.sampled_from(["=1", "a;b", "x" * 40, ""])
_NUMBERS = st.none() | st.sampled_from([0.0, -0.0, 1.0, 0.1 + 0.2, 1e21, math.nan, math.inf]) | st.floats()


def _same(column: SheetColumn, dtype: pl.DataType, pieces: Sequence[list[object]], most: int) -> None:
    text = CsvText(CsvDialect(), "Europe/Oslo")

    def spell(cells: pl.Series) -> tuple[pl.Series, pl.Series]:
        return text.spelled(cells, column)

    repeats = Repeats(spell, most, 1)
    for piece in pieces:
        cells = pl.Series("c", piece, dtype=dtype)
        lookup = repeats.lookup
        found, count = repeats.texts(cells, (lookup, lookup.slots_of(cells)) if lookup else None)
        texts, guarded = spell(cells)
        assert (found.to_list(), count) == (texts.to_list(), len(guarded))


@given(st.lists(st.lists(_TEXTS, max_size=8), max_size=5), st.sampled_from([0, 3, 100]))
def test_texts_come_out_as_if_each_were_looked_at(pieces: list[list[object]], most: int) -> None:
    """Whatever the pieces before had, and however much is remembered of it."""
    _same(_TEXT, pl.String(), pieces, most)


@given(st.lists(st.lists(_NUMBERS, max_size=8), max_size=5), st.sampled_from([0, 3, 100]))
def test_numbers_come_out_as_if_each_were_spelled(pieces: list[list[object]], most: int) -> None:
    """Zeros of both signs, and what is no number, too."""
    _same(_NUMBER, pl.Float64(), pieces, most)


@pytest.mark.parametrize("slot", [0, 7])
def test_values_in_each_others_way_come_out_all_the_same(slot: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where every value goes to the same place as a blank cell."""
    monkeypatch.setattr(lookups, "_slots_for", lambda _: (pl.col("c").hash() * 0 + slot).cast(pl.UInt32))
    _same(_TEXT, pl.String(), [["a", "=1", None, "=1"], [None, "b", "=2", "a"], ["a;", "b"]], 100)


_CELLS: dict[str, list[object]] = {
    "text": ["a", "=1", None, "", "a;b", 'sa "hei"', " foran", "Å", "-5", "to\nlinjer"],
    "integer": [1, None, -5, 2**62],
    "number": [1.0, 2.5, None, -0.0, 1e21, 2 / 3],
    "decimal": [Decimal("1.50"), None, Decimal("-0.05")],
    "boolean": [True, False, None],
    "date": [date(2025, 1, 1), None, date(1850, 1, 1), date(2025, 12, 31)],
    "time": [time(18, 30), None, time(0, 0, 5)],
    "datetime": [datetime(2025, 7, 1, 22, 30, tzinfo=UTC), None, datetime(2025, 1, 1, tzinfo=UTC)],
}
_DIALECTS = [
    CsvDialect(),
    CsvDialect(delimiter=",", decimal=",", date="%d,%m", time="%H,%M", true="Ja, da"),
    CsvDialect(delimiter="\u2502", decimal="."),
    CsvDialect(guard=False, delimiter="\t"),
    CsvDialect(quotes="never"),
]


@pytest.mark.parametrize("dialect", _DIALECTS)
def test_large_pieces_come_out_as_small_ones(dialect: CsvDialect) -> None:
    """Every type, as often as it takes for something to be learnt, and again with what was learnt."""
    columns = [SheetColumn(kind, kind, kind, scale=2) for kind in _CELLS]
    columns.append(SheetColumn("alone", "alone", "text"))
    columns.append(SheetColumn("bare", "bare", "text", guard=not dialect.guard))
    cells = {kind: list(islice(cycle(some), 6000)) for kind, some in _CELLS.items()}
    frame = pl.DataFrame(
        {
            **cells,
            "alone": [f"={at}" if at % 7 else f"{at};" for at in range(6000)],
            "bare": cells["text"],
        },
        schema_overrides={"decimal": pl.Decimal(38, 2)},
    )
    learning, plain = CsvText(dialect, "Europe/Oslo"), CsvText(dialect, "Europe/Oslo")
    for piece in (frame, frame.reverse(), frame.head(4500)):
        for column, (texts, count) in zip(columns, learning.columns(piece, columns), strict=True):
            expected, guarded = plain.column(piece.get_column(column.name), column)
            assert (texts.to_list(), count) == (expected.to_list(), guarded)
            assert texts.dtype == expected.dtype


def test_a_column_that_grows_is_learnt_as_it_goes() -> None:
    """Sorted by day, each piece has days of its own."""
    column, text = SheetColumn("day", "Day", "date"), CsvText(CsvDialect(), "Europe/Oslo")
    days = [date(2025, 1, 1) + timedelta(days=at // 900) for at in range(20_000)]
    frame = pl.DataFrame({"day": days})
    found = pl.concat([text.columns(piece, [column])[0][0] for piece in frame.iter_slices(5000)])
    assert found.to_list() == [day.isoformat() for day in days]
