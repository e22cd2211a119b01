"""`kolonne test`: the tests that stand in documents."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kolonne.cli.checking import Checking, files_of
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
    testing = _Testing(Checking(), frozenset(paths))
    done: list[Tested] = []
    try:
        for tested in testing.run(files_of(paths)):
            done.append(tested)
            if form == "text":
                _print(told(tested))
    except _UsageError as error:
        return wrong_usage(str(error))
    if not done:
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


class _UsageError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Testing:
    checking: Checking
    #: Those that were named themselves.
    named: frozenset[Path]

    def run(self, files: list[Path]) -> Iterator[Tested]:
        for path in files:
            library = self.checking.library(path)
            file = library.file(path)
            if file.root is not None and file.kind != "document":
                if path in self.named:
                    raise _UsageError(f"`{path}` is no column document; only they have tests")
                continue
            if file.root is None and path.parent.name != DOCUMENTS_FOLDER and path not in self.named:
                continue
            problems = tuple(self.checking.problems(path))
            done = Tested(str(path), file.id, problems)
            if not problems:
                done.tests += Rehearsal(library, file, self.checking.registry(library, file)).run()
            yield done


def _print(text: str) -> None:
    if text:
        print(text)  # noqa: T201
