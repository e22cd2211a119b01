"""Peer: batches by pyarrow, mapped by hand in Polars, to the same three files, byte for byte. PARQUET FOLDER

What a spreadsheet would take for a formula is looked for in text that people wrote, and gets an apostrophe.
"""

import sys
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
from pyarrow import parquet

from mappers.by_hand import mapped

#: How many records at a time; measured faster than less and than more.
BATCH_ROWS = 100_000
FORMULA = r"^\s*[=+\-@＝＋－＠\t\r\n]"
FAILURES = {
    "number": "Post nr.", "key": "Nøkkel", "place": "Sted", "rule": "Regel", "severity": "Alvor", "message": "Hva er galt",
    "value": "Funnet", "out": "Utelatt",
}  # fmt: skip
LEFT_OUT = {"number": "Post nr.", "key": "Nøkkel", "reason": "Grunn", "message": "Hvorfor"}
c = pl.col


def guarded(name: str) -> pl.Expr:
    """Text with an apostrophe where it would be a formula."""
    return pl.when(c(name).str.contains(FORMULA)).then("'" + c(name)).otherwise(c(name)).alias(name)


def number(*names: str) -> pl.Expr:
    """Numbers of at most 15 digits, with a decimal comma where they need one."""
    shown = c(*names).round_sig_figs(15).cast(pl.String).str.strip_suffix(".0")
    return shown.str.replace(".", ",", literal=True)


def write(frame: pl.DataFrame, stream: BinaryIO, *, is_first: bool) -> None:
    """Add lines to a file, which begins with the headers."""
    dialect: dict[str, Any] = {
        "separator": ";",
        "line_terminator": "\r\n",
        "date_format": "%Y-%m-%d",
        "time_format": "%H:%M:%S",
    }
    frame.write_csv(stream, include_bom=is_first, include_header=is_first, **dialect)


path, folder = sys.argv[1:]
out = Path(folder)
out.mkdir(exist_ok=True)
with (
    (out / "rows.csv").open("wb") as rows,
    (out / "failures.csv").open("wb") as failures,
    (out / "left-out.csv").open("wb") as left_out,
    parquet.ParquetFile(path) as file,
):
    first = 0
    for batch in file.iter_batches(BATCH_ROWS):
        found = mapped(pl.DataFrame(pl.from_arrow(batch)), first)
        shown = found.rows.with_columns(
            *map(guarded, ("id", "title", "municipality", "leader", "note")),
            number("hours", "member_share"),
            c("subsidy").cast(pl.String).str.replace(".", ",", literal=True),
            c("approved").cast(pl.Int8),
        )
        failed = found.failures.with_columns(*map(guarded, ("key", "message", "value")), c("out").cast(pl.Int8))
        write(shown, rows, is_first=not first)
        write(failed.select(list(FAILURES)).rename(FAILURES), failures, is_first=not first)
        left = found.left_out.with_columns(guarded("key"))
        write(left.select(list(LEFT_OUT)).rename(LEFT_OUT), left_out, is_first=not first)
        first += batch.num_rows
