"""Templates to fill: made by XlsxWriter, found out about as a plan does it."""

import hashlib
import io
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from kolonne.contract import Sheet, Template, TemplateColumn, TemplateSheet, WrittenFile
from kolonne.workbooks import FillArea, Headers, fill_area, open_book
from kolonne.writers import XlsxFileWriter
from unit.writers.workbooks import book


def drawn(draw: Callable[[Any, Any], None], *, from_1904: bool = False) -> bytes:
    """A workbook with one worksheet `Ark`, on which something is drawn."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": from_1904}) as made:
        draw(made, made.add_worksheet("Ark"))
    return stream.getvalue()


def template_of(content: bytes, *sheets: Sheet) -> Template:
    """The template, with a place for each sheet: the worksheet with its title, columns by their headers."""
    found = open_book(content, "form.xlsx")
    places: list[TemplateSheet] = []
    for sheet in sheets:
        worksheet = found.sheet(sheet.title)
        assert worksheet is not None
        row = Headers(worksheet).rows({column.name: [(column.header, "")] for column in sheet.columns})[0]
        columns = {name: one for name, (one, *_) in row.columns.items()}
        area = fill_area(worksheet, row.row, columns.values())
        assert isinstance(area, FillArea), area
        made: list[TemplateColumn] = []
        for name, column in columns.items():
            style, offered = worksheet.style(area.first, column), worksheet.dropdown(area.first, column)
            choices = found.choices(worksheet, offered) if offered is not None else None
            made.append(TemplateColumn(name, column, style, found.styles.format(style), choices or ()))
        places.append(
            TemplateSheet(
                sheet.name, worksheet.name, row.row, area.first, area.last, area.left, area.right, tuple(made)
            )
        )
    return Template("form.xlsx", content, hashlib.sha256(content).hexdigest(), tuple(places))


def filled(content: bytes, folder: Path, *sheets: Sheet) -> WrittenFile:
    """The template with the rows of the sheets."""
    workbook = replace(book(*sheets), template=template_of(content, *sheets))
    return XlsxFileWriter().write(workbook, folder / "ut.xlsx", lambda _: None)


def opened(written: WrittenFile) -> Any:
    """As openpyxl reads it: formulas as they are written."""
    return read(written.path)


def read(path: Path, *, computed: bool = False) -> Any:
    """A workbook, with formulas or with what was last computed. That openpyxl drops what is new in Excel is no matter here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path, data_only=computed)
