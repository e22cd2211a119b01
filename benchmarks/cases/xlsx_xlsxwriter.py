"""Peer: XlsxWriter in constant memory, each cell by the method of its type. PARQUET OUT"""

import sys

import polars as pl
import xlsxwriter

from mappers.by_hand import mapped_file
from mappers.formats import FORMATS

path, out = sys.argv[1:]
frame = mapped_file(path).rows
book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
sheet = book.add_worksheet("Aktiviteter")
sheet.write_row(0, 0, frame.columns, book.add_format({"bold": True}))
sheet.freeze_panes(1, 0)
sheet.autofilter(0, 0, frame.height, frame.width - 1)
writes = {
    pl.String: sheet.write_string,
    pl.Date: sheet.write_datetime,
    pl.Time: sheet.write_datetime,
    pl.Boolean: sheet.write_boolean,
}
formats = {name: book.add_format({"num_format": format_}) for name, format_ in FORMATS.items()}
columns = [
    (at, writes.get(dtype.base_type(), sheet.write_number), formats.get(name))
    for at, (name, dtype) in enumerate(frame.schema.items())
]
for row, values in enumerate(frame.iter_rows(), 1):
    for (column, write, format_), value in zip(columns, values, strict=True):
        if value is not None:
            write(row, column, value, format_)
book.close()
