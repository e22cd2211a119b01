"""Made-up workbooks, for writers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal

import polars as pl

from kolonne.contract import HeadingLine, Sheet, SheetColumn, Workbook
from kolonne.testing.values import series, values_of

_SCALE = 2
#: Name → header and type: one column a type that a sheet can have.
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "what": ("Hva & hvem <alle>", "text"),
    "count": ("Antall", "integer"),
    "share": ("Andel", "number"),
    "cost": ("Kostnad", "decimal"),
    "held": ("Gjennomført", "boolean"),
    "day": ("Dato", "date"),
    "begins": ("Begynner", "time"),
    "logged": ("Registrert", "datetime"),
}


def workbook(
    rows: int = 200, *, sheets: int = 1, frame_rows: int = 64, locale: str = "nb", appendices: bool = False
) -> Workbook:
    """A workbook of `sheets` sheets with `rows` rows each, in frames of at most `frame_rows`.

    Every sheet has a column of each type, with blanks, the ends of what is possible, Norwegian letters, and texts that
    look like formulas or markup, and all that can stand around a table. With `appendices` there is a sheet about the report.
    """
    made = tuple(sheet(columns(), _cells(rows), f"sheet_{at}", f"Ark {at} æøå", frame_rows) for at in range(sheets))
    about = sheet(
        (SheetColumn("message", "Hva er galt", "text"),), {"message": ["for kort"] * 2}, "left_out", "Utelatt", 1
    )
    return Workbook(
        title="Rapport & <regnskap> æøå",
        organisation="Foreningen Ås",
        period="2025-H1",
        locale=locale,
        fingerprint="sha256:0123abcd",
        engine_version="0.1.0",
        made_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        sheets=made,
        appendices=(about,) if appendices else (),
    )


def columns() -> tuple[SheetColumn, ...]:
    """One column a type, with notes, choices, groups and formats."""
    around: Mapping[str, Mapping[str, object]] = {
        "what": {"choices": ("ja", "nei", "=1+1"), "note": "Hva som ble gjort", "width": 30.0},
        "count": {"group": "Tall", "format": "#,##0"},
        "share": {"group": "Tall", "format": "0.0 %"},
        "cost": {"scale": _SCALE, "format": "#,##0.00", "locked": True},
        "logged": {"hidden": True},
    }
    return tuple(
        SheetColumn(name, header, kind, **around.get(name, {}))  # type: ignore[arg-type]
        for name, (header, kind) in _COLUMNS.items()
    )


def sheet(
    of: Sequence[SheetColumn],
    cells: Mapping[str, Sequence[object]],
    name: str = "sheet",
    title: str = "Ark",
    frame_rows: int = 1000,
) -> Sheet:
    """A sheet of columns and the cells of each, by name."""
    frame = pl.DataFrame([series(column.name, _spelled(column), cells[column.name]) for column in of])

    def frames() -> Iterator[pl.DataFrame]:
        return frame.iter_slices(frame_rows)

    heading = (HeadingLine("Organisasjon", "Foreningen Ås"), HeadingLine("Underskrift", sign=True))
    totals = {"count": 3, "cost": Decimal("4.50")} if {"count", "cost"} <= set(frame.columns) else {}
    return Sheet(
        name, title, tuple(of), frame.height, frames, heading, totals, "Sum" if totals else "", "Små tall skjules"
    )


def _spelled(column: SheetColumn) -> str:
    return f"decimal({column.scale})" if column.type == "decimal" else column.type


def _cells(rows: int) -> dict[str, list[object]]:
    """Columns of different periods, so that they do not go in step."""
    found: dict[str, list[object]] = {}
    for name, (_, kind) in _COLUMNS.items():
        values = values_of(f"decimal({_SCALE})" if kind == "decimal" else kind)
        found[name] = [values[at % len(values)] for at in range(rows)]
    return found
