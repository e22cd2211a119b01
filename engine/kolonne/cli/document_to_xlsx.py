"""`kolonne document to-xlsx`: a document as a workbook."""

import sys
from pathlib import Path

from kolonne.cli.printing import counted, tell
from kolonne.cli.target import STANDARD_OUTPUT, print_bytes, put_whole
from kolonne.cli.usage import wrong_usage
from kolonne.contract import WriterError
from kolonne.documents import read_document
from kolonne.editing import to_workbook


def run_to_xlsx(file: Path, out: str | None, locale: str, *, force: bool) -> int:
    """Make the workbook; gives the exit code."""
    if not file.is_file():
        return wrong_usage(f"there is no file `{file}`")
    if out == STANDARD_OUTPUT and sys.stdout.isatty():
        return wrong_usage("a workbook is nothing for a terminal; say --out FILE.xlsx")
    target = file.with_suffix(".xlsx") if out is None else Path(out)
    if out != STANDARD_OUTPUT:
        if target.suffix.lower() != ".xlsx":
            return wrong_usage(f"found `{target}` for --out; the name of a workbook ends with `.xlsx`")
        if target.exists() and not force:
            return wrong_usage(f"`{target}` is there already, maybe with somebody's work; --force replaces it")
    try:
        made = to_workbook(read_document(file), locale)
        for problem in made.problems:
            print(problem, file=sys.stderr)  # noqa: T201
        if made.problems:
            return 1
        if out == STANDARD_OUTPUT:
            print_bytes(made.content)
        else:
            put_whole(target, made.content)
            print(f"{target}: {counted(made.sheets, 'sheet')}", file=sys.stderr)  # noqa: T201
    except WriterError as error:
        tell(str(error))
        return 1
    except OSError as error:
        tell(f"{target}: cannot be written: {error.strerror or error}")
        return 1
    return 0
