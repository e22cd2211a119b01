"""Golden cases: every example of every organisation gives what it gave when somebody last looked."""

import json
from pathlib import Path

import pytest

from acceptance import golden


@pytest.mark.parametrize("case", golden.cases(), ids=lambda case: f"{case.parents[1].name}-{case.name}")
def test_an_example_gives_what_it_must(case: Path, tmp_path: Path) -> None:
    """An example's result, sheets and lists are those that stand beside it."""
    found = golden.export(case, tmp_path)
    wanted = golden.expected(case)
    assert sorted(found) == sorted(wanted)
    for name, text in wanted.items():
        assert found[name].splitlines() == text.splitlines(), name


def test_counts_worked_out_by_hand_are_those_of_the_engine(tmp_path: Path) -> None:
    """The tiny example's counts, worked out by hand before it was ever run, are what the engine counts."""
    case = golden.ORG_CONFIGS / "nhf/examples/tiny"
    by_hand = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    counts = json.loads(golden.export(case, tmp_path)["result.json"])["counts"]
    assert counts == by_hand


def test_every_kind_of_end_has_an_example() -> None:
    """There is a tiny example, a whole year with errors, and a period without records."""
    assert {case.name for case in golden.cases()} >= {"tiny", "2025", "empty-period"}
