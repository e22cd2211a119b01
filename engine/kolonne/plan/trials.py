"""Tests of a document: which there are, and for which period each is run."""

from kolonne.contract import InvalidRequestError, ReportingPeriod
from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument, TestDefinition
from kolonne.documents import DocumentFile, Library, Place
from kolonne.plan.problems import Desk
from kolonne.plan.structure import read_model

#: The year of tests that name none, of documents that are valid at all times.
_SOME_YEAR = 2025


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """A test of a document, its own or one of a document that it extends."""

    name: str
    definition: TestDefinition
    #: Where its name is written.
    place: Place
    period: ReportingPeriod


def trials_of(library: Library, file: DocumentFile, timezone: str) -> tuple[TrialPlan, ...]:
    """The tests of a document without problems, in the order they are written, inherited ones first."""
    root, _ = library.resolved(file)
    model = read_model("document", Desk(root)) if root is not None else None
    tests = root.get("tests") if root is not None else None
    if not isinstance(model, ColumnDocument) or tests is None:
        return ()
    found: list[TrialPlan] = []
    for name, definition in model.tests.items():
        node = tests.member(name)
        place = (node.key_place or node.place) if node is not None else tests.place
        found.append(TrialPlan(name, definition, place, period_of(model, definition, timezone)))
    return tuple(found)


def period_of(document: ColumnDocument, test: TestDefinition, timezone: str) -> ReportingPeriod:
    """The period of a test; raises InvalidRequestError where what it says is none."""
    if test.period is not None:
        return ReportingPeriod.parse(test.period, timezone)
    since = document.valid.since if document.valid is not None else None
    if since is None:
        return ReportingPeriod.year(_SOME_YEAR, timezone)
    year = int(since[:4])
    return ReportingPeriod.year(year if since.endswith("-01-01") else min(year + 1, 9999), timezone)


def validity_reason(document: ColumnDocument, test: TestDefinition, timezone: str) -> str:
    """Why the test's period is none that the document can be used for; empty if it is."""
    try:
        day = period_of(document, test, timezone).first_day(timezone).isoformat()
    except InvalidRequestError as error:
        return error.reasons[0].partition(": ")[2]
    valid = document.valid
    if valid is None or ((valid.since or "") <= day and (valid.until is None or day < valid.until)):
        return ""
    return f"the document is not valid on {day}, when the period begins"
