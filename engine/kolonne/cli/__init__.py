"""The command line: arguments in, one `match` over results, an exit code out."""

import sys

__all__ = ["main"]


def main() -> None:
    """The `kolonne` command."""
    try:
        import rich  # noqa: F401 - asked for here, so that the message below is all that a bare installation prints
        import typer  # noqa: F401
    except ModuleNotFoundError as error:
        sys.exit(f"kolonne: the command line needs `{error.name}`; install it with: pip install 'kolonne[cli]'")
    from kolonne.cli.app import run

    sys.exit(run(sys.argv[1:]))
