"""Choices: where a dropdown keeps what it offers."""

from collections.abc import Iterable

from kolonne.contract import SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.utf16 import length

#: What a dropdown can hold itself, separators included.
_MOST_INLINE = 255
LIST_SHEET = "Lister"


def offered(column: SheetColumn) -> tuple[str, ...]:
    """The choices, each once, without empty ones."""
    return tuple(dict.fromkeys(choice for choice in column.choices if choice))


def fits_inline(choices: tuple[str, ...]) -> bool:
    """Whether a dropdown can hold them itself: short enough, and nothing that its separators would change."""
    joined = ",".join(choices)
    plain = all(choice == choice.strip() and not set(choice) & set(',"\r\n') for choice in choices)
    return plain and length(joined) <= _MOST_INLINE and not joined.startswith("=")


@dataclass(frozen=True, slots=True)
class ChoiceLists:
    """The dropdowns that need the hidden list sheet: one column there for each, and a name for it."""

    lists: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, columns: Iterable[SheetColumn]) -> "ChoiceLists":
        """Every list that some column needs, once."""
        wanted = (offered(column) for column in columns)
        return cls(tuple(dict.fromkeys(choices for choices in wanted if not fits_inline(choices))))

    def name(self, choices: tuple[str, ...]) -> str:
        """The name in the workbook under which the list is known."""
        return f"kolonne_list_{self.lists.index(choices) + 1}"
