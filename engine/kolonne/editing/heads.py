"""Heads: which column of a sheet is what, by its header in any language."""

from kolonne.contract.quick import dataclass
from kolonne.editing.cell import CellKind, Steps
from kolonne.editing.line import NAME, NONE, ORDER, OTHER, REMOVED, parent
from kolonne.editing.opening import is_language
from kolonne.editing.shape import LANGUAGES, Form, Leaf, Table
from kolonne.editing.text_cells import TextKind
from kolonne.editing.value_cells import AnyKind
from kolonne.editing.words import LOCALES, all_languages, leaf_word, own_word

#: What begins with it is the reader's own.
NOTE_SIGN = "#"
#: So far down a header is looked for; above it may stand what people like.
MOST_ABOVE = 20
Key = Steps | str


@dataclass(frozen=True, slots=True)
class Head:
    """What a column, or a line of a form, is."""

    key: Key
    kind: CellKind


class Heads:
    """The heads that a sheet may have."""

    def __init__(self, table: str, leaves: tuple[Leaf, ...], own: dict[str, str], *, is_open: bool = False) -> None:
        """`own` are the columns that are no members: kind of column → its word."""
        #: Whether any other header is one too: the name of a member.
        self.is_open = is_open
        self._known: dict[str, Head] = {}
        #: As people write them, for hints.
        self._words: list[str] = []
        self._translated: dict[str, Leaf] = {}
        for locale in LOCALES:
            for key, word in own.items():
                self._know(own_word(word, table, locale), Head(key, TextKind()))
            for leaf in leaves:
                word = leaf_word(table, leaf, locale)
                if leaf.is_translated:
                    self._translated[folded(word)] = leaf
                    self._words += [f"{word} ({name})" for name in (*LANGUAGES, all_languages(locale))]
                else:
                    self._know(word, Head(leaf.path, leaf.kind))

    @classmethod
    def of_table(cls, table: Table) -> "Heads":
        """Those of a table's sheet."""
        own = {parent(at): word for at, word in enumerate(table.parents)}
        own |= {NAME: NAME, REMOVED: REMOVED} if table.form is Form.NAMED else {NONE: NONE}
        return cls(table.id, table.thing.leaves, {**own, OTHER: OTHER, ORDER: ORDER}, is_open=table.is_open)

    def find(self, header: str) -> Head | None:
        """What a header says; None for one that is not known."""
        if found := self._known.get(folded(header)):
            return found
        word, bracket, language = header.strip().removesuffix(")").rpartition("(")
        leaf = self._translated.get(folded(word)) if bracket else None
        if leaf is None:
            return Head((header,), AnyKind()) if self.is_open else None
        language = language.strip()
        if language.casefold() in {all_languages(locale) for locale in LOCALES}:
            return Head(leaf.path, leaf.kind)
        return Head((*leaf.path, language), TextKind()) if is_language(language) else None

    def is_own(self, name: str) -> bool:
        """Whether a member of that name would be taken for another column, or passed over."""
        return folded(name) in self._known or name.startswith(NOTE_SIGN)

    def words(self) -> tuple[str, ...]:
        """What may be written, for hints."""
        return tuple(self._words)

    def _know(self, word: str, head: Head) -> None:
        self._known[folded(word)] = head
        self._words.append(word)


def folded(header: str) -> str:
    """A header as it is compared: without the difference of large and small letters and of blanks."""
    return " ".join(header.split()).casefold()
