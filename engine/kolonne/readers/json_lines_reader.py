"""JsonLinesReader: .jsonl and .ndjson."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kolonne.contract import SourceError, Wanted
from kolonne.readers.json_columns import JsonColumns, Record
from kolonne.readers.json_text import BadJsonError, decoded, kind
from kolonne.readers.opened import opened

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_LINE = 64 << 20
_BLANKS = b" \t\r\n"


class JsonLinesReader:
    """Reads JSON Lines in UTF-8: one object a line; blank lines are skipped.

    Cells arrive as text: numbers as they are written, booleans as `true` and `false`, null as null, a list or an object
    as its compact JSON. A column in `wanted.lists` arrives as a list of such texts. A dotted name reaches into nested
    objects; what stands where such an object should be, such as a text, is itself the cell, as text. Broken JSON, a key that comes twice, NaN, Infinity, over-deep nesting, a line that is no object or has more
    than 64 MiB raise `SourceError` with the line.
    """

    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch"]:
        """The wanted columns that some record has, as text or lists of text."""
        yield from JsonColumns(path, wanted).read(partial(_records, path), batch_rows)

    def count(self, path: Path) -> int | None:  # noqa: ARG002 # the protocol's name for it
        """None: records can only be counted by reading them."""
        return None


def _records(path: Path) -> Iterator[Record]:
    with opened(path) as stream:
        number = 0
        while raw := stream.readline(_MOST_LINE + 1):
            number += 1
            if len(raw) > _MOST_LINE:
                raise SourceError(f"the line is longer than {_MOST_LINE:,} bytes", path=path, line=number)
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw := raw.strip(_BLANKS):
                yield _record(raw, path, number)


def _record(raw: bytes, path: Path, line: int) -> Record:
    try:
        text = raw.decode()
        record, end = decoded(text)
        if end < len(text):
            raise BadJsonError("text stands behind the object; one object a line is needed", end)
    except UnicodeDecodeError as error:
        raise SourceError("found bytes that are not UTF-8, which JSON is written in", path=path, line=line) from error
    except BadJsonError as error:
        raise SourceError(str(error), path=path, line=line) from error
    if not isinstance(record, dict):
        raise SourceError(f"found {kind(record)}; an object is needed", path=path, line=line)
    return line, record, text
