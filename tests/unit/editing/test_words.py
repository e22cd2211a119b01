"""Sheets and columns have words, in both languages, by which they are found again."""

from collections import Counter
from collections.abc import Iterator

import pytest

from kolonne.definitions import KINDS
from kolonne.editing import words
from kolonne.editing.heads import Heads, folded
from kolonne.editing.shape import Leaf
from kolonne.editing.shapes import shape_of
from kolonne.editing.words import LOCALES, path_word, sheet_word


def sheets() -> Iterator[tuple[str, tuple[Leaf, ...]]]:
    """Every sheet with the cells that it has."""
    for kind in KINDS:
        shape = shape_of(kind)
        yield kind, shape.thing.leaves
        yield from ((table.id, table.thing.leaves) for table in shape.tables())


def test_every_member_has_a_norwegian_word() -> None:
    """A member that the models get needs a word in `words.py`, for the header of its column."""
    steps = {
        (table, leaf.path[: length + 1])
        for table, leaves in sheets()
        for leaf in leaves
        for length in range(len(leaf.path))
    }
    keys = words._NORWEGIAN.keys()
    missing = [
        f"{table}.{'.'.join(path)}"
        for table, path in sorted(steps)
        if not {f"{table}.{'.'.join(path)}", ".".join(path), path[-1]} & keys
    ]
    assert not missing


@pytest.mark.parametrize("locale", LOCALES)
def test_headers_differ(locale: str) -> None:
    """No two columns of a sheet are called the same, nor the same as one in the other language."""
    for table, leaves in sheets():
        counts = Counter(
            (folded(path_word(table, leaf, leaf.path, one)))
            for leaf in leaves
            for one in {path_word(table, leaf, leaf.path, locale): locale}.values()
        )
        assert not [word for word, count in counts.items() if count > 1], table
        own = {locale: Heads(table, leaves, {}) for locale in LOCALES}[locale]
        for leaf in leaves:
            for one in LOCALES:
                head = own.find(path_word(table, leaf, leaf.path, one))
                assert head is not None
                assert head.key == leaf.path


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_sheets_differ(kind: str, locale: str) -> None:
    """No two sheets of a workbook are called the same."""
    shape = shape_of(kind)
    names = [sheet_word(id_, locale).casefold() for id_ in (shape.kind, *(table.id for table in shape.tables()))]
    assert len(set(names)) == len(names)
