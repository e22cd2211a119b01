#!/usr/bin/env python3
"""Writes the pages of docs that are made from code and tests; `--check` only says which of them are stale."""

import difflib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from generating import cli, cookbook, documents, hooks, operations, problems

FOLDER = Path(__file__).parent
PAGES: dict[str, Callable[[], str]] = {
    "cookbook.md": cookbook.page,
    "reference/operations.md": operations.page,
    "reference/documents.md": documents.page,
    "reference/cli.md": cli.page,
    "reference/hooks.md": hooks.page,
    "reference/problems.md": problems.page,
}


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
    difference = [line for name, make in PAGES.items() for line in stale(name, make())]
    sys.stdout.writelines(difference)
    if difference:
        sys.stderr.write("generated pages are stale; write them again with: make docs\n")
    return 1 if difference else 0


def write() -> int:
    """Write every page; gives the exit code."""
    for name, make in PAGES.items():
        path = FOLDER / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv[1:] else write())
