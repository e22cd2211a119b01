"""`kolonne eval`: one expression, one row."""

import json
from collections.abc import Callable

import pytest

from unit.cli.conftest import Command, Ended


@pytest.mark.parametrize("evaluator", ["vector", "scalar", "both"])
def test_a_value_is_printed_with_its_type(kolonne: Command, evaluator: str) -> None:
    """Decimals and dates are texts on the way in and out."""
    types, row = '{"cost": "decimal(2)", "day": "date"}', '{"cost": "1.10", "day": "2025-02-28", "count": 3}'
    done = kolonne("eval", "cost + count", "--types", types, "--row", row, "--evaluator", evaluator)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"value": "4.10", "type": "decimal(2)", "failures": []}
    done = kolonne("eval", "day", "--types", types, "--row", row, "--evaluator", evaluator)
    assert json.loads(done.stdout) == {"value": "2025-02-28", "type": "date", "failures": []}


def test_a_failure_of_the_row_is_told_beside_the_blank(kolonne: Command) -> None:
    """A computation that cannot be done gives a blank and its code, and exits with 0."""
    done = kolonne("eval", "1 / n", "--row", '{"n": 0}', "--evaluator", "both")
    told = json.loads(done.stdout)
    assert (done.returncode, told["value"]) == (0, None)
    assert [list(failure) for failure in told["failures"]] == [["code", "message"]]


def test_a_problem_is_told_as_validate_tells_it(kolonne: Command) -> None:
    """An expression that does not validate exits with 1, and its place is the column in the text."""
    done = kolonne("eval", "1 + nothing")
    (problem,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert (problem["file"], problem["line"], problem["column"]) == ("-", 1, 5)
    assert list(problem) == ["file", "line", "column", "pointer", "code", "message", "hint"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--types", "{"], "--types: this is no JSON"),
        (["--types", "[]"], "--types: a JSON object is needed"),
        (["--types", '{"a": "txt"}'], "--types: `a`: "),
        (["--row", "nonsense"], "--row: this is no JSON"),
        (["--row", '{"a": NaN}'], "--row: this is no JSON: there is no `NaN` in JSON"),
        (["--row", '{"a": "x"}', "--types", '{"a": "integer"}'], "--row: `a`: "),
        (["--row", '{"a": 99999999999999999999}'], "--row: `a`: "),
        (["--evaluator", "quantum"], "--evaluator: found `quantum`; allowed are `vector`, `scalar`, `both`"),
    ],
)
def test_a_wrong_call_exits_with_2(inside: Callable[..., Ended], arguments: list[str], message: str) -> None:
    """What is wrong is told with the option it stands in."""
    code, out, err = inside("eval", "1 + 1", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"kolonne: {message}")


def test_text_of_any_alphabet_survives_a_poor_encoding(kolonne: Command) -> None:
    """Where the terminal knows only ASCII, JSON escapes carry the rest."""
    done = kolonne("eval", "'ø' + a", "--row", '{"a": "\\u20ac"}', PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["value"] == "ø€"
