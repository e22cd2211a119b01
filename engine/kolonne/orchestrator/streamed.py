"""Streamed: rows that go to the writer as they come, because nothing else will look at them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import polars as pl

from kolonne.contract import RowMaker, StreamingWriter, Workbook, Writer, WriterError
from kolonne.orchestrator.spool import Spool, fitted
from kolonne.plan import Plan
from kolonne.run import read_lines


class StreamedRows:
    """Takes what a spool takes, and keeps none of it."""

    def __init__(self, maker: RowMaker, path: Path, schema: Mapping[str, pl.DataType]) -> None:
        """`path` is where a spool is made if there is to be one after all."""
        self._maker, self._path = maker, path
        self._error: Exception | None = None
        #: The types of its columns.
        self.schema: Mapping[str, pl.DataType] = pl.Schema(schema)
        #: How many rows were written.
        self.rows = 0

    def write(self, frame: pl.DataFrame) -> None:
        """Hand on a frame. What goes wrong is raised by `made`: whether there is to be a file at all comes first."""
        self.rows += frame.height
        if frame.height and self._error is None:
            self._try(lambda: self._maker.add(fitted(frame, self.schema)))

    def close(self) -> None:
        """Finish; harmless when done already."""
        self._try(self._maker.close)

    def made(self) -> RowMaker:
        """What the writer has made of all rows; raises what it raised."""
        self.close()
        if self._error is not None:
            raise self._error
        return self._maker

    def frames(self) -> Iterator[pl.DataFrame]:
        """Nothing, as nothing is kept."""
        return iter(())

    def renewed(self, schema: Mapping[str, pl.DataType]) -> Spool:
        """An empty spool in place of these rows."""
        self.close()
        return Spool(self._path, schema)

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - it is raised when the file is asked for
            self._error = self._error or error


def row_makers(plan: Plan, writer: Writer, workbook: Workbook, folder: Path) -> Mapping[str, RowMaker]:
    """What the writer makes the rows of sheets with as they come, where nothing has to see all of them first."""
    if not isinstance(writer, StreamingWriter):
        return {}
    names = streamable(plan)
    try:
        return writer.makers(workbook, names, folder) if names else {}
    except WriterError:
        # What cannot be written is told when everything else that may be wrong is known.
        return {}


def streamable(plan: Plan) -> list[str]:
    """The sheets of which nobody has to see all lines before the first can be written."""
    read = read_lines(plan)
    return [sheet.name for sheet in plan.row_sheets if sheet.name not in read and not sheet.sort]
