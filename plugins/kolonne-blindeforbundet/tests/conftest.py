"""Small workbooks to write, made of what plugins may import."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kolonne.hookspecs import HeadingLine, Sheet, SheetColumn, Workbook, Writer, WrittenFile

_DTYPES: Mapping[str, pl.DataType] = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "decimal": pl.Decimal(38, 2),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "time": pl.Time(),
    "datetime": pl.Datetime("us", "UTC"),
}


def _sheet(
    columns: Sequence[SheetColumn],
    cells: Sequence[Sequence[object]],
    *,
    title: str = "Aktiviteter",
    heading: tuple[HeadingLine, ...] = (),
    note: str = "",
    totals: Mapping[str, object] | None = None,
) -> Sheet:
    pairs = zip(columns, cells, strict=True)
    frame = pl.DataFrame([pl.Series(column.name, of, dtype=_DTYPES[column.type], strict=True) for column, of in pairs])

    def frames() -> Iterator[pl.DataFrame]:
        return frame.iter_slices(1000)

    return Sheet("akt", title, tuple(columns), frame.height, frames, heading, totals or {}, "Sum", note)


def _book(*sheets: Sheet, appendices: tuple[Sheet, ...] = (), locale: str = "nb", title: str = "Rapport") -> Workbook:
    return Workbook(
        title=title,
        organisation="Norges Blindeforbund",
        period="2025-H1",
        locale=locale,
        fingerprint="sha256:0123abcd",
        engine_version="0.1.0",
        made_at=datetime(2025, 7, 1, tzinfo=UTC),
        sheets=sheets,
        appendices=appendices,
    )


@pytest.fixture
def sheet() -> Callable[..., Sheet]:
    """Makes a sheet of columns and their cells."""
    return _sheet


@pytest.fixture
def book() -> Callable[..., Workbook]:
    """Makes a workbook of sheets."""
    return _book


@pytest.fixture
def texts() -> Callable[..., Workbook]:
    """Makes a workbook with one column of texts, and a column beside it."""

    def made(*cells: str | None, header: str = "Tema") -> Workbook:
        columns = (SheetColumn("t", header, "text"), SheetColumn("n", "Antall", "integer"))
        return _book(_sheet(columns, (cells, range(len(cells)))))

    return made


@pytest.fixture
def crosstab() -> Sheet:
    """All that can stand around rows: heading, note, groups, totals; and a hidden column."""
    columns = (
        SheetColumn("lag", "Lokallag", "text", locked=True, note="Der aktiviteten var"),
        SheetColumn("id", "Nøkkel", "text", hidden=True),
        SheetColumn("k1", "0-13", "integer", group="Kvinner"),
        SheetColumn("k2", "14+", "integer", group="Kvinner"),
        SheetColumn("kr", "Tilskudd", "decimal", scale=2, format="#,##0.00"),
    )
    heading = (
        HeadingLine("Organisasjon", "Norges Blindeforbund"),
        HeadingLine("Kontaktperson"),
        HeadingLine("Underskrift", sign=True),
    )
    cells = (["Oslo", "Bærum"], ["x", "y"], [5, 6], [7, None], [Decimal("1234.50")] * 2)
    totals = {"k1": 11, "kr": Decimal("2469.00")}
    return _sheet(
        columns, cells, title="Kryss & tvers", heading=heading, note="Tall under 5 vises ikke.", totals=totals
    )


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Writer, Workbook], WrittenFile]:
    """Writes a workbook into an empty folder."""

    def write(writer: Writer, workbook: Workbook) -> WrittenFile:
        return writer.write(workbook, tmp_path / ("rapport" + writer.suffix(workbook)), lambda _: None)

    return write
