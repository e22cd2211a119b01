"""The records of a .csv file as tables: fast where they are regular, exact where they are not."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kolonne.readers.csv_cut import last_line_end, records_end
from kolonne.readers.csv_exact import exact_table, table_of
from kolonne.readers.csv_fast import fast_table
from kolonne.readers.csv_layout import NUL, Layout
from kolonne.readers.lines import line_ends

if TYPE_CHECKING:
    import pyarrow as pa

#: Bytes that a single record may have.
MOST_RECORD = 64 << 20


def csv_tables(pieces: Iterable[bytes], layout: Layout, line: int) -> Iterator["pa.Table"]:
    """The records of consecutive pieces of UTF-8, of which the first begins a record on `line`.

    An empty table comes first, so that there is one. Raises `SourceError` with the line where the bad record starts.
    """
    yield table_of([], layout)
    rest, gathered = b"", bytearray()
    for piece in pieces:
        gathered += piece
        if b"\0" in piece:
            before = (rest + gathered).partition(b"\0")[0]
            raise layout.error(NUL, line + line_ends(before))
        # A record longer than a piece is looked at again only once it has doubled, lest the work grow with its square.
        if len(gathered) < len(rest):
            continue
        data, gathered = rest + bytes(gathered), bytearray()
        used, table = _complete(data, layout, line)
        if table is not None:
            yield table
        line, rest = line + line_ends(data[:used]), data[used:]
        if len(rest) > MOST_RECORD:
            raise layout.error(f"the record is longer than {MOST_RECORD:,} bytes; is a quote not closed?", line)
    if data := rest + bytes(gathered):
        yield _last(data if data.endswith((b"\n", b"\r")) else data + b"\n", layout, line)


def _complete(data: bytes, layout: Layout, line: int) -> tuple[int, "pa.Table | None"]:
    """How many bytes of `data` are complete records, and these; more data follow."""
    end = records_end(data, layout.dialect, is_last=False)
    if end is None:
        return exact_table(data[: last_line_end(data, 0, len(data), is_last=False)], layout, line, is_last=False)
    if end == 0:
        return 0, None
    table = fast_table(data[:end], layout)
    return (end, table) if table is not None else exact_table(data[:end], layout, line, is_last=True)


def _last(data: bytes, layout: Layout, line: int) -> "pa.Table":
    """The last records of the file; `data` ends with a line end."""
    is_regular = records_end(data, layout.dialect, is_last=True) == len(data)
    table = fast_table(data, layout) if is_regular else None
    return table if table is not None else exact_table(data, layout, line, is_last=True)[1]
