"""Part by part, a grafted workbook is what XlsxWriter makes when it writes every cell of the same data itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kolonne.contract import CellOf, HeadingLine, Sheet, SheetColumn, Workbook
from kolonne.writers import XlsxFileWriter, XlsxLook
from unit.writers.crosstab import crosstab
from unit.writers.workbooks import book, sheet, written
from unit.writers.xlsx_oracle import by_xlsxwriter
from unit.writers.xlsx_parts import parts_of

_CELLS: dict[str, tuple[str, Sequence[object]]] = {
    "t": ("text", ["007", "=1+1", " a & <b> ", None, ""]),
    "e": ("text", ["_x0041_", "a\x01b\x0b", "\ufffe", "to\r\nlinjer", "#N/A"]),
    "u": ("text", ["https://example.no", "mailto:a@b.no", "TRUE", "😀 ]]>", "x" * 300]),
    "i": ("integer", [1, -2, 10**15, 10**15 - 1, None]),
    "n": ("number", [0.5, 0.1 + 0.2, -1.5e-7, 1e300, None]),
    "d": ("decimal", [Decimal("1234.50"), Decimal("-0.05"), Decimal("12345678901234.56"), Decimal(0), None]),
    "b": ("boolean", [True, False, None, True, False]),
    "dato": ("date", [date(2025, 3, 4), date(1900, 3, 1), date(1899, 1, 1), date(1903, 12, 31), None]),
    "kl": ("time", [time(18, 30), time(0, 0), time(23, 59, 59), None, time(12)]),
    "reg": ("datetime", [datetime(2025, 7, 1, 22, 30, tzinfo=UTC), None, datetime(1899, 6, 1, tzinfo=UTC)] + [datetime(2025, 1, 1, 12, 0, 1, tzinfo=UTC)] * 2),
}  # fmt: skip


def _every(**changes: Any) -> Sheet:
    columns = (SheetColumn(name, name.upper(), kind, scale=2, **changes) for name, (kind, _) in _CELLS.items())
    return sheet(*columns, frame_rows=2, **{name: cells for name, (_, cells) in _CELLS.items()})  # type: ignore[arg-type] # columns


def _none() -> Sheet:
    columns = (SheetColumn("a", "A", "text", choices=("x", "y")), SheetColumn("b", "B", "date"))
    return sheet(*columns, a=[], b=[])


def _live() -> Sheet:
    columns = (
        SheetColumn("h", "Timer", "number"),
        SheetColumn("s", "Sum", "decimal", scale=2, formula=(CellOf("h"), "*2")),
        SheetColumn("m", "Mye", "text", formula=("IF(", CellOf("s"), '>2,"<mye>","lite")')),
        SheetColumn("j", "Ja", "boolean", formula=(CellOf("h"), ">1")),
        SheetColumn("n", "Navn", "text", link="a"),
        SheetColumn("a", "Nettsted", "text", link="a", hidden=True),
    )
    addresses = ["https://example.no/?a&b#del", None, "mailto:a@b.no", "http://blåbær.no"]
    return sheet(
        *columns,
        h=[1.5, None, 2.0, 3.25],
        s=[Decimal("3.00"), None, Decimal("4.00"), Decimal("6.50")],
        m=["<mye>", None, "<mye>", ""],
        j=[True, None, False, True],
        n=["Kari", "Ola", "", "Per & Pål"],
        a=addresses,
    )


def _settings() -> Sheet:
    columns = (
        SheetColumn("a", "A" * 50, "text", locked=True, note="Merk & <b>", choices=("Kurs, helg", "b")),
        SheetColumn("b", "B", "integer", hidden=True, format="#,##0"),
        SheetColumn("c", "C", "text", width=24, choices=tuple(f"Valg {at}" for at in range(40))),
    )
    return sheet(*columns, a=["Kurs, helg", "b"], b=[1000, None], c=["to\nlinjer\nog tre", "kort"])


def _surrounded() -> Sheet:
    heading = (HeadingLine("Organisasjon", "NHF & co"), HeadingLine("Kontakt"), HeadingLine("Navn", sign=True))
    made = replace(_every(), heading=heading, note="Merknad\nto", totals_label="Sum", title="A'B <C> & [D]")
    return replace(made, totals={"i": 12, "d": Decimal("1.25"), "dato": 4})


_LARGE = XlsxLook(font="Arial", font_size=20, ink="#FFFFFF", paper="#000000", middle=True, announces="columns")
_BARE = XlsxLook(merges=False, gap=False, fits_paper=False, place_box=True)
_CASES: dict[str, tuple[Workbook, XlsxLook, int]] = {
    "every type": (book(_every()), XlsxLook(), 100),
    "no rows": (book(_none()), XlsxLook(), 100),
    "one row": (book(sheet(SheetColumn("a", "A", "text"), a=["x"])), XlsxLook(), 100),
    "over several pages": (book(_every(), _every()), XlsxLook(), 2),
    "a crosstab": (book(crosstab()), XlsxLook(), 100),
    "a crosstab of two pages": (book(crosstab()), XlsxLook(), 8),
    "heading, note and totals": (book(_surrounded()), XlsxLook(), 100),
    "dropdowns, locks, notes, widths": (book(_settings()), XlsxLook(), 100),
    "formulas and links": (book(_live()), XlsxLook(), 100),
    "formulas and links over pages": (book(_live(), _every()), XlsxLook(), 3),
    "appendices": (book(_live(), appendices=(_every(), _none())), XlsxLook(), 100),
    "from 1904": (book(_surrounded()), XlsxLook(counts_from_1904=True), 100),
    "large and dark": (book(_surrounded(), _live()), _LARGE, 100),
    "bare": (book(_surrounded(), crosstab()), _BARE, 100),
    "wide": (book(_every(width=40)), XlsxLook(), 100),
}


@pytest.mark.parametrize(("workbook", "look", "most_rows"), _CASES.values(), ids=_CASES)
def test_every_part_is_the_same(workbook: Workbook, look: XlsxLook, most_rows: int, tmp_path: Path) -> None:
    """Content types, relations, properties, names, looks, what stands around the rows, and each cell."""
    grafted = parts_of(written(XlsxFileWriter(look, most_rows=most_rows), workbook, tmp_path).path)
    whole = parts_of(by_xlsxwriter(workbook, tmp_path / "whole.xlsx", look, most_rows))
    assert sorted(grafted) == sorted(whole)
    for name, part in whole.items():
        assert grafted[name] == part, name


@pytest.mark.parametrize("change", ["cell", "style", "dropdown", "link", "property"])
def test_a_difference_is_seen(change: str, tmp_path: Path) -> None:
    """The comparison is one: what differs in a cell, a look or a part is not taken for the same."""
    (first, *_), look, most_rows = _CASES["formulas and links"][0].sheets, XlsxLook(), 100
    columns = list(first.columns)
    changed = book(first)
    match change:
        case "cell":
            columns[1] = replace(columns[1], formula=(CellOf("h"), "*3"))
        case "style":
            columns[0] = replace(columns[0], format="0.0")
        case "dropdown":
            columns[4] = replace(columns[4], choices=("Kari", "Ola"))
        case "link":
            columns[4] = replace(columns[4], link="")
        case _:
            changed = replace(changed, organisation="Andre")
    changed = replace(changed, sheets=(replace(first, columns=tuple(columns)),))
    grafted = parts_of(written(XlsxFileWriter(look), changed, tmp_path).path)
    assert grafted != parts_of(by_xlsxwriter(book(first), tmp_path / "whole.xlsx", look, most_rows))
