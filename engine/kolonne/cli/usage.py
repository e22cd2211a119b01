"""Usage errors: told like every other message, with exit code 2."""

from kolonne.cli.printing import WRONG_USAGE, print_end, tell

#: The exit code of a command that was called wrongly.
USAGE = 2


def wrong_usage(message: str, *, as_json: bool = False) -> int:
    """Say what is wrong with the call; gives the exit code."""
    tell(message)
    if as_json:
        print_end(WRONG_USAGE, message)
    return USAGE
