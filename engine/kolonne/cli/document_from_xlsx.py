"""`kolonne document from-xlsx`: a workbook as a document."""

import sys
from pathlib import Path

from kolonne.cli.checking import Checking
from kolonne.cli.printing import counted, print_json, tell
from kolonne.cli.target import STANDARD_OUTPUT, print_bytes, put_whole
from kolonne.cli.usage import USAGE, wrong_usage
from kolonne.contract import Problem, WorkbookError
from kolonne.contract.quick import dataclass
from kolonne.documents import DocumentFile, document_of, pointer, read_document
from kolonne.editing import MadeDocument, Spelling, differing, from_workbook, written
from kolonne.workbooks import open_book

#: So many values that differ are named.
_FEW = 10


@dataclass(frozen=True, slots=True)
class FromXlsx:
    """What was asked for."""

    file: Path
    out: str | None
    force: bool
    draft: bool
    as_json: bool


def run_from_xlsx(asked: FromXlsx) -> int:
    """Make the document; gives the exit code."""
    if asked.file.suffix.lower() == ".json":
        return wrong_usage(f"`{asked.file}` is a document already; `kolonne document to-xlsx` makes a workbook of it")
    target = asked.file.with_suffix(".json") if asked.out in {None, STANDARD_OUTPUT} else Path(str(asked.out))
    if target.suffix.lower() != ".json":
        return wrong_usage(f"found `{target}` for --out; the name of a document ends with `.json`")
    try:
        made = from_workbook(open_book(asked.file))
    except WorkbookError as error:
        tell(str(error))
        return USAGE if error.reason == "missing" else 1
    before = read_document(target) if target.is_file() else None
    spelling = Spelling.of(target.read_bytes()) if before is not None and before.root is not None else Spelling()
    text = written(made.document, before.root if before is not None else None, spelling.indent)
    problems = made.in_order((*made.problems, *_validated(made, text, target)))
    _tell(made, problems, as_json=asked.as_json)
    if made.problems or (problems and not asked.draft):
        return 1
    try:
        code = _put(asked, target, spelling.spelled(text), before, made)
    except OSError as error:
        tell(f"{target}: cannot be written: {error.strerror or error}")
        return 1
    return code or (1 if problems else 0)


def _validated(made: MadeDocument, text: str, target: Path) -> tuple[Problem, ...]:
    """What validation says of the document, as if it lay at its place already, told at cells of the workbook."""
    if not made.is_whole:
        # Much would seem wrong that is not.
        return ()
    checking = Checking()
    file = document_of(text, target)
    checking.library(target).put(file)
    return made.at_cells(dict.fromkeys(checking.problems(target)), file)


def _tell(made: MadeDocument, problems: tuple[Problem, ...], *, as_json: bool) -> None:
    for notice in made.notices:
        tell(f"{made.name}: {notice}")
    if as_json:
        print_json([problem.as_json() for problem in problems])
        return
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201


def _put(asked: FromXlsx, target: Path, content: bytes, before: DocumentFile | None, made: MadeDocument) -> int:
    """Write the document where it is wanted; gives the exit code."""
    if asked.out == STANDARD_OUTPUT:
        print_bytes(content)
        return 0
    if before is not None:
        root = before.root
        changes = ["the whole file"]
        if root is not None and not before.problems:
            changes = [pointer(path) or "/" for path in differing(root.plain(), made.document)]
        if not changes:
            print(f"{target}: nothing has changed", file=sys.stderr)  # noqa: T201
            return 0
        named = ", ".join(changes[:_FEW]) + (f", and {len(changes) - _FEW} more" if changes[_FEW:] else "")
        if not asked.force:
            return wrong_usage(f"`{target}` is there already; --force replaces it. What differs: {named}")
        changed = f"{counted(len(changes), 'value')} changed: {named}"
    else:
        changed = "written"
    put_whole(target, content)
    print(f"{target}: {changed}", file=sys.stderr)  # noqa: T201
    return 0
