"""Makes the templates of docs/reference/example/demo: one as it should be, beside it what can be wrong with one.

Run it from the repository's root to write the files anew; a test holds the two against each other.
"""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "example" / "demo" / "templates"
#: Worksheet → cells by row and column, from 0.
_SHEETS: Mapping[str, Mapping[tuple[int, int], str]] = {
    "Liste": {(2, 0): "Dato", (2, 1): "Type", (2, 2): "Minutter"},
    "Omdøpt": {(2, 0): "Dato", (2, 1): "Type", (2, 2): "Minutter i alt"},
    "Flyttet": {(0, 4): "Minutter", (2, 0): "Dato", (2, 1): "Type"},
    "Uten": {(2, 0): "Dato", (2, 1): "Type", (2, 2): "Kommune"},
    "To ganger": {(2, 0): "Dato", (2, 1): "Type", (2, 2): "Minutter", (2, 3): "Minutter"},
    "Fylt": {(2, 0): "Dato", (2, 1): "Type", (2, 2): "Minutter", (3, 1): "Eksempel"},
}


def made() -> dict[str, bytes]:
    """File name → bytes, the same each time."""
    form = _form()
    return {"form.xlsx": form, "macros.xlsx": _with_macros(form)}


def _form() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2025, 1, 2, tzinfo=UTC)})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        for name, cells in _SHEETS.items():
            sheet = book.add_worksheet(name)
            for (row, column), text in cells.items():
                sheet.write_string(row, column, text, bold)
            sheet.write_blank(3, 0, None, day)
    return stream.getvalue()


def _with_macros(form: bytes) -> bytes:
    """As it would be saved by somebody who renames an .xlsm file. What stands for macros is none."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(form)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        new.writestr(ZipInfo("xl/vbaProject.bin", (1980, 1, 1, 0, 0, 0)), b"no macros")
    return stream.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in made().items():
        (FOLDER / name).write_bytes(content)
