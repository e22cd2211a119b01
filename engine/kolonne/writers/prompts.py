"""Prompts: what a cell says when it is selected."""

import re

from kolonne.writers.utf16 import cut, length

#: In UTF-16 units.
MOST_MESSAGE, _MOST_TITLE = 255, 32
#: What a program would read as a control character; the underscore itself is written `_x005F_`.
_LOOKALIKE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_UNDERSCORE = "_x005F_"


def prompt(title: str, message: str) -> dict[str, object]:
    """The rule of a cell that takes anything and says a message under a title, both as long as there is room."""
    return {
        "validate": "any",
        "input_title": _fitting(title, _MOST_TITLE),
        "input_message": _fitting(message, MOST_MESSAGE),
    }


def fits_prompt(message: str) -> bool:
    """Whether there is room for all of a message."""
    return length(_escaped(message)) <= MOST_MESSAGE


def _fitting(text: str, most: int) -> str:
    shown = cut(text, most)
    while length(_escaped(shown)) > most:
        shown = shown[:-1]
    return _escaped(shown)


def _escaped(text: str) -> str:
    return _LOOKALIKE.sub(_UNDERSCORE, text)
