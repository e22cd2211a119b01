"""Where the time of an export goes, step by step on one core, and what the machine could do at best.

Prints CPU seconds of each step for the workload, and for the steps that move bytes how many a second, beside what copying
memory, deflating and joining text come to when nothing else is done.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

import polars as pl
from pyarrow import parquet

from kolonne.contract import Sheet, SheetColumn, Workbook
from kolonne.documents import Library
from kolonne.orchestrator.reading import BATCH_ROWS
from kolonne.orchestrator.spool import Spool
from kolonne.plan import Plan, compile_document
from kolonne.registry import Registry
from kolonne.run import transform
from kolonne.writers import CsvWriter
from kolonne.writers.cells import Cells, rows
from kolonne.writers.deflated import LEVEL, deflated
from kolonne.writers.feed import row_pieces
from kolonne.writers.shared_strings import SharedStrings
from kolonne.writers.shared_texts import SharedTexts
from workload import make_organisation, make_parquet

ROWS = 200_000


def spent(what: str, work: Callable[[], Any], size: Callable[[Any], int] | None = None) -> Any:
    """Do some work, print what it took, and give what it made."""
    began = time.process_time()
    made = work()
    seconds = time.process_time() - began
    rate = f"{size(made) / 1e6 / seconds:10,.0f} MB/s" if size else ""
    print(f"{what:62} {seconds:6.2f} s {rate}", flush=True)
    return made


def planned(folder: Path) -> Plan:
    """The plan of the workload's document."""
    library = Library(make_organisation(folder / "org"))
    (file,) = library.documents("demo")
    plan, problems = compile_document(library, file, Registry())
    if plan is None:
        sys.exit("\n".join(map(str, problems)))
    return plan


def spooled(spool: Spool, frames: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """To disk and back."""
    for frame in frames:
        spool.write(frame)
    return list(spool.frames())


def xml(sheet: Sheet) -> list[bytes]:
    """The rows of a sheet as XML, in pieces."""
    texts = SharedTexts(sheet.columns, SharedStrings())
    cells = [
        Cells(column, 1, "Europe/Oslo", lambda _kind, _cells: None, texts=texts.columns.get(column.name))
        for column in sheet.columns
    ]
    return [b"".join(rows(texts.coded(piece), cells, 2, 15)) for piece in row_pieces(sheet)]


def packed(pieces: list[bytes]) -> list[bytes]:
    return [deflated(piece).packed for piece in pieces]


def joined(texts: pl.DataFrame) -> pl.Series:
    return texts.select(pl.concat_str(pl.all())).to_series()


def total(pieces: list[bytes]) -> int:
    return sum(map(len, pieces))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="kolonne-limits-") as name:
        folder = Path(name)
        plan, records = planned(folder), make_parquet(folder / "activities.parquet", ROWS)
        (sheet,) = plan.sheets
        columns = tuple(
            SheetColumn(one.name, one.header, one.type.kind, scale=one.type.scale, format=one.format)
            for one in sheet.columns
        )

        def read() -> Iterator[pl.DataFrame]:
            for batch in parquet.ParquetFile(records).iter_batches(BATCH_ROWS):
                yield pl.DataFrame(pl.from_arrow(batch))

        batches = spent("read Parquet", lambda: list(read()))
        firsts = list(accumulate((batch.height for batch in batches), initial=0))
        transform(plan, batches[0])  # what is made once
        made = spent("transform", lambda: [transform(plan, *one) for one in zip(batches, firsts, strict=False)])
        frames = [one.rows[sheet.name] for one in made]
        back = spent(
            "spool the rows and read them back", lambda: spooled(Spool(folder / "s", frames[0].schema), frames)
        )
        height = sum(frame.height for frame in back)
        whole = Sheet("rows", "Rows", columns, height, lambda: iter(back))
        moment = datetime(2025, 12, 31, tzinfo=UTC)
        workbook = Workbook("Work", "Demo", "2025", "nb", "0" * 64, "0", moment, (whole,))
        spent(
            "CSV: make text, write, hash",
            lambda: CsvWriter().write(workbook, folder / "rows.csv", lambda _: None),
            lambda written: written.size,
        )
        pieces = spent("XLSX: make XML", lambda: xml(whole), total)
        spent(f"XLSX: deflate it at level {LEVEL}", lambda: packed(pieces), lambda _: total(pieces))
        print("\nat best, when nothing else is done")
        spent("copy that XML in memory", lambda: [bytearray(piece) for piece in pieces], total)
        texts = pl.concat([frame.select(pl.all().cast(pl.String).fill_null("")) for frame in back])
        spent("join the cells' texts by Polars", lambda: joined(texts), lambda found: int(found.str.len_bytes().sum()))
        out = folder / "plain.csv"
        spent("write the texts by Polars' own writer", lambda: texts.write_csv(out), lambda _: out.stat().st_size)


if __name__ == "__main__":
    main()
