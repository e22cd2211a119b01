"""CsvReader: .csv, .tsv and .txt."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kolonne.contract import SourceError, Wanted
from kolonne.readers.csv_encoding import encoding_of, utf8_pieces
from kolonne.readers.csv_exact import exact_rows
from kolonne.readers.csv_header import Header, header_of
from kolonne.readers.csv_layout import Layout
from kolonne.readers.csv_tables import csv_tables
from kolonne.readers.matching import matched
from kolonne.readers.opened import size_of
from kolonne.readers.rebatched import rebatched

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

_PIECE = 4 << 20
_MOST_HEADER = 1 << 20
#: Bytes of a file that is read sooner than pyarrow is loaded.
_SMALL = 256 << 10


class CsvReader:
    """Reads delimited text; every cell arrives as text, exactly as it stands in the file.

    The options `delimiter` (`;` `,` `|` `tab`), `encoding` (`utf-8`, `windows-1252`, …) and `quote` (`"` `'` `none`) say
    how the file is written. What they leave out is found out: the delimiter from a first line such as `sep=;`, which is
    skipped, or else from the header line; the encoding from the byte order mark, or else UTF-8, or else Windows-1252 when the file cannot be UTF-8.

    Blank lines are skipped, and the cells that a short record lacks are null. Too many fields, a quote that is not
    closed, a NUL character, a name twice in the header or no header raise `SourceError` with the line. Memory is
    constant: some pieces of the file and a batch, or the longest record, which may have 64 MiB.
    """

    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt")

    def __init__(self, piece_bytes: int = _PIECE) -> None:
        """`piece_bytes` is how much of a file is looked at at a time."""
        self._piece_bytes = piece_bytes

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch"]:
        """The wanted columns as text; a file with nothing but a header gives one batch without rows."""
        layout, line, pieces = self._opened(path, wanted)
        yield from rebatched(csv_tables(pieces, layout, line), batch_rows)

    def frames(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator["pl.DataFrame"]:
        """The same as frames; those of a small file are made without pyarrow."""
        import polars as pl

        if size_of(path) > _SMALL:
            for batch in self.read(path, wanted, batch_rows):
                yield pl.DataFrame(pl.from_arrow(batch))
            return
        layout, line, pieces = self._opened(path, wanted)
        rows = exact_rows(b"".join(pieces), layout, line)
        cells = list(zip(*rows, strict=True)) if rows else [()] * layout.width
        found = {name: pl.Series(name, cells[position], pl.String) for name, position in layout.columns.items()}
        frame = pl.DataFrame(found)
        yield from frame.iter_slices(batch_rows) if rows else (frame,)

    def _opened(self, path: Path, wanted: Wanted) -> tuple[Layout, int, Iterable[bytes]]:
        """How the records are written, the line of the first one, and the pieces of text that they are in."""
        pieces = utf8_pieces(path, encoding_of(path, wanted.options.get("encoding", "")), self._piece_bytes)
        start = _start(pieces)
        header = _header(start, wanted, path)
        layout = Layout(path, header.dialect, len(header.names), matched(header.names, wanted))
        return layout, header.lines + 1, chain((start[header.size :],), pieces)

    def count(self, path: Path) -> int | None:  # noqa: ARG002 # the protocol's name for it
        """None: records can only be counted by reading them."""
        return None


def _start(pieces: Iterator[bytes]) -> bytes:
    """The first pieces, enough for any header."""
    start = bytearray()
    while len(start) <= _MOST_HEADER and (piece := next(pieces, b"")):
        start += piece
    return bytes(start)


def _header(start: bytes, wanted: Wanted, path: Path) -> Header:
    # The cut may fall inside a character, which is then none of the header's.
    header = header_of(start[:_MOST_HEADER].decode(errors="ignore"), wanted, path)
    if header.size > _MOST_HEADER - 4 and len(start) > _MOST_HEADER:
        raise SourceError(f"the header is longer than {_MOST_HEADER:,} bytes", path=path, line=1)
    return header
