"""The table of texts that a workbook's cells name by their numbers."""

import pytest

from kolonne.writers import shared_strings
from kolonne.writers.new_texts import new_texts
from kolonne.writers.shared_strings import SharedStrings, moved

_HEAD = '<?xml version="1.0"?>\n<sst xmlns="x" count="3" uniqueCount="2">'
_PART = f'{_HEAD}<si><t>Navn</t></si><si><t xml:space="preserve">a\nb </t></si></sst>'


def _numbers(strings: SharedStrings, texts: list[str]) -> list[int] | None:
    return strings.numbers(new_texts(texts).entries)


def _included(part: str) -> SharedStrings:
    """The table of a workbook with such a part."""
    strings = SharedStrings()
    assert strings.include(part) == 0
    return strings


def test_numbers_go_on_behind_those_of_the_skeleton() -> None:
    """A text has one number, whoever asks, also if the skeleton has it already."""
    strings = _included(_PART)
    assert _numbers(strings, ["Oslo", "Navn", "Ås"]) == [2, 0, 3]
    assert _numbers(strings, ["Ås", "a\nb ", "Bø"]) == [3, 1, 4]
    strings.hold(7)
    strings.hold(5)
    entries = "<si><t>Oslo</t></si><si><t>Ås</t></si><si><t>Bø</t></si>"
    head = _HEAD.replace('"3"', '"15"').replace('"2"', '"5"')
    assert strings.xml() == _PART.replace(_HEAD, head).replace("</sst>", f"{entries}</sst>")


def test_nothing_new_changes_nothing() -> None:
    """The part is the skeleton's, byte for byte."""
    assert _included(_PART).xml() == _PART


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("a & <b>", "<t>a &amp; &lt;b&gt;</t>"),
        (" foran", '<t xml:space="preserve"> foran</t>'),
        ("bak\n", '<t xml:space="preserve">bak\n</t>'),
        ("_x0041_", "<t>_x005F_x0041_</t>"),
        ("a\x00b", "<t>a_x0000_b</t>"),
    ],
)
def test_entries_are_escaped_as_cells_are(text: str, entry: str) -> None:
    """Blanks at the ends stay, and what looks like an escape comes back as it was."""
    strings = _included(_PART)
    assert _numbers(strings, [text]) == [2]
    assert f"<si>{entry}</si></sst>" in strings.xml()


def test_a_full_table_takes_nothing_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of some texts or none; those that it has keep their numbers."""
    monkeypatch.setattr(shared_strings, "_MOST_ENTRIES", 4)
    strings = _included(_PART)
    assert _numbers(strings, ["a", "b", "c"]) is None
    assert _numbers(strings, ["a", "b"]) == [2, 3]
    assert _numbers(strings, ["c"]) is None
    assert _numbers(strings, ["b", "Navn"]) == [3, 0]


def test_long_texts_fill_it_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no program needs much memory for it."""
    monkeypatch.setattr(shared_strings, "_MOST_LETTERS", 100)
    strings = _included(_PART)
    assert _numbers(strings, ["x" * 50]) == [2]
    assert _numbers(strings, ["y" * 50]) is None


def test_without_a_part_there_is_no_room() -> None:
    """A workbook without a single text has no such part."""
    assert _numbers(_included(""), ["a"]) is None


def test_texts_that_were_there_first_come_first() -> None:
    """The numbers of the skeleton's grow by as many, and its cells with them."""
    strings = SharedStrings()
    assert _numbers(strings, ["Oslo", "Navn"]) == [0, 1]
    assert strings.include(_PART) == 2
    assert _numbers(strings, ["a\nb ", "Navn", "Bø"]) == [3, 1, 4]
    ours, after = "<si><t>Oslo</t></si><si><t>Navn</t></si>", "<si><t>Bø</t></si></sst>"
    head = _HEAD.replace('uniqueCount="2"', 'uniqueCount="5"')
    assert strings.xml() == _PART.replace(_HEAD, head + ours).replace("</sst>", after)
    cell = b'<c r="A1" s="2" t="s"><v>%d</v></c><c r="B1" s="2"><v>1</v></c>'
    assert moved(cell % 1, 2) == cell % 3
    assert moved(cell % 1, 0) == cell % 1
