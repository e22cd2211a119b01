"""Ours: a table into an .xlsx. TABLE OUT"""

import datetime as dt
import sys
from pathlib import Path

import polars as pl

from kolonne.contract import Sheet, SheetColumn, Workbook
from kolonne.writers import XlsxFileWriter

KINDS = {pl.String: "text", pl.Int64: "integer", pl.Float64: "number", pl.Date: "date", pl.Boolean: "boolean"}

table, out = (Path(argument) for argument in sys.argv[1:])
frame = pl.read_ipc(table)
columns = tuple(
    SheetColumn(name, name, next(kind for of, kind in KINDS.items() if dtype == of))
    for name, dtype in frame.schema.items()
)
sheet = Sheet("table", "Table", columns, frame.height, lambda: frame.iter_slices(16_384))
moment = dt.datetime(2025, 12, 31, tzinfo=dt.UTC)
workbook = Workbook("Table", "Bench", "2025", "nb", "0" * 64, "0", moment, (sheet,))
XlsxFileWriter().write(workbook, out, lambda _: None)
