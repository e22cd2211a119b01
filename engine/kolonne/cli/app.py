"""The commands and their options. What they do stands in a module each, imported when it is needed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kolonne.cli import INTERRUPTED
from kolonne.cli.document_app import document
from kolonne.cli.printing import WRONG_USAGE, prepare_streams, print_end
from kolonne.cli.refusing import refuse_format, refuse_other
from kolonne.cli.template_app import template

_FORMATS = "csv, xlsx, ods, html, parquet, ndjson, fixed-width, or one of the organisation's plugins."


def _typer() -> typer.Typer:
    return typer.Typer(
        name="kolonne",
        help="Turns an organisation's activity records into the report its funder wants.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


app = _typer()


def run(arguments: Sequence[str]) -> int:
    """Run a command; gives its exit code."""
    prepare_streams()
    try:
        return int(_needed(arguments)(list(arguments), prog_name="kolonne", standalone_mode=False) or 0)
    except typer.Abort:
        return INTERRUPTED
    except Exception as error:
        # The usage errors of Typer, which has no public name for what they have in common.
        if not hasattr(error, "format_message"):
            raise
        error.show()  # type: ignore[attr-defined]
        if "--json" in arguments:
            print_end(WRONG_USAGE, error.format_message())
        return int(getattr(error, "exit_code", 2))


def _needed(arguments: Sequence[str]) -> typer.Typer:
    """The app with the command that is called alone: Typer looks at the options of all that it has, at each start."""
    called = [one for one in app.registered_commands if arguments and arguments[0] == one.name]
    if not called:
        return app
    found = _typer()
    found.registered_callback, found.registered_commands = app.registered_callback, called
    return found


def _version(*, value: bool) -> None:
    if value:
        from kolonne import __version__

        typer.echo(f"kolonne {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turns an organisation's activity records into the report its funder wants."""


