"""Sheets and workbooks to write, made of what plugins may import."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from kolonne.hookspecs import Sheet, SheetColumn, Workbook
from kolonne_funkis.codes import AGE_GROUPS, GENDERS

_DTYPES: Mapping[str, pl.DataType] = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "decimal": pl.Decimal(38, 2),
    "date": pl.Date(),
}
#: The fields of participants, as a spread calls them.
HEADS = [f"{gender}_{group}" for gender in GENDERS for group in (*AGE_GROUPS, "unknown")]
_TEXTS = {"municipality": "0301", "course_id": "17", "subject": "0805", "level": "1", "exam": "99"}
#: A row that fits, with its columns in the order of the file.
FITTING: Mapping[str, Any] = {**_TEXTS, **dict.fromkeys(HEADS, 0)}


def columns_of(row: Mapping[str, Any], types: Mapping[str, str] | None = None) -> tuple[SheetColumn, ...]:
    """Columns for the cells of a row: text, unless the cell is a number or a type is said."""
    usual = {name: "integer" if isinstance(cell, int) else "text" for name, cell in row.items()}
    return tuple(SheetColumn(name, name, (types or {}).get(name, usual[name])) for name in row)


def make_sheet(
    rows: Sequence[Mapping[str, Any]], types: Mapping[str, str] | None = None, *, name: str = "flat", **more: Any
) -> Sheet:
    """A sheet whose rows have the names of the first one."""
    columns = more.pop("columns", None) or columns_of(rows[0], types)
    cells = {column.name: [row[column.name] for row in rows] for column in columns}
    frame = pl.DataFrame(cells, schema={column.name: _DTYPES[column.type] for column in columns}, strict=True)

    def frames() -> Iterator[pl.DataFrame]:
        return frame.iter_slices(2)

    return Sheet(name, name.title(), columns, len(rows), frames, **more)


def make_book(*sheets: Sheet) -> Workbook:
    """A workbook of sheets."""
    made_at = datetime(2026, 1, 1, tzinfo=UTC)
    return Workbook("Kurs", "Funkis", "2025", "nb", "sha256:0123abcd", "0.1.0", made_at, sheets)


def fitting(**cells: Any) -> dict[str, Any]:
    """A row that fits, but for the cells that are named; `_` stands for the signs that names cannot have."""
    return {**FITTING, **cells}
