"""Plugins for tests, each with one thing about it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa

from kolonne.contract import Tick, Wanted, Workbook, WrittenFile
from kolonne.expressions import Operation, scalar_operation
from kolonne.hookspecs import hookimpl


class Serving:
    """Serves some organisations, and does nothing else."""

    __version__ = "1.2"

    def __init__(self, *organisations: str, name: str = "acme") -> None:
        self.__name__ = name
        self.organisations = organisations

    @hookimpl
    def kolonne_organisations(self) -> Sequence[str]:
        return self.organisations


def shout(function: Callable[..., Any] = str.upper, name: str = "shout") -> Operation:
    """An operation on a text."""
    return scalar_operation(name, "text -> text", function, "In capitals.")


class Shouting(Serving):
    """Adds an operation."""

    operation: Operation | None = None
    given: Any = None

    @hookimpl
    def kolonne_operations(self, settings: dict[str, Any]) -> Sequence[Operation]:
        self.given = settings
        return (self.operation or shout(),)


class Asking(Shouting):
    """Takes settings."""

    schema: ClassVar[Any] = {
        "type": "object",
        "properties": {"volume": {"type": "integer", "maximum": 11}},
        "required": ["volume"],
        "additionalProperties": False,
    }

    @hookimpl
    def kolonne_settings_schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = self.schema
        return schema


class LinesReader:
    """Reads `.lines`: an ID a line."""

    suffixes = (".lines",)

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[pa.RecordBatch]:
        ids = path.read_text().split()
        for at in range(0, len(ids), batch_rows):
            rows = [{"id": one, "day": "2025-03-03", "minutes": "45"} for one in ids[at : at + batch_rows]]
            yield pa.RecordBatch.from_pylist(rows)
        assert wanted.input

    def count(self, path: Path) -> int | None:
        return len(path.read_text().split())


class Reading(Serving):
    """Reads one more kind of files."""

    reader: Any = LinesReader()

    @hookimpl
    def kolonne_readers(self) -> Sequence[Any]:
        return (self.reader,)


class PlainWriter:
    """Writes the first column, in place of proper .csv files; says little of it that is true."""

    format = "csv"
    title = "first columns"
    mime_type = "text/plain"

    def suffix(self, workbook: Workbook) -> str:
        return ".txt" if workbook.sheets else ""

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        cells = [str(frame.to_series(0)[0]) for frame in workbook.sheets[0].frames()]
        destination.write_text("\n".join(cells))
        tick(len(cells))
        return WrittenFile(destination, "text/plain", "no digest", -1)


class Writing(Serving):
    """Writes in place of a built-in writer."""

    writer: Any = PlainWriter()

    @hookimpl
    def kolonne_writers(self) -> Sequence[Any]:
        return (self.writer,)
