"""LinearWriter: a workbook becomes a page that reads one line at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kolonne import write_whole
from kolonne.hookspecs import Tick, Workbook, WrittenFile
from kolonne_blindeforbundet.page import closing, opening
from kolonne_blindeforbundet.section import Section
from kolonne_blindeforbundet.settings import Linear
from kolonne_blindeforbundet.visible import visible
from kolonne_blindeforbundet.words import words

_MIME_TYPE = "text/html"
#: Browsers and screen readers build a tree of the whole page before they read the first line.
_MANY_RECORDS = 20_000


class LinearWriter:
    """Pages for braille displays and screen readers: no tables, nothing beside anything.

    Each sheet is a section, each row a heading and a list with one line a column, `header: value`. Headings, notes,
    what columns mean, totals and appendices stand there too; hidden columns do not. Readers jump by landmarks, by
    headings or from the contents. There are no scripts and nothing is fetched, so that a page can be kept and sent.

    Control characters, which a page cannot hold, are replaced by a sign that says so. Notices tell how often, and when
    there are so many records that reading becomes slow.
    """

    #: The name that `--format` takes.
    format: str = "html-linear"
    #: For people.
    title: str = "page for braille displays and screen readers"
    mime_type: str = _MIME_TYPE

    def __init__(self, settings: Linear | None = None) -> None:
        """A writer with the settings of an organisation, or the usual ones."""
        self._settings = settings or Linear()

    def suffix(self, workbook: Workbook) -> str:  # noqa: ARG002 # the protocol's; this format has one
        """`.html`."""
        return ".html"

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer; rows of appendices are not counted. What it raises goes
        through. Raises `WriterError` naming the file or sheet.
        """
        shown, notices = visible(workbook)
        return write_whole(destination, _MIME_TYPE, tick, _Job(shown, self._settings, notices).fill)


@dataclass(frozen=True, slots=True)
class _Job:
    """One call of `write`."""

    workbook: Workbook
    settings: Linear
    #: What is known already.
    notices: tuple[str, ...]

    def fill(self, stream: BinaryIO, done: Callable[[int], None]) -> tuple[str, ...]:
        report = self._sections("sheet")
        appendices = self._sections("appendix")
        stream.write(opening(self.workbook, self.settings, report, appendices).encode())
        notices = [*self.notices, *self._long()]
        for section in report:
            notices += section.write(stream, done)
        for section in appendices:
            notices += section.write(stream, lambda _: done(0))
        stream.write(closing(self.workbook).encode())
        return tuple(notices)

    def _sections(self, kind: str) -> tuple[Section, ...]:
        sheets = self.workbook.sheets if kind == "sheet" else self.workbook.appendices
        spoken = words(self.workbook.locale)
        return tuple(
            Section(self.workbook, sheet, f"{kind}-{at}", spoken, self.settings) for at, sheet in enumerate(sheets, 1)
        )

    def _long(self) -> tuple[str, ...]:
        records = sum(sheet.rows for sheet in (*self.workbook.sheets, *self.workbook.appendices))
        if records <= _MANY_RECORDS:
            return ()
        return (
            f"the page holds {records:,} records; above {_MANY_RECORDS:,}, browsers and screen readers become slow",
        )
