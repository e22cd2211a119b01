"""The workbook is good to work in: it explains itself, offers choices, and keeps what is text as text."""

import io
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from kolonne.definitions import ColumnDefinition
from unit.editing.going import made
from unit.editing.test_reading import DOCUMENT

SHEETS = {
    "nb": [
        "Dokument", "Parametre", "Inndata", "Felt", "Verdier", "Utvalg", "Ark", "Kolonner", "Regler", "Tester", "Testposter",
        "Testlinjer", "Testfeil", "Oppgitte tall", "Omforminger", "Arkhode", "Arkomforminger", "Hjelp",
    ],
    "en": [
        "document", "parameters", "inputs", "fields", "let", "keep", "sheets", "columns", "rules", "tests", "given", "expect",
        "failures", "figures", "transforms", "heading", "sheet transforms", "help",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The workbook of a small document."""
    return openpyxl.load_workbook(io.BytesIO(made(DOCUMENT)))


def head(book: Workbook, sheet: str, header: str) -> Any:
    """The cell of a header."""
    return next(cell for cell in book[sheet][1] if cell.value == header)


@pytest.mark.parametrize("locale", SHEETS)
def test_sheets_are_in_the_language(locale: str) -> None:
    """Each part has its sheet; empty ones that are rare stand last, before the help."""
    names = openpyxl.load_workbook(io.BytesIO(made(DOCUMENT, locale))).sheetnames
    assert names[: len(SHEETS[locale])] == SHEETS[locale]


def test_headers_stay_in_view(book: Workbook) -> None:
    """The header and the names stay where they are, and lines can be filtered."""
    assert book["Kolonner"].freeze_panes == "C2"
    assert book["Regler"].freeze_panes == "B2"
    assert book["Kolonner"].auto_filter.ref is not None


def test_headers_explain_themselves(book: Workbook) -> None:
    """A header's note is the member's name and what the model says of it."""
    said = ColumnDefinition.model_fields["width"].description
    assert head(book, "Kolonner", "Bredde").comment.text == f"width\n{said}"
    assert book["Dokument"]["C2"].value.startswith("The schema of this kind of file")


def offered(book: Workbook, sheet: str, header: str) -> str:
    """What the cells under a header offer."""
    cell = f"{head(book, sheet, header).column_letter}2"
    return next(str(one.formula1) for one in book[sheet].data_validations.dataValidation if cell in one.sqref)


def test_closed_choices_are_offered(book: Workbook) -> None:
    """Cells offer words where there are few, and the names of another sheet where they belong to one."""
    assert offered(book, "Regler", "Alvor") == '"warning,error,fatal,(fjernes)"'
    assert offered(book, "Felt", "Type").startswith('"text,integer,number')
    assert offered(book, "Felt", "Påkrevd") == '"ja,nei,(fjernes)"'
    assert offered(book, "Kolonner", "Ark") == "'Ark'!$A$2:$A$301"


def test_text_stays_text(book: Workbook) -> None:
    """Cells for text have the format of text, in lines that are still empty too."""
    column = head(book, "Regler", "Sjekk").column_letter
    assert book["Regler"][f"{column}2"].number_format == "@"
    assert book["Kolonner"][f"{head(book, 'Kolonner', 'Bredde').column_letter}3"].number_format == "General"


def test_what_is_rare_is_folded_away(book: Workbook) -> None:
    """Columns that the document does not use, and few people add, are hidden in a group; what it uses is in view."""
    page = book["Kolonner"]
    rare, used = (head(book, "Kolonner", word).column_letter for word in ("Gyldig per", "Bredde"))
    folded = [one for one in page.column_dimensions.values() if one.hidden]
    assert any(one.min <= head(book, "Kolonner", "Gyldig per").column <= one.max for one in folded), rare
    assert not any(one.min <= head(book, "Kolonner", "Bredde").column <= one.max for one in folded), used


def test_ids_are_locked(book: Workbook) -> None:
    """What a file is cannot be changed by mistake; everything else of its sheet can."""
    page = book["Dokument"]
    locked = {row[0].value: row[1].protection.locked for row in page.iter_rows(min_row=2) if row[0].value}
    assert page.protection.sheet
    assert locked["Dokument-ID"]
    assert not locked["Tittel (nb)"]


def test_the_same_document_makes_the_same_bytes() -> None:
    """Neither the clock nor chance has a part in it."""
    assert made(DOCUMENT) == made(DOCUMENT)
