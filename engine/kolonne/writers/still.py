"""Still: what formats say that have neither formulas nor links, or not both."""

from collections.abc import Iterable, Sequence

from kolonne.contract import SheetColumn
from kolonne.writers.groups import full_header
from kolonne.writers.notes import Notes


def tell_still(notes: Notes, sheet: str, columns: Sequence[SheetColumn], *, links: bool = False) -> None:
    """Tell which columns have values in place of formulas, and which lead nowhere, unless the format has `links`."""
    if computed := _named(column for column in columns if column.formula):
        notes.say(f"sheet `{sheet}`: {computed} {_has(computed)} values and no formulas in this format")
    if leading := "" if links else _named(column for column in columns if column.link):
        notes.say(f"sheet `{sheet}`: {leading} {_has(leading)} text and no links in this format")


def _named(columns: Iterable[SheetColumn]) -> str:
    return ", ".join(f"`{full_header(column)}`" for column in columns)


def _has(names: str) -> str:
    return "have" if "`, `" in names else "has"
