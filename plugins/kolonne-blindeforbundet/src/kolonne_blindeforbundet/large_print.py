"""LargePrintWriter: a workbook becomes an .xlsx to magnify or to hear."""

from dataclasses import replace
from pathlib import Path

from kolonne import XlsxFileWriter, XlsxLook
from kolonne.hookspecs import Tick, Workbook, WrittenFile
from kolonne_blindeforbundet.contrast import CONTRASTS
from kolonne_blindeforbundet.settings import LargePrint
from kolonne_blindeforbundet.visible import visible

_FORMAT, _TITLE, _SUFFIX = "xlsx-large-print", "Excel workbook in large print", ".large-print.xlsx"
#: In letters. A magnified screen shows few of them side by side, so texts break early.
_WIDEST = 32.0


class LargePrintWriter:
    """Excel workbooks in large letters without serifs, with contrasts of at least 7 to 1.

    No cells are merged, and nothing is empty but cells: a heading stands right above its table, a group stands in each
    of its headers, and hidden columns are left out; notices tell so. What colours say, lines and bold letters say too.
    Each sheet has a name for its headers by which JAWS and NVDA announce them. Printed pages keep the size of letters.

    All else, and what can happen to single cells, is as in the format `xlsx`.
    """

    #: The name that `--format` takes.
    format: str = _FORMAT
    #: For people.
    title: str = _TITLE
    mime_type: str = XlsxFileWriter.mime_type

    def __init__(self, settings: LargePrint | None = None) -> None:
        """A writer with the settings of an organisation, or the usual ones."""
        self._writer = XlsxFileWriter(look(settings or LargePrint()), name=_FORMAT, title=_TITLE, suffix=_SUFFIX)

    def suffix(self, workbook: Workbook) -> str:
        """`.large-print.xlsx`, since the ordinary .xlsx may lie beside it."""
        return self._writer.suffix(workbook)

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer; what it raises goes through. Raises `WriterError` naming the
        file or sheet.
        """
        shown, notices = visible(workbook)
        written = self._writer.write(shown, destination, tick)
        return replace(written, notices=(*notices, *written.notices))


def look(settings: LargePrint) -> XlsxLook:
    """The look of the workbook."""
    contrast = CONTRASTS[settings.contrast]
    ink, paper = ("", "") if contrast.is_usual else (contrast.ink, contrast.paper)
    return XlsxLook(
        font=settings.font,
        font_size=settings.font_size,
        ink=ink,
        paper=paper,
        header_ink=ink,
        header_paper=paper,
        header_line=contrast.ink,
        group_line=contrast.ink,
        row_line=contrast.ink,
        total_line=contrast.ink,
        note_ink=ink,
        note_italic=False,
        place_paper="",
        place_box=True,
        tab="",
        appendix_tab="",
        widest=_WIDEST,
        indent=1,
        middle=True,
        merges=False,
        gap=False,
        fits_paper=False,
        announces="columns" if settings.announce == "columns" else "columns and rows",
        says_language=True,
    )
