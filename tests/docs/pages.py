"""The pages of the documentation, and the blocks of code in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(?P<language>[a-z]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)

_NAMED = re.compile(r"^`(?P<file>[\w./-]+)`:\n\n\Z", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """Code between two fences."""

    language: str
    text: str
    #: Of its first line of code, counted from 1.
    line: int
    #: Whether nothing but an empty line stands between it and the block before it.
    follows: bool
    #: The file that the line before it names, as in "`a/b.json`:"; empty if there is none.
    file: str = ""


def pages() -> list[Path]:
    """Every page, and the README."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def name_of(page: Path) -> str:
    """The page's path as people write it."""
    return str(page.relative_to(ROOT))


def blocks(page: Path, *languages: str) -> Iterator[Block]:
    """The blocks in those languages, in order."""
    text = page.read_text(encoding="utf-8")
    end = -1
    for match in _FENCE.finditer(text):
        follows = end >= 0 and not text[end : match.start()].strip()
        end = match.end()
        if match["language"] in languages:
            line = text.count("\n", 0, match.start("text")) + 1
            named = _NAMED.search(text, 0, match.start())
            yield Block(match["language"], match["text"], line, follows, named["file"] if named else "")
