"""Batches in, batches out: records in memory become rows, failures and what is left out. WHO PARQUET LIBRARY ROWS; prints seconds.

WHO is a module of `mappers/`. What happens before the first batch (imports, compiling) is not counted.
"""

import sys
import time
from importlib import import_module
from pathlib import Path

import polars as pl

from kolonne.ahead import ahead
from kolonne.orchestrator.reading import BATCH_ROWS

who, path, library, rows = sys.argv[1:]
module = import_module(f"mappers.{who}")
mapped = module.mapper(Path(library)) if who == "ours" else module.mapped
records = pl.read_parquet(path).head(int(rows))
batches = [(records.slice(first, BATCH_ROWS), first) for first in range(0, records.height, BATCH_ROWS)]
mapped(records.head(100), 0)
began = time.perf_counter()
if who == "ours":
    # As exports do it: two batches at a time. Polars by hand uses all processors for each batch, and is no faster so.
    found = list(ahead(batches, lambda numbered: mapped(*numbered)))
else:
    found = [mapped(batch, first) for batch, first in batches]
print(time.perf_counter() - began)
