"""FlatFileWriter: a sheet with a row for each course becomes the flat file."""

from pathlib import Path

from kolonne.hookspecs import Tick, Workbook, WriterError, WrittenFile
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
        # The format is there for everybody, and hardly any export is of it.
        from kolonne import write_whole
        from kolonne_funkis.flat_file.columns import choose
        from kolonne_funkis.flat_file.job import Job

        columns = choose(workbook, self._settings)
        return write_whole(destination, _MIME_TYPE, tick, Job(workbook, columns, self._settings).fill)
