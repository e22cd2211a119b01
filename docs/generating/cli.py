"""docs/reference/cli.md: the command line's own help, as it prints it."""

import os
import re
import subprocess
import sys

from generating.markdown import block, generated, heading, joined

#: Wide enough for the longest option, narrow enough for a page.
WIDTH = 100
_INTRODUCTION = """\
What `kolonne` prints when it is asked with `--help`, 100 characters wide. Tables, problems and failures go to where they
can be piped: results to standard output, progress and complaints to standard error."""


def page() -> str:
    """The whole page."""
    root = help_of()
    blocks = [generated("the command line's own help"), heading(1, "Command line"), _INTRODUCTION]
    blocks += [heading(2, "`kolonne`", "kolonne"), block("text", root)]
    for command in commands(root):
        own = help_of(command)
        blocks += [heading(2, f"`kolonne {command}`", command), block("text", own)]
        for below in commands(own):
            blocks += [heading(3, f"`kolonne {command} {below}`", f"{command}-{below}")]
            blocks += [block("text", help_of(command, below))]
    return joined(blocks)


def commands(root: str) -> list[str]:
    """The names of the commands, in the order in which the help lists them."""
    listed = root.partition("Commands")[2]
    return re.findall(r"^│ ([a-z][a-z-]*) ", listed, re.MULTILINE)


def help_of(*command: str) -> str:
    """What `kolonne COMMAND --help` prints, without colour and without blanks at line ends."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS"}
    }
    fixed = {"COLUMNS": str(WIDTH), "TERMINAL_WIDTH": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    code = "from kolonne.cli import main; main()"
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code, *command, "--help"],
        env=environment | fixed,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    text = done.stdout.replace("Usage: -c", "Usage: kolonne")
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
