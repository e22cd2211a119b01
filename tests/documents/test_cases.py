"""Every case of this folder: documents as people get them wrong, with what they are told, and documents that are right."""

import json
from pathlib import Path

import pytest

from documents.checking import INVALID, VALID, expected_of, problems_of


@pytest.mark.parametrize("case", INVALID, ids=lambda path: path.stem)
def test_invalid(case: Path) -> None:
    """A mistake is told with exactly these words at exactly this place."""
    expected = json.loads(expected_of(case).read_text(encoding="utf-8"))
    assert expected
    assert problems_of(case) == expected


@pytest.mark.parametrize("case", VALID, ids=lambda path: path.stem)
def test_valid(case: Path) -> None:
    """A document without mistakes has no problems."""
    assert problems_of(case) == []


def test_every_expectation_has_its_case() -> None:
    """No expectation outlives its case."""
    folder = INVALID[0].parent
    assert {path.name for path in folder.glob("*.problems.json")} == {expected_of(case).name for case in INVALID}
