"""Usage errors: told like every other message, with exit code 2."""

import sys

from kolonne.cli.printing import WRONG_USAGE, print_end
from kolonne.visible import visible

#: The exit code of a command that was called wrongly.
USAGE = 2


def wrong_usage(message: str, *, as_json: bool = False) -> int:
    """Say what is wrong with the call; gives the exit code."""
    print(f"kolonne: {visible(message)}", file=sys.stderr)  # noqa: T201
    if as_json:
        print_end(WRONG_USAGE, message)
    return USAGE
