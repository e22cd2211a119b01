"""The way to a workbook and back, for these tests."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from kolonne.documents import document_of
from kolonne.editing import MadeDocument, from_workbook, to_workbook
from kolonne.workbooks import open_book

NAME = "book.xlsx"


def made(document: dict[str, Any], locale: str = "nb") -> bytes:
    """The workbook of a document."""
    done = to_workbook(document_of(json.dumps(document), Path("document.json")), locale)
    assert not done.problems, done.problems
    return done.content


def back(content: bytes) -> MadeDocument:
    """What a workbook says."""
    return from_workbook(open_book(content, NAME))


def changed(content: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """The workbook as somebody saves it who changed something in it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def set_cells(book: openpyxl.Workbook, cells: dict[str, object]) -> None:
    """Put values into cells, such as `Regler!C7`."""
    for place, value in cells.items():
        sheet, _, cell = place.rpartition("!")
        book[sheet][cell] = value


def text(value: object) -> str:
    """JSON to compare by: kinds of numbers and the order of members count."""
    return json.dumps(value, ensure_ascii=False, indent=1)
