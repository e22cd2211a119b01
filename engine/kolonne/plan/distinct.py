"""Texts that must differ: headers of one sheet, titles of sheets."""

from collections.abc import Mapping
from typing import TypeAlias

from kolonne.definitions import pick
from kolonne.documents import Path
from kolonne.plan.problems import Desk

#: The path of each text, and the text.
Texts: TypeAlias = Mapping[Path, str | dict[str, str]]


def check_distinct(texts: Texts, code: str, stands: str, desk: Desk) -> None:
    """Tell each text that reads, in some language, like an earlier one; its thing is the last step but one of its path."""
    languages = dict.fromkeys(language for text in texts.values() if isinstance(text, dict) for language in text)
    told: set[Path] = set()
    for language in languages or ("nb",):
        seen: dict[str, Path] = {}
        for path, text in texts.items():
            chosen = pick(text, language)
            first = seen.setdefault(chosen.strip().casefold(), path)
            if first == path or path in told:
                continue
            told.add(path)
            where = (*path, language) if isinstance(text, dict) and language in text else path
            desk.report(where, code, f"`{chosen}` {stands} `{first[-2]}` already")
