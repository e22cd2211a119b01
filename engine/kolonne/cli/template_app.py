"""The commands about templates, and their options."""

from pathlib import Path
from typing import Annotated

import typer

from kolonne.cli.refusing import refuse_format

template = typer.Typer(help="Funders' own workbooks, which reports can fill.", no_args_is_help=True)


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

    refuse_format(format)
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
