"""The command line: arguments in, one `match` over results, an exit code out."""

import sys

__all__ = ["main"]


def main() -> None:
    """The `kolonne` command."""
    from kolonne.cli.collecting import collected_seldom

    with collected_seldom():
        sys.exit(_run())


def _run() -> int | str:
    try:
        import typer  # noqa: F401 - asked for here, so that the message below is all that a bare installation prints
    except ModuleNotFoundError as error:
        return f"kolonne: the command line needs `{error.name}`; install it with: pip install 'kolonne[cli]'"
    from kolonne.cli.app import run

    return run(sys.argv[1:])
