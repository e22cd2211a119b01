"""JsonReader: .json."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kolonne.contract import SourceError, Wanted
from kolonne.readers.json_columns import JsonColumns, Record
from kolonne.readers.json_text import BadJsonError
from kolonne.readers.json_walk import JsonWalk
from kolonne.readers.opened import opened

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_BYTES = 64 << 20


class JsonReader:
    """Reads a JSON file in UTF-8: an array of objects, or an object of which one value is such an array.

    Cells arrive as from `JsonLinesReader`, and the same mistakes raise `SourceError` with the line where the record
    begins. The whole text is held in memory, so 64 MiB are allowed; more belongs in JSON Lines.
    """

    suffixes: tuple[str, ...] = (".json",)

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        """`most_bytes` is how big a file may be."""
        self._most_bytes = most_bytes

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch"]:
        """The wanted columns that some record has, as text or lists of text."""
        text = self._text(path)
        yield from JsonColumns(path, wanted).read(partial(_records, text, path), batch_rows)

    def count(self, path: Path) -> int | None:  # noqa: ARG002 # the protocol's name for it
        """None: records can only be counted by reading them."""
        return None

    def _text(self, path: Path) -> str:
        with opened(path) as stream:
            raw = stream.read(self._most_bytes + 1)
        if len(raw) > self._most_bytes:
            message = f"the file has more than {self._most_bytes:,} bytes; write it as JSON Lines (`.jsonl`) instead"
            raise SourceError(message, path=path)
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            message = "found bytes that are not UTF-8, which JSON is written in"
            raise SourceError(message, path=path, line=line) from error


def _records(text: str, path: Path) -> Iterator[Record]:
    try:
        yield from JsonWalk(text).records()
    except BadJsonError as error:
        raise SourceError(str(error), path=path, line=text.count("\n", 0, error.position) + 1) from error
