"""Cuts: what is too long for the places around the data, told."""

from collections.abc import Iterable, Iterator

from kolonne.contract import Workbook
from kolonne.writers.cell_text import MOST_UNITS
from kolonne.writers.groups import full_header
from kolonne.writers.notes import Notes
from kolonne.writers.pages import Page
from kolonne.writers.prompts import MOST_MESSAGE, fits_prompt
from kolonne.writers.utf16 import length

#: Of a property of the file, in UTF-16 units.
MOST_PROPERTY = 255


def tell_cuts(workbook: Workbook, pages: Iterable[Page], notes: Notes) -> None:
    """Tell of everything that does not fit, once a sheet."""
    if length(workbook.title) > MOST_PROPERTY:
        notes.say(f"the title of the report is cut at {MOST_PROPERTY} characters in the properties of the file")
    for page in pages:
        if not page.continues:
            for what, most in _too_long(page):
                notes.say(f"sheet `{page.name}`: {what} is cut at {most:,} characters")


def _too_long(page: Page) -> Iterator[tuple[str, int]]:
    sheet = page.sheet
    for column in sheet.columns:
        if not fits_prompt(column.note):
            yield f"the note of `{full_header(column)[:80]}`", MOST_MESSAGE
    around = {
        "a header": [*(column.header for column in sheet.columns), *(column.group for column in sheet.columns)],
        "a line of the heading": [text for line in sheet.heading for text in (line.label, line.value)],
        "the note above the table": [sheet.note],
    }
    for what, texts in around.items():
        if any(length(text) > MOST_UNITS for text in texts):
            yield what, MOST_UNITS
