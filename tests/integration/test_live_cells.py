"""Formulas and links that a document asks for, through a whole export."""

from typing import Any

import openpyxl

from integration.house import House, record
from kolonne.contract import ExportFormat


def _change(document: dict[str, Any]) -> None:
    document["sheets"]["visits"]["columns"] |= {
        "rate": {"header": "Sats", "value": "minutes - 60", "hidden": True},
        "share": {"header": "Andel", "value": "600 / (minutes - 60)", "formula": "=600 / {rate}"},
        "page": {"header": "Side", "value": "'https://example.no/' + id", "link": "page"},
    }


def test_a_formula_and_a_link_come_from_the_document_alone(house: House) -> None:
    """Of a cell that failed there is neither value nor formula, whatever a spreadsheet would make of it; text stays text."""
    house.document(_change)
    house.records([record(0, minutes=80), record(1, minutes=60), record(2, minutes=100, name="=1+1", id="#N/A")])
    result = house.succeed(export_format=ExportFormat.XLSX)
    page = openpyxl.load_workbook(house.out / result.download_artifact.file_name)["Besøk"]
    shown = [[cell.value for cell in row] for row in page["D1:G4"]]
    assert shown == [
        ["Navn", "Sats", "Andel", "Side"],
        ["Kari 0", 20, "=600 / E2", "https://example.no/A0"],
        ["Kari 1", 0, None, "https://example.no/A1"],
        ["=1+1", 40, "=600 / E4", "https://example.no/#N/A"],
    ]
    assert [page[f"A{row}"].data_type for row in (2, 4)] == ["s", "s"]
    assert (page["D4"].data_type, page["F4"].data_type) == ("s", "f")
    assert [page[f"G{row}"].hyperlink.target for row in (2, 3)] == ["https://example.no/A0", "https://example.no/A1"]
    assert [one.sub_service_name for one in result.partial_failures] == ["sheets.visits.share"]


def test_what_other_formats_make_of_them_is_told(house: House) -> None:
    """The values are there."""
    house.document(_change)
    house.records([record(0, minutes=80)])
    result = house.succeed(export_format=ExportFormat.CSV)
    assert set(result.notices) == {
        "sheet `Besøk`: `Andel` has values and no formulas in this format",
        "sheet `Besøk`: `Side` has text and no links in this format",
    }
    assert (house.out / result.download_artifact.file_name).read_text("utf-8-sig").splitlines()[1].endswith(";30;https://example.no/A0")  # fmt: skip
