"""Peer: Polars' own write_excel. TABLE OUT"""

import sys

import polars as pl

table, out = sys.argv[1:]
pl.read_ipc(table).write_excel(out, worksheet="Table", dtype_formats={pl.Date: "dd.mm.yyyy"})
