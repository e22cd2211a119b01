import pytest

from kolonne.contract import Problem, Span

PLAIN = Problem("nhf/a.json", 3, 14, "/columns/0", "unknown_field", "found `titel`; allowed are `title`, `type`")
SHOWN = "nhf/a.json:3:14: unknown_field: found `titel`; allowed are `title`, `type`"


def _in(expression: str, start: int, end: int, hint: str = "") -> Problem:
    return Problem("-", 1, 1, "", "unknown_name", "found `titel`", hint, expression, Span(start, end))


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (PLAIN, SHOWN),
        (
            Problem("a.json", 1, 1, "", "c", "m", hint="did you mean `title`?"),
            "a.json:1:1: c: m\n  hint: did you mean `title`?",
        ),
        (
            _in("upper(titel)", 6, 11, "say `title`"),
            "-:1:1: unknown_name: found `titel`\n    upper(titel)\n          ^^^^^\n  hint: say `title`",
        ),
        (_in("a +", 3, 3), "-:1:1: unknown_name: found `titel`\n    a +\n       ^"),
        (
            _in("a\n\t+ \x1b[31mtitel", 9, 14),
            "-:1:1: unknown_name: found `titel`\n    a  +  [31mtitel\n             ^^^^^",
        ),
        (Problem("a.json", 1, 1, "", "c", "m", expression="a + b"), "a.json:1:1: c: m"),
        (
            Problem("a\x9b.json", 1, 1, "", "c", "found `\x1b[2Jæ\u202e\r`", hint="say `\x07`"),
            "a\\x9b.json:1:1: c: found `\\x1b[2Jæ\\u202e\\r`\n  hint: say `\\x07`",
        ),
    ],
    ids=["plain", "hint", "expression", "at the end", "control characters", "no span", "what a terminal obeys"],
)
def test_text(problem: Problem, text: str) -> None:
    """Place first, then the code and the message, then the expression with the mistake marked, then the hint."""
    assert str(problem) == text


def test_as_json() -> None:
    """The fields that machines read, in their order."""
    assert PLAIN.as_json() == {
        "file": "nhf/a.json",
        "line": 3,
        "column": 14,
        "pointer": "/columns/0",
        "code": "unknown_field",
        "message": "found `titel`; allowed are `title`, `type`",
        "hint": "",
    }
