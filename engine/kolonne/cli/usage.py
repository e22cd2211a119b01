"""Usage errors: told like every other message, with exit code 2."""

from typing import TYPE_CHECKING

from kolonne.cli.printing import WRONG_USAGE, print_end, tell

if TYPE_CHECKING:
    from pathlib import Path

#: The exit code of a command that was called wrongly.
USAGE = 2


def wrong_usage(message: str, *, as_json: bool = False) -> int:
    """Say what is wrong with the call; gives the exit code."""
    tell(message)
    if as_json:
        print_end(WRONG_USAGE, message)
    return USAGE


def no_template_name(template: "Path") -> str:
    """What is wrong with a file that no document can name as its template."""
    return (
        f"`{template}` cannot be a template: it is an .xlsx workbook with a short name that does not begin with a dot; "
        "save other workbooks as .xlsx"
    )
