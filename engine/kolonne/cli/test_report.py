"""What is told of the tests of documents: for people, side by side, and for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import field

from kolonne.cli.printing import counted
from kolonne.contract import Problem
from kolonne.contract.quick import dataclass
from kolonne.orchestrator import Difference, Rehearsed

_MOST_SHOWN = 30
#: Longer values go on below themselves.
_WIDTH = 48
_HEADS = ("where", "expected", "found")


@dataclass(slots=True)
class Tested:
    """One document and how its tests ended; with problems, none of them is run."""

    file: str
    document: str
    problems: tuple[Problem, ...] = ()
    tests: list[Rehearsed] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How many tests failed."""
        return sum(bool(test.differences) for test in self.tests)

    @property
    def is_passed(self) -> bool:
        return not self.problems and not self.failed

    @property
    def is_untested(self) -> bool:
        return not self.problems and not self.tests


def told(tested: Tested) -> str:
    """What is wrong, as text; nothing where all is as expected."""
    parts = [str(problem) for problem in tested.problems]
    if tested.problems:
        parts.append(f"{tested.file}: the document has problems; its tests are not run")
    parts += (_told_test(test, tested) for test in tested.tests if test.differences)
    return "\n".join(parts)


def summary(done: Sequence[Tested]) -> str:
    """One line about everything."""
    tests = sum(len(tested.tests) for tested in done)
    failed = sum(tested.failed for tested in done)
    broken = sum(bool(tested.problems) for tested in done)
    seconds = sum(test.seconds for tested in done for test in tested.tests)
    ends = [f"{failed:,} failed" if failed else "", f"{counted(broken, 'document')} with problems" if broken else ""]
    told_ends = ", ".join(end for end in ends if end) or ("all passed" if tests else "nothing to run")
    return f"{counted(len(done), 'document')}, {counted(tests, 'test')}: {told_ends} ({seconds:.1f} s)"


def place_of(test: Rehearsed, tested: Tested) -> str:
    """Where the test is written; of an inherited one, for which document it was run too."""
    place = test.trial.place
    inherited = "" if place.file == tested.file else f" for {tested.document}"
    return f"{place.file}:{place.line}:{place.column}: {test.trial.name}{inherited}"


def _told_test(test: Rehearsed, tested: Tested) -> str:
    return "\n".join([f"{place_of(test, tested)}: failed", *side_by_side(test.differences)])


def side_by_side(differences: Sequence[Difference]) -> list[str]:
    """A table of what was expected beside what was found."""
    shown = differences[:_MOST_SHOWN]
    rows = [_HEADS, *((_where(one), _expected(one), _found(one)) for one in shown)]
    cells = [[_folded(text) for text in row] for row in rows]
    widths = [max(len(line) for row in cells for line in row[at]) for at in range(len(_HEADS))]
    lines = [line for row in cells for line in _laid_out(row, widths)]
    if len(differences) > len(shown):
        lines.append(f"  … and {len(differences) - len(shown):,} more differences")
    return lines


def _laid_out(row: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for at in range(max(len(cell) for cell in row)):
        texts = (cell[at] if at < len(cell) else "" for cell in row)
        yield ("  " + "  ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True))).rstrip()


def _folded(text: str) -> list[str]:
    return [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)] or [""]


def _where(one: Difference) -> str:
    match one.kind:
        case "cell" | "line":
            return f"{one.where} line {one.line}" + (f", {one.column}" if one.column else "")
        case "failure":
            return f"failure {one.line}" + (f", {one.column}" if one.column else "")
        case "excluded":
            return f"excluded, {one.where}"
        case _:
            return one.kind


def _expected(one: Difference) -> str:
    return _nothing(one) if one.is_extra else _text(one.expected, one)


def _found(one: Difference) -> str:
    return _nothing(one) if one.is_missing else _text(one.found, one)


def _nothing(one: Difference) -> str:
    return f"no such {one.kind}"


def _text(value: object, one: Difference) -> str:
    """Texts in quotes, so that a number and its text are not mistaken for each other; lines as `column=value`."""
    if isinstance(value, dict):
        return ", ".join(f"{name}={_text(each, one)}" for name, each in value.items())
    if one.kind == "refused":
        return "not refused" if value is None else str(value)
    return "empty" if value is None else json.dumps(value, ensure_ascii=False)


def tested_json(tested: Tested) -> dict[str, object]:
    """The form that `kolonne test --format json` prints."""
    return {
        "file": tested.file,
        "document": tested.document,
        "problems": [problem.as_json() for problem in tested.problems],
        "tests": [
            {
                "name": test.trial.name,
                "file": test.trial.place.file,
                "line": test.trial.place.line,
                "passed": not test.differences,
                "seconds": round(test.seconds, 3),
                "differences": [one.as_json() for one in test.differences],
            }
            for test in tested.tests
        ],
    }
