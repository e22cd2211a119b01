"""Peer: rustpy-xlsxwriter. PARQUET OUT"""

import sys

from rustpy_xlsxwriter import Format, write_worksheet

from mappers.by_hand import mapped_file
from mappers.formats import FORMATS, with_serial_times

path, out = sys.argv[1:]
formats = {name: Format().set_num_format(format_) for name, format_ in FORMATS.items()}
frame = with_serial_times(mapped_file(path).rows)
write_worksheet(frame, out, "Aktiviteter", freeze_row=1, bold_headers=True, autofilter=True, column_formats=formats)