@app.command(name="export")
def export(
    org: Annotated[str, typer.Option(help="The organisation's ID: the name of its folder.")],
    period: Annotated[str, typer.Option(help="2025, 2025-H1, 2025-Q3, 2025-03, or START/END.")],
    format: Annotated[str, typer.Option(help=_FORMATS)],  # noqa: A002 - it is the option's name
    source: Annotated[
        list[str],
        typer.Option(help="A folder with one file an input, a file, or name=path; may be given several times."),
    ],
    out: Annotated[
        str,
        typer.Option(
            help="The folder for the files, made if it is not there; or an address of a plugin's kind of store."
        ),
    ],
    document: Annotated[str | None, typer.Option(help="A column document; the organisation's own if not said.")] = None,
    figure: Annotated[
        list[str] | None,
        typer.Option(help="A value that the document asks for, as name=value; may be given several times."),
    ] = None,
    locale: Annotated[str, typer.Option(help="The language of headings, labels and messages: nb, nn, se, en …")] = "nb",
    user: Annotated[
        str | None, typer.Option(help="Who asks, for the audit record; the signed-in user if not said.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 if anything at all failed.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    org_configs: Annotated[Path, typer.Option(help="The folder of organisations.")] = Path("org_configs"),
    audit: Annotated[
        Path | None, typer.Option(help="The file of audit records; audit.sqlite3 in OUT if not said.")
    ] = None,
    disable_plugin: Annotated[
        list[str] | None, typer.Option(help="The name of a plugin to do without; may be given several times.")
    ] = None,
    plugin_seconds: Annotated[
        float, typer.Option(help="How long a plugin may be silent in one call, in seconds.", min=0.1)
    ] = 60.0,
) -> None:
    """Export an organisation's records as the report its funder wants.

    Exit code 0: a report was made. 1: none was. 2: the command was wrong. 3: with --strict, something failed.
    """
    from kolonne.cli.export import run_export
    from kolonne.cli.export_options import ExportOptions

    options = ExportOptions(
        org=org, period=period, format=format, source=tuple(source), out=out, document=document,
        figure=tuple(figure or ()), locale=locale,
        user=user, strict=strict, json=json, org_configs=org_configs, audit=audit,
        disable_plugin=tuple(disable_plugin or ()), plugin_seconds=plugin_seconds,
    )  # fmt: skip
    raise typer.Exit(run_export(options))


@app.command(name="plugins")
def plugins(
    org: Annotated[
        str | None,
        typer.Option(help="An organisation: shows what its plugins bring, and what is wrong with its settings."),
    ] = None,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",  # noqa: A002 - it is the option's name
    disable_plugin: Annotated[
        list[str] | None, typer.Option(help="The name of a plugin to do without; may be given several times.")
    ] = None,
    org_configs: Annotated[Path, typer.Option(help="The folder of organisations.")] = Path("org_configs"),
) -> None:
    """Show the plugins that are installed: for whom, their versions and hooks, and whether they can be used.

    Exit code 1 where one cannot be used, or does something wrong.
    """
    from kolonne.cli.plugins import run_plugins

    refuse_format(format)
    raise typer.Exit(run_plugins(org, org_configs, tuple(disable_plugin or ()), as_json=format == "json"))


plugin = typer.Typer(help="Make plugins.", no_args_is_help=True)
app.add_typer(plugin, name="plugin")


@plugin.command(name="new")
def plugin_new(
    org: Annotated[str, typer.Argument(help="The ID of the organisation that it will serve.")],
    dir: Annotated[Path, typer.Option("--dir", help="The folder in which the package's own is made.")] = Path(),  # noqa: A002 - it is the option's name
) -> None:
    """Make a complete package of a plugin, with tests that pass, to go on from."""
    from kolonne.cli.plugin_new import run_plugin_new

    raise typer.Exit(run_plugin_new(org, dir))


app.add_typer(template, name="template")


@app.command(name="validate")
def validate(
    paths: Annotated[list[Path], typer.Argument(help="Documents, code lists, mappings, or folders of them.")],
    format: Annotated[str, typer.Option(help="text or json.")] = "text",  # noqa: A002 - it is the option's name
) -> None:
    """Find everything that is wrong with documents, at line and column. Exit code 1 where there is a problem."""
    from kolonne.cli.validate import run_validate

    refuse_format(format)
    raise typer.Exit(run_validate(paths, as_json=format == "json"))


@app.command(name="test")
def rehearse(
    paths: Annotated[list[Path], typer.Argument(help="Column documents, files that they use, or folders of them.")],
    format: Annotated[str, typer.Option(help="text, json or junit.")] = "text",  # noqa: A002 - it is the option's name
) -> None:
    """Run the tests that stand in column documents, and show what is not as they expect.

    The tests of documents that extend or use a file are run too. Exit code 0: all passed. 1: a test failed, or a document has problems. 2: the command was wrong.
    """
    from kolonne.cli.test import FORMATS, run_test

    refuse_other(format, FORMATS, "--format")
    raise typer.Exit(run_test(paths, format))


app.add_typer(document, name="document")


@app.command(name="lineage")
def lineage(
    document: Annotated[str, typer.Argument(help="A column document: its file, or its ID.")],
    personal: Annotated[bool, typer.Option("--personal", help="Only what is personal or about health.")] = False,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",  # noqa: A002 - it is the option's name
    org_configs: Annotated[Path, typer.Option(help="The folder of organisations.")] = Path("org_configs"),
) -> None:
    """Show which fields of a document's inputs leave the house, through which columns, and how much of them is left.

    Exit code 1 where the document has problems.
    """
    from kolonne.cli.lineage import run_lineage

    refuse_format(format)
    raise typer.Exit(run_lineage(document, org_configs, personal=personal, as_json=format == "json"))


@app.command(name="show")
def show(
    document: Annotated[str, typer.Argument(help="A file, or a document's ID such as nhf.likeperson.")],
    as_written: Annotated[
        bool,
        typer.Option("--as-written/--resolved", help="The file alone, or with everything it extends laid under it."),
    ] = False,
    provenance: Annotated[
        bool,
        typer.Option("--provenance", help="Every value with the file and line that gave it, and what was removed."),
    ] = False,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",  # noqa: A002 - it is the option's name
    org_configs: Annotated[Path, typer.Option(help="The folder of organisations, for IDs.")] = Path("org_configs"),
    period: Annotated[str | None, typer.Option(help="Chooses the version of the ID: 2025, 2025-H1, …")] = None,
) -> None:
    """Show a document with everything it extends laid under it, as JSON.

    Exit code 0: it was shown. 1: it has problems. 2: the command was wrong.
    """
    from kolonne.cli.show import ShowOptions, run_show

    refuse_format(format)
    options = ShowOptions(
        document=document, org_configs=org_configs, period=period, as_written=as_written, provenance=provenance,
        json=format == "json",
    )  # fmt: skip
    raise typer.Exit(run_show(options))


# An expression may begin with a minus sign, so what looks like an option and is none is the expression.
@app.command(name="eval", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
def evaluate(
    expression: Annotated[str, typer.Argument(help="An expression of the column language.")],
    types: Annotated[
        str, typer.Option(help='Types of names, as JSON: {"minutes": "integer", "cost": "decimal(2)"}.')
    ] = "{}",
    row: Annotated[str, typer.Option(help='Values of names, as JSON: {"minutes": 90, "cost": "12.50"}.')] = "{}",
    evaluator: Annotated[str, typer.Option(help="vector, scalar or both.")] = "vector",
) -> None:
    """Evaluate one expression for one row, and print its value, type and failures as JSON.

    Exit code 1 where the expression has a problem, or the two evaluators disagree.
    """
    from kolonne.cli.evaluate import run_evaluate

    raise typer.Exit(run_evaluate(expression, types, row, evaluator))
