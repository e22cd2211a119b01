"""Markdown: the few pieces that the pages are made of."""

from collections.abc import Iterable, Sequence


def joined(blocks: Iterable[str]) -> str:
    """Blocks with an empty line between them, as a file's text."""
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def heading(level: int, text: str, anchor: str = "") -> str:
    """A heading; the anchor stays the same when the words change."""
    mark = f'<a id="{anchor}"></a>\n\n' if anchor else ""
    return f"{mark}{'#' * level} {text}"


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; pipes and line ends in cells are written so that they do no harm."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(cell(text) for text in line)} |" for line in lines)


def cell(text: str) -> str:
    """A text that stays within its cell."""
    return " ".join(text.replace("|", "\\|").split())


def code(text: str) -> str:
    """Code within a line, also where it holds a backtick."""
    fence = "``" if "`" in text else "`"
    inner = f" {text} " if text.startswith("`") or text.endswith("`") else text
    return f"{fence}{inner}{fence}" if text else ""


def block(language: str, text: str) -> str:
    """Code on lines of its own."""
    return f"```{language}\n{text.strip(chr(10))}\n```"


def generated(source: str) -> str:
    """What stands at the head of every page, for those who would edit it."""
    return f"<!-- Made by docs/generate.py from {source}. Do not edit: `make docs` writes it again. -->"
