"""The funders' real rules: every one of them is a document, and what it gives is what it must give."""

import json
from pathlib import Path

import pytest

from rules import cases

NAMED = pytest.mark.parametrize("case", cases.cases(), ids=lambda case: case.name)


def test_every_rule_has_a_case() -> None:
    """The cases are numbered as the rules are, without a gap and without a double."""
    assert [case.name[:2] for case in cases.cases()] == [f"{number:02}" for number in range(1, cases.RULES + 1)]


@NAMED
def test_a_rule_is_said_without_problems(case: Path, tmp_path: Path) -> None:
    """Nothing is wrong with the documents and lists of a rule."""
    assert [str(problem) for problem in cases.problems(case, tmp_path)] == []


@NAMED
def test_a_rule_does_what_it_must(case: Path, tmp_path: Path) -> None:
    """The sheets, failures, reasons and counts of a rule are those that stand beside it."""
    found = cases.export(case, tmp_path)
    wanted = cases.expected(case)
    assert sorted(found) == sorted(wanted)
    for name, text in wanted.items():
        assert found[name].splitlines() == text.splitlines(), name


@NAMED
def test_the_tests_in_its_documents_pass(case: Path, tmp_path: Path) -> None:
    """What the documents of a rule say of themselves is true."""
    assert cases.untrue(case, tmp_path) == []


@NAMED
def test_the_records_of_a_rule_show_both_of_its_sides(case: Path) -> None:
    """Some run makes a report, and something is left out, fails or is told, or two runs give different sheets."""
    results, sheets, told = [], [], 0
    for name in cases.runs(case):
        texts = {path.name: path.read_text(encoding="utf-8") for path in (case / "expected" / name).glob("*.*")}
        results.append(json.loads(texts.pop("result.json")))
        told += bool(texts.pop("failures.csv", "")) + bool(texts.pop("left-out.csv", ""))
        sheets.append(tuple(sorted(texts.items())))
    assert any(result["status"] == "success" and result["counts"]["read"] for result in results)
    counts = [result["counts"] or {} for result in results]
    assert told or any(count.get("left_out") or count.get("failed") for count in counts) or len(set(sheets)) > 1


@NAMED
def test_a_rule_is_said_in_words(case: Path) -> None:
    """A rule has a heading and a paragraph, which the cookbook shows."""
    heading, _, words = (case / "rule.md").read_text(encoding="utf-8").partition("\n\n")
    assert heading.startswith("# ")
    assert words.strip()
