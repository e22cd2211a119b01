"""Peer: XlsxWriter in constant memory, the same columns and formats. TABLE OUT"""

import sys

import polars as pl
import xlsxwriter

table, out = sys.argv[1:]
frame = pl.read_ipc(table)
book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
sheet = book.add_worksheet("Table")
bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
sheet.write_row(0, 0, frame.columns, bold)
sheet.freeze_panes(1, 0)
sheet.autofilter(0, 0, frame.height, frame.width - 1)
writes = {
    pl.String: sheet.write_string,
    pl.Int64: sheet.write_number,
    pl.Float64: sheet.write_number,
    pl.Boolean: sheet.write_boolean,
}
kinds = [dtype.base_type() for dtype in frame.dtypes]
for row, values in enumerate(frame.iter_rows(), 1):
    for column, value in enumerate(values):
        if kinds[column] == pl.Date:
            sheet.write_datetime(row, column, value, day)
        else:
            writes[kinds[column]](row, column, value)
book.close()
