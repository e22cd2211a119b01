"""What a caller is told of an error is short."""

from kolonne.contract import DocumentError, Problem, SourceError
from kolonne.orchestrator.messages import told


def _problems(count: int) -> tuple[Problem, ...]:
    return tuple(Problem("a.json", at + 1, 2, "/x", "code", f"wrong {at}", "a hint") for at in range(count))


def test_few_problems_are_all_told() -> None:
    """Up to three problems stand in the message, with place and code."""
    assert told(DocumentError(_problems(2))) == "a.json:1:2: code: wrong 0; a.json:2:2: code: wrong 1"


def test_many_problems_are_counted() -> None:
    """The fourth and later ones are left to `kolonne validate`."""
    assert told(DocumentError(_problems(40))).endswith("wrong 2; … and 37 more, which `kolonne validate` lists")


def test_a_message_is_one_line_of_bounded_length() -> None:
    """Line breaks become blanks, and what is too long ends with a mark."""
    assert told(SourceError("one\n  two")) == "one two"
    assert len(told(SourceError("x" * 10_000))) < 2100
    assert told(SourceError("x" * 10_000)).endswith(" …")


def test_an_error_without_a_text_is_told_by_its_kind() -> None:
    """No message is ever empty."""
    assert told(OSError()) == "OSError"
