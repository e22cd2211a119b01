"""Small workbooks to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from kolonne.contract import CsvDialect, Sheet, SheetColumn, Workbook, Writer, WrittenFile

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


def series(column: SheetColumn, cells: Sequence[object]) -> pl.Series:
    """Cells as a frame holds them."""
    return pl.Series(column.name, cells, dtype=_DTYPES[column.type], strict=True)


def sheet(
    *columns: SheetColumn,
    name: str = "akt",
    title: str = "Aktiviteter",
    frame_rows: int = 1000,
    **cells: Sequence[object],
) -> Sheet:
    """A sheet with `cells` under its columns, in frames of `frame_rows`."""
    frame = pl.DataFrame([series(column, cells[column.name]) for column in columns])
    return of_frame(frame, columns, name=name, title=title, frame_rows=frame_rows)


def of_frame(
    frame: pl.DataFrame,
    columns: tuple[SheetColumn, ...],
    *,
    name: str = "akt",
    title: str = "Aktiviteter",
    frame_rows: int = 1000,
) -> Sheet:
    """A sheet of a frame."""

    def frames() -> Iterator[pl.DataFrame]:
        return frame.iter_slices(frame_rows)

    return Sheet(name, title, columns, frame.height, frames)


def one(kind: str, cells: Sequence[object], header: str = "Kolonne") -> Sheet:
    """A sheet with one column `c` of a type, and a column of text beside it."""
    beside = SheetColumn("ved", "Ved siden av", "text")
    return sheet(SheetColumn("c", header, kind, scale=2), beside, c=cells, ved=["x"] * len(cells))


def book(*sheets: Sheet, appendices: tuple[Sheet, ...] = (), csv: CsvDialect | None = None) -> Workbook:
    """A workbook of sheets."""
    made = Workbook(
        title="Rapport & regnskap",
        organisation="Norges Handikapforbund",
        period="2025-H1",
        locale="nb",
        fingerprint="sha256:0123abcd",
        engine_version="0.1.0",
        made_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        sheets=sheets,
        appendices=appendices,
    )
    return made if csv is None else replace(made, csv=csv)


def quiet(rows: int) -> None:
    """A tick that lets everything go on."""
    assert rows >= 0


def written(writer: Writer, workbook: Workbook, folder: Path, name: str = "rapport") -> WrittenFile:
    """Write into a folder."""
    return writer.write(workbook, folder / (name + writer.suffix(workbook)), quiet)
