"""Refusing: values of options that a command does not take."""

import typer


def refuse_format(found: str) -> None:
    """Raise `BadParameter` unless the `--format` of what is printed is text or JSON."""
    if found not in {"text", "json"}:
        raise typer.BadParameter(f"found `{found}`; allowed are `text`, `json`", param_hint="--format")
