"""`kolonne test`: the tests that stand in documents."""

import sys
from collections.abc import Iterator
from pathlib import Path

from kolonne.cli.checking import Checking
from kolonne.cli.junit import junit
from kolonne.cli.printing import print_json
from kolonne.cli.test_report import Tested, summary, tested_json, told
from kolonne.cli.usage import wrong_usage
from kolonne.documents import DOCUMENTS_FOLDER
from kolonne.orchestrator import Rehearsal

FORMATS = ("text", "json", "junit")


def run_test(paths: list[Path], form: str) -> int:
    """Run the tests of documents and print how they end; gives the exit code."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        return wrong_usage(f"there is no `{missing[0]}`")
    done: list[Tested] = []
    for tested in _tested(Checking(), paths):
        done.append(tested)
        if form == "text":
            _print(told(tested))
    if not done and any(path.is_dir() for path in paths):
        return wrong_usage("there is no column document in " + ", ".join(f"`{path}`" for path in paths))
    for tested in done:
        if tested.is_untested:
            print(f"{tested.file}: warning: the document has no tests", file=sys.stderr)  # noqa: T201
    if form == "json":
        print_json([tested_json(tested) for tested in done])
    elif form == "junit":
        _print(junit(done))
    print(summary(done), file=sys.stderr)  # noqa: T201
    return 0 if all(tested.is_passed for tested in done) else 1


def _tested(checking: Checking, paths: list[Path]) -> Iterator[Tested]:
    for path in checking.files(paths):
        library = checking.library(path)
        file = library.file(path)
        # A file that cannot be read may have been a document if it lies where they lie, or was named itself.
        is_document = (
            path in paths or path.parent.name == DOCUMENTS_FOLDER if file.root is None else file.kind == "document"
        )
        if not is_document:
            continue
        problems = tuple(checking.problems(path))
        done = Tested(str(path), file.id, problems)
        if not problems:
            done.tests += Rehearsal(library, file, checking.registry(library, file)).run()
        yield done


def _print(text: str) -> None:
    if text:
        print(text)  # noqa: T201
