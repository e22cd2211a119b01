"""HtmlWriter: a workbook becomes one page that can be read, sent and printed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from kolonne.contract import Tick, Workbook, WriterError, WrittenFile
from kolonne.contract.quick import dataclass
from kolonne.writers.around import held
from kolonne.writers.html_section import HtmlSection
from kolonne.writers.html_style import html_style
from kolonne.writers.html_text import html_line
from kolonne.writers.html_words import html_words
from kolonne.writers.notes import Notes
from kolonne.writers.sealed_file import write_whole

_MIME_TYPE = "text/html"
#: Even if markup came in some day, nothing of it would run or be fetched.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
#: Browsers build a tree of the whole page before they show or print it.
_MANY_ROWS = 20_000


class HtmlWriter:
    """One page for people: every sheet, then every appendix, as a table under its heading, with places to sign.

    Cells read as in the words of the language (`31.12.2025`, `1,5`, `ja`), instants as wall time in the workbook's time
    zone. Groups, totals, notes, and what columns mean are there; hidden columns are not. On paper, headers stand on
    every page and each sheet begins on one of its own. There are no scripts and nothing is fetched.

    Control characters, which a page cannot hold, are replaced by a sign that says so. Notices tell how often, and when
    there are so many rows that browsers become slow.
    """

    #: The name that `--format` takes.
    format: str = "html"
    #: For people.
    title: str = "page to read and print"
    mime_type: str = _MIME_TYPE

    def suffix(self, workbook: Workbook) -> str:  # noqa: ARG002 # the protocol's; this format has one
        """`.html`."""
        return ".html"

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer; rows of appendices are not counted. What it raises goes
        through. Raises `WriterError` naming the file or sheet.
        """
        if not workbook.sheets and not workbook.appendices:
            raise WriterError(f"{destination}: there is no sheet to write")
        notes = Notes()
        return write_whole(destination, _MIME_TYPE, tick, _Job(held(workbook, notes, as_xml=True), notes).fill)


@dataclass(frozen=True, slots=True)
class _Job:
    """One call of `write`."""

    workbook: Workbook
    notes: Notes

    def fill(self, stream: BinaryIO, done: Callable[[int], None]) -> tuple[str, ...]:
        book = self.workbook
        sections = [HtmlSection(book, sheet, f"sheet-{at}", False) for at, sheet in enumerate(book.sheets, 1)]
        sections += [HtmlSection(book, sheet, f"appendix-{at}", True) for at, sheet in enumerate(book.appendices, 1)]
        rows = sum(section.sheet.rows for section in sections)
        if rows > _MANY_ROWS:
            self.notes.say(f"the page holds {rows:,} rows; above {_MANY_ROWS:,}, browsers become slow")
        stream.write(self._opening(sections).encode())
        for section in sections:
            section.write(stream, self.notes, done)
        stream.write(self._closing().encode())
        return self.notes.sentences()

    def _opening(self, sections: Sequence[HtmlSection]) -> str:
        book = self.workbook
        return f"""\
<!DOCTYPE html>
<html lang="{html_line(book.locale.replace("_", "-"))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="generator" content="kolonne {html_line(book.engine_version)}">
<meta name="kolonne-fingerprint" content="{html_line(book.fingerprint)}">
<meta name="dcterms.created" content="{book.made_at.isoformat()}">
<title>{html_line(f"{book.title}, {book.organisation}, {book.period}")}</title>
<style>
{html_style({section.id: section.columns for section in sections})}</style>
</head>
<body>
<header>
<h1>{html_line(book.title)}</h1>
<p>{html_line(book.organisation)}</p>
<p>{html_line(book.period)}</p>
</header>
<main>
"""

    def _closing(self) -> str:
        said = f"{html_words(self.workbook.locale).made_with} kolonne {html_line(self.workbook.engine_version)}"
        return f"</main>\n<footer>\n<p>{said}</p>\n</footer>\n</body>\n</html>\n"
