"""FlatFileWriter: a sheet with a row for each course becomes the flat file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kolonne import row_pieces, write_whole
from kolonne.hookspecs import Tick, Workbook, WriterError, WrittenFile
from kolonne_funkis.flat_file.columns import Columns, choose
from kolonne_funkis.flat_file.lettering import Lettering
from kolonne_funkis.flat_file.lines import Lines
from kolonne_funkis.flat_file.misfits import Misfits
from kolonne_funkis.settings import FlatFile

_MIME_TYPE = "text/plain"


class FlatFileWriter:
    """The flat file by which study associations report courses: a line for each course, `;` between its fields.

    It is made of the one sheet that has the columns of the format, which are known by their names. There is no line of
    headers, and lines end with CR LF. Codes get zeros in front; a level or an exam that is not known becomes 9 or 99, and
    that is told. Free text loses semicolons, line breaks and letters that the encoding lacks, and that is told too. Other
    sheets, headings, totals and appendices are not in it.
    """

    #: The name that `--format` takes.
    format: str = "funkis-flat"
    #: For people.
    title: str = "flat file of study associations"
    mime_type: str = _MIME_TYPE

    def __init__(self, settings: FlatFile | None = None) -> None:
        """A writer with the settings of an organisation."""
        self._settings = settings or FlatFile()

    def suffix(self, workbook: Workbook) -> str:  # noqa: ARG002 # the protocol's; this format has one
        """`.funkis.txt`."""
        return ".funkis.txt"

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer. What it raises goes through. Raises `WriterError` for a setting or
        a column that is missing, and for cells that do not fit, naming their rows (counted from 1) and columns.
        """
        if not self._settings.study_association:
            raise WriterError(
                "the flat file begins with the study association's number: set `plugins.funkis.study_association` in "
                "organisation.json, four digits that begin with 25"
            )
        columns = choose(workbook, self._settings)
        return write_whole(destination, _MIME_TYPE, tick, _Job(workbook, columns, self._settings).fill)


@dataclass(frozen=True, slots=True)
class _Job:
    """One call of `write`."""

    workbook: Workbook
    columns: Columns
    settings: FlatFile

    def fill(self, stream: BinaryIO, done: Callable[[int], None]) -> tuple[str, ...]:
        member = self.settings.member_organisation
        misfits = Misfits(self.columns.sheet.name)
        lines = Lines(
            self.columns,
            self.settings.study_association,
            "" if member is None else str(member),
            self.settings.unknown_gender == "left_out",
            Lettering(self.settings.encoding),
            misfits,
        )
        for piece in row_pieces(self.columns.sheet):
            stream.write(lines.take(piece))
            done(piece.height)
        misfits.refuse()
        return (*self._not_in_it(), *lines.notices())

    def _not_in_it(self) -> tuple[str, ...]:
        sheet = self.columns.sheet
        told = [f"sheet `{other.name}`" for other in self.workbook.sheets if other is not sheet]
        told += [f"`{name}`" for name in self.columns.unused]
        if sheet.heading or sheet.note or sheet.totals:
            told.append("what stands above and below the rows")
        return (f"not in the flat file: {', '.join(told)}",) if told else ()
