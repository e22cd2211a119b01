"""Peer: pandas' `to_excel`. PARQUET OUT"""

import sys

import pandas as pd

from mappers.by_hand import mapped_file
from mappers.formats import FORMATS, with_serial_times

path, out = sys.argv[1:]
frame = with_serial_times(mapped_file(path).rows).to_pandas()
with pd.ExcelWriter(out, engine="xlsxwriter", date_format=FORMATS["day"], datetime_format=FORMATS["day"]) as writer:
    frame.to_excel(writer, sheet_name="Aktiviteter", index=False, freeze_panes=(1, 0), autofilter=True)
    for at, name in enumerate(frame.columns):
        if name in FORMATS and name != "day":
            format_ = writer.book.add_format({"num_format": FORMATS[name]})
            writer.sheets["Aktiviteter"].set_column(at, at, None, format_)
