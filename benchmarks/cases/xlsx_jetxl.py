"""Peer: jetxl, whose files are larger because it compresses little; how much cannot be chosen. PARQUET OUT"""

import sys

from jetxl import write_sheet_arrow

from mappers.by_hand import mapped_file
from mappers.formats import FORMATS, with_serial_times

path, out = sys.argv[1:]
frame = with_serial_times(mapped_file(path).rows)
write_sheet_arrow(
    frame.to_arrow(),
    out,
    sheet_name="Aktiviteter",
    auto_filter=True,
    freeze_rows=1,
    styled_headers=True,
    column_formats=FORMATS,
)
