"""The command line: arguments in, one `match` over results, an exit code out."""

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec

__all__ = ["main"]

#: The exit code of a command that was interrupted.
INTERRUPTED = 130


def main() -> None:
    """The `kolonne` command."""
    from kolonne.cli.collecting import collected_seldom

    # pyarrow loads numpy, which would start threads for matrices that nobody has; they spin while they wait for some.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with collected_seldom():
        sys.exit(_run(sys.argv[1:]))


def _run(arguments: Sequence[str]) -> int | str:
    if arguments[:1] == ["export"] and find_spec("typer") is not None:
        ended = _exported(arguments[1:])
        if ended is not None:
            return ended
    try:
        import typer  # noqa: F401 - asked for here, so that the message below is all that a bare installation prints
    except ModuleNotFoundError as error:
        return f"kolonne: the command line needs `{error.name}`; install it with: pip install 'kolonne[cli]'"
    from kolonne.cli.app import run

    return run(arguments)


def _exported(arguments: Sequence[str]) -> int | None:
    """The exit code of an export whose options are plain; None, and nothing has happened, where Typer has to look."""
    from kolonne.cli.export_options import ExportOptions
    from kolonne.cli.plain import plain_options

    options = plain_options(ExportOptions, arguments)
    if options is None:
        return None
    try:
        from kolonne.cli.export import run_export
        from kolonne.cli.printing import prepare_streams

        prepare_streams()
        return run_export(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read what was printed has left; Python must not complain about that when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
