"""The commands about documents as workbooks, and their options."""

from pathlib import Path
from typing import Annotated

import typer

from kolonne.cli.refusing import refuse_format, refuse_other

document = typer.Typer(help="Documents as workbooks, for those who work in Excel.", no_args_is_help=True)


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

    refuse_other(locale, LOCALES, "--locale")
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

    refuse_format(format)
    raise typer.Exit(run_from_xlsx(FromXlsx(file, out, force=force, draft=draft, as_json=format == "json")))
