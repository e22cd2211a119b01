#!/usr/bin/env python3
"""Writes the pages of docs that are made from code and tests; `--check` only says which of them are stale."""

import difflib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from generating import cli, cookbook, documents, formats, hooks, operations, problems

FOLDER = Path(__file__).parent
PAGES: dict[str, Callable[[], str]] = {
    "cookbook.md": cookbook.page,
    "reference/operations.md": operations.page,
    "reference/documents.md": documents.page,
    "reference/cli.md": cli.page,
    "reference/hooks.md": hooks.page,
    "reference/formats.md": formats.page,
    "reference/problems.md": problems.page,
}
#: Folders that hold a page for each of many things, and nothing else.
FOLDERS: dict[str, Callable[[], dict[str, str]]] = {
    "reference/problems": problems.pages,
    "reference/hooks": hooks.pages,
}


def wanted_pages() -> dict[str, str]:
    """Every page, by its path under the folder."""
    many = {f"{folder}/{name}": text for folder, make in FOLDERS.items() for name, text in make().items()}
    return {name: make() for name, make in PAGES.items()} | many


def left_over(wanted: dict[str, str]) -> list[Path]:
    """Pages of things that are no more."""
    found = (path for folder in FOLDERS for path in sorted((FOLDER / folder).glob("*.md")))
    return [path for path in found if str(path.relative_to(FOLDER)) not in wanted]


def stale(name: str, wanted: str) -> Iterator[str]:
    """The difference between a committed page and what it should be, as lines; none where it is current."""
    path = FOLDER / name
    committed = path.read_text(encoding="utf-8") if path.exists() else ""
    shown = f"docs/{name}"
    yield from difflib.unified_diff(
        committed.splitlines(keepends=True), wanted.splitlines(keepends=True), f"{shown} (committed)", f"{shown} (made)"
    )


def check() -> int:
    """Say what is stale; gives the exit code."""
    wanted = wanted_pages()
    difference = [line for name, text in wanted.items() for line in stale(name, text)]
    difference += [f"docs/{path.relative_to(FOLDER)} is about nothing\n" for path in left_over(wanted)]
    sys.stdout.writelines(difference)
    if difference:
        sys.stderr.write("generated pages are stale; write them again with: make docs\n")
    return 1 if difference else 0


def write() -> int:
    """Write every page; gives the exit code."""
    wanted = wanted_pages()
    for name, text in wanted.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, encoding="utf-8")
    for path in left_over(wanted):
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv[1:] else write())
