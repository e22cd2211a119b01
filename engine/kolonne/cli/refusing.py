"""Refusing: values of options that a command does not take."""

from collections.abc import Collection

import typer


def refuse_other(found: str, allowed: Collection[str], option: str) -> None:
    """Raise `BadParameter` unless an option has one of the values that are allowed."""
    if found not in allowed:
        shown = ", ".join(f"`{known}`" for known in allowed)
        raise typer.BadParameter(f"found `{found}`; allowed are {shown}", param_hint=option)


def refuse_format(found: str) -> None:
    """The same for the `--format` of what is printed, where that is text or JSON."""
    refuse_other(found, ("text", "json"), "--format")
