"""Peer: Polars' own `write_excel`. PARQUET OUT"""

import sys

from mappers.by_hand import mapped_file
from mappers.formats import FORMATS

path, out = sys.argv[1:]
mapped_file(path).rows.write_excel(
    out,
    worksheet="Aktiviteter",
    column_formats=dict(FORMATS.items()),
    header_format={"bold": True},
    freeze_panes=(1, 0),
)
