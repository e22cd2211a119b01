"""Usage errors: told like every other message, with exit code 2."""

import sys

#: The exit code of a command that was called wrongly.
USAGE = 2


def wrong_usage(message: str) -> int:
    """Say what is wrong with the call; gives the exit code."""
    print(f"kolonne: {message}", file=sys.stderr)  # noqa: T201
    return USAGE
