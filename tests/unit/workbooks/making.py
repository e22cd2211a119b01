"""Workbooks for these tests, whole and tampered with."""

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

#: Parts → what they become, or what is made of them.
Changes: TypeAlias = Mapping[str, bytes | Callable[[bytes], bytes]]

SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def made(*, from_1904: bool = False) -> bytes:
    """A form with a value of each kind, dropdowns in each of three ways, and a sheet of lists."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": from_1904}) as book:
        sheet, lists = book.add_worksheet("Skjema"), book.add_worksheet("Lister")
        day, moment, clock = (book.add_format({"num_format": code}) for code in ("dd.mm.yyyy", "d/m/yy hh:mm", "hh:mm"))
        sheet.write_row(0, 0, ["Navn", "Dato", "Tid", "Kl.", "Antall", "Andel", "Ja?", "Sum"])
        sheet.write_string(1, 0, "Ås & omegn")
        sheet.write_datetime(1, 1, date(2025, 3, 4), day)
        sheet.write_datetime(1, 2, datetime(2025, 3, 4, 12, 30), moment)  # noqa: DTZ001 - a sheet has no zone
        sheet.write_datetime(1, 3, time(9, 15), clock)
        sheet.write_number(1, 4, 12)
        sheet.write_number(1, 5, 0.25)
        sheet.write_boolean(1, 6, True)
        sheet.write_formula(1, 7, "=E2*2", None, 24)
        sheet.merge_range("A4:B4", "Sammen")
        lists.write_column(0, 0, ["ja", "nei", "kanskje"])
        book.define_name("Svar", "=Lister!$A$1:$A$3")
        for cell, source in (("A2:A9", ["a", "b c"]), ("G2", "=Lister!$A$1:$A$2"), ("H2:H3", "=Svar")):
            sheet.data_validation(cell, {"validate": "list", "source": source})
    return stream.getvalue()


def tampered(content: bytes, changes: Changes) -> bytes:
    """The workbook with parts changed, or added behind the others."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            change = changes.get(name)
            data = change if isinstance(change, bytes) else old.read(name)
            new.writestr(name, change(data) if callable(change) else data)
    return stream.getvalue()


def replacing(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change of the first such text, which must be there."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return change
