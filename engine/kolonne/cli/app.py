"""The commands and their options. What they do stands in a module each, imported when it is needed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kolonne.cli.printing import WRONG_USAGE, prepare_streams, print_end

#: The exit code of a command that was interrupted.
_INTERRUPTED = 130

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
        return _INTERRUPTED
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


def _refuse_format(found: str) -> None:
    if found not in {"text", "json"}:
        raise typer.BadParameter(f"found `{found}`; allowed are `text`, `json`", param_hint="--format")


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

    _refuse_format(format)
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


template = typer.Typer(help="Funders' own workbooks, which reports can fill.", no_args_is_help=True)
app.add_typer(template, name="template")


@template.command(name="check")
def template_check(
    document: Annotated[str, typer.Argument(help="A column document: its file, or its ID.")],
    file: Annotated[Path, typer.Argument(metavar="TEMPLATE", help="The template, an .xlsx workbook.")],
    format: Annotated[str, typer.Option(help="text or json.")] = "text",  # noqa: A002 - it is the option's name
    org_configs: Annotated[Path, typer.Option(help="The folder of organisations.")] = Path("org_configs"),
) -> None:
    """Check whether a document fits a template, be it named in it or not, and show what goes where.

    Exit code 0: it fits. 1: it does not, or the document has other problems. 2: the command was wrong.
    """
    from kolonne.cli.template_check import run_template_check

    _refuse_format(format)
    raise typer.Exit(run_template_check(document, file, org_configs, as_json=format == "json"))


@template.command(name="draft")
def template_draft(
    file: Annotated[Path, typer.Argument(metavar="TEMPLATE", help="The template, an .xlsx workbook.")],
    data: Annotated[
        Path | None, typer.Argument(help="A file with records, whose columns are matched with the template's headers.")
    ] = None,
    document: Annotated[str | None, typer.Option(help="The document's ID, such as nhf.form.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="The document's file; the template is put where it looks for it. Standard output if not said."
        ),
    ] = None,
) -> None:
    """Make a first document for a template: its headers, types and dropdowns, and the records' columns that look like them.

    Exit code 0: it was made, and is valid. 1: it could not be made. 2: the command was wrong, or OUT is there already.
    """
    from kolonne.cli.template_draft import DraftOptions, run_template_draft

    raise typer.Exit(run_template_draft(DraftOptions(file, data, document, out)))


@app.command(name="validate")
def validate(
    paths: Annotated[list[Path], typer.Argument(help="Documents, code lists, mappings, or folders of them.")],
    format: Annotated[str, typer.Option(help="text or json.")] = "text",  # noqa: A002 - it is the option's name
) -> None:
    """Find everything that is wrong with documents, at line and column. Exit code 1 where there is a problem."""
    from kolonne.cli.validate import run_validate

    _refuse_format(format)
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

    if format not in FORMATS:
        allowed = ", ".join(f"`{known}`" for known in FORMATS)
        raise typer.BadParameter(f"found `{format}`; allowed are {allowed}", param_hint="--format")
    raise typer.Exit(run_test(paths, format))


document = typer.Typer(help="Documents as workbooks, for those who work in Excel.", no_args_is_help=True)
app.add_typer(document, name="document")


@document.command(name="to-xlsx")
def document_to_xlsx(
    file: Annotated[Path, typer.Argument(help="A document, a code list, a mapping, or an organisation's own file.")],
    out: Annotated[
        str | None,
        typer.Option(help="The workbook; beside FILE with the ending .xlsx if not said, - for standard output."),
    ] = None,
    locale: Annotated[str, typer.Option(help="The language of sheets and headers: nb or en.")] = "nb",
    force: Annotated[bool, typer.Option("--force", help="Replace a workbook that is there already.")] = False,
) -> None:
    """Make a workbook of a document, to work on it in Excel or LibreOffice.

    Exit code 0: it was made. 1: the document cannot be read, or does not fit a workbook. 2: the command was wrong.
    """
    from kolonne.cli.document_to_xlsx import run_to_xlsx
    from kolonne.editing import LOCALES

    if locale not in LOCALES:
        allowed = ", ".join(f"`{known}`" for known in LOCALES)
        raise typer.BadParameter(f"found `{locale}`; allowed are {allowed}", param_hint="--locale")
    raise typer.Exit(run_to_xlsx(file, out, locale, force=force))


@document.command(name="from-xlsx")
def document_from_xlsx(
    file: Annotated[Path, typer.Argument(help="A workbook that `kolonne document to-xlsx` made.")],
    out: Annotated[
        str | None,
        typer.Option(help="The document; beside FILE with the ending .json if not said, - for standard output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a document that is there already.")] = False,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Write the document though it has problems; not though a cell cannot be read."),
    ] = False,
    format: Annotated[str, typer.Option(help="How problems are printed: text or json.")] = "text",  # noqa: A002 - it is the option's name
) -> None:
    """Make a document of a workbook, and validate it; what is wrong is told with its sheet and cell.

    Exit code 0: it was written, or is the same as before. 1: there are problems, and without --draft nothing was
    written. 2: the command was wrong, or another document is there already.
    """
    from kolonne.cli.document_from_xlsx import FromXlsx, run_from_xlsx

    _refuse_format(format)
    raise typer.Exit(run_from_xlsx(FromXlsx(file, out, force=force, draft=draft, as_json=format == "json")))


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

    _refuse_format(format)
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

    _refuse_format(format)
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
