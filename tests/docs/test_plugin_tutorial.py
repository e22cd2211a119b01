"""The tutorial about plugins, from an empty folder to an export with the wheel: all of it happens as it is shown."""

import re
from pathlib import Path

from docs.pages import DOCS, Block, blocks
from docs.shell import Shell
from docs.test_guides import matches

PAGE = DOCS / "guide" / "plugins.md"


def test_the_tutorial_happens_as_it_is_shown(tmp_path: Path) -> None:
    """Its files are written, its commands run in order, and what they print is what the page shows."""
    here, private = tmp_path / "here", tmp_path / "private"
    here.mkdir()
    private.mkdir()
    shell = Shell(here, private)
    ran = 0
    for block in blocks(PAGE, "console", "python", "json", "toml", "csv"):
        if block.language == "console":
            ran += run(shell, block)
        elif block.file:
            write(shell.folder, block)
    assert ran


def run(shell: Shell, block: Block) -> int:
    """Run each command of the block, and hold what it prints and how it exits against what is shown."""
    commands = re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]
    for shown in commands:
        command, _, expected = shown.partition("\n")
        ended = re.search(r"^\[exit code (\d+)\]\n?\Z", expected, re.MULTILINE)
        expected = expected[: ended.start()] if ended else expected
        code, printed = shell.run(command)
        place = f"{PAGE.name}:{block.line}: {command}"
        assert code == (int(ended[1]) if ended else 0), f"{place}\n{printed}"
        assert matches(printed, expected), f"{place}: printed was:\n{printed}"
    return len(commands)


def write(folder: Path, block: Block) -> None:
    """Put what stands below a file's name into that file."""
    path = folder / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text, encoding="utf-8")
