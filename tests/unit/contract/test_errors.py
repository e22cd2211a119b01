import copy
import pickle
from pathlib import Path

import pytest

from kolonne.contract import (
    ArtifactGoneError,
    AuditError,
    DocumentError,
    InvalidRequestError,
    KolonneError,
    NoDocumentError,
    PluginError,
    Problem,
    SourceError,
    StoreError,
    WorkbookError,
    WriterError,
)

PROBLEMS = tuple(Problem("a.json", line, 1, "", "c", "m") for line in range(1, 26))
ERRORS = [
    InvalidRequestError(("org_id: is empty", "locale: found `x`")),
    DocumentError(PROBLEMS),
    WorkbookError("unsafe", "form.xlsx: the workbook holds macros"),
    SourceError("no header", path=Path("in/a.csv"), line=1),
    *(kind("a: b") for kind in (NoDocumentError, WriterError, StoreError, AuditError, ArtifactGoneError, PluginError)),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_survive_the_way_between_processes(error: KolonneError) -> None:
    """An error that comes out of a child process is the same error: class, text and what it carries."""
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own bytes
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert vars(other) == vars(error)


def test_an_invalid_request_is_a_value_error() -> None:
    """Callers that know nothing of kolonne catch it as Python's own."""
    assert isinstance(ERRORS[0], ValueError)
    assert str(ERRORS[0]) == "org_id: is empty; locale: found `x`"


def test_a_document_error_shows_twenty_problems_and_carries_all() -> None:
    """A long list is cut for people only."""
    error = DocumentError(PROBLEMS)
    lines = str(error).splitlines()
    assert (len(lines), lines[0], lines[-1]) == (21, "a.json:1:1: c: m", "… and 5 more")
    assert error.problems == PROBLEMS
    assert "more" not in str(DocumentError(PROBLEMS[:20]))


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (SourceError("no header"), "no header"),
        (SourceError("no header", path=Path("a.csv")), "a.csv: no header"),
        (SourceError("no header", path=Path("a.csv"), line=7), "a.csv:7: no header"),
    ],
)
def test_a_source_error_begins_with_the_place(error: SourceError, text: str) -> None:
    """File first, then the line, where they are known."""
    assert str(error) == text
