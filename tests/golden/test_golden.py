"""Golden cases: every writer gives what it gave when somebody last looked."""

from pathlib import Path

import pytest

from golden.cases import Run, cases, formats, runs
from golden.exporting import OWNER, library
from golden.outcome import expected, found
from kolonne.documents import Library
from kolonne.orchestrator import Rehearsal
from kolonne.plan import validate
from kolonne.plugins import Plugins

_RUNS = [pytest.param(case, run, id=f"{case.name}-{run.name}") for case in cases() for run in runs(case)]
_EACH = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)


@pytest.mark.parametrize(("case", "run"), _RUNS)
def test_a_run_gives_what_it_must(case: Path, run: Run, tmp_path: Path) -> None:
    """Its result and every part of its files are those that stand beside it; `make golden` renews them."""
    wanted, given = expected(case, run), found(case, run, tmp_path)
    assert sorted(given) == sorted(wanted)
    for name, text in wanted.items():
        assert given[name].decode().splitlines() == text.decode().splitlines(), name
    assert given == wanted


@_EACH
def test_the_documents_of_a_case_are_right(case: Path, tmp_path: Path) -> None:
    """They have no problems, and what they say of themselves is true."""
    of = Library(library(case, tmp_path))
    registry = Plugins(installed=False).registry(OWNER)
    problems = [one for path in sorted(of.root.rglob("*/*/*.json")) for one in validate(of, of.file(path), registry)]
    assert [str(problem) for problem in problems] == []
    tested = [one for file in of.documents(OWNER) for one in Rehearsal(of, file, registry).run()]
    assert tested
    assert [difference for one in tested for difference in one.differences] == []


@_EACH
def test_nothing_is_expected_of_what_is_not_run(case: Path) -> None:
    """No expectation outlives its run."""
    assert {path.name for path in (case / "expected").iterdir()} == {run.name for run in runs(case)}


def test_every_format_has_golden_files() -> None:
    """Whatever the hook for writers brings: at least one case makes a file of it."""
    made = {run.format for case in cases() for run in runs(case) if len(expected(case, run)) > 1}
    assert made == set(formats())
