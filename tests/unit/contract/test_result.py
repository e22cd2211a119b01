import dataclasses
import inspect
import re
from datetime import UTC, datetime

import pytest

from kolonne.contract import Counts, ExportErrorCode, ExportFailure, PartialFailureReport

NOW = datetime(2026, 1, 2, tzinfo=UTC)
GIVEN = {
    "no_data_for_period",
    "column_mapping_unavailable",
    "file_generation_failed",
    "audit_service_unavailable",
    "permission_denied",
}


@pytest.mark.parametrize("code", ExportErrorCode)
def test_failure(code: ExportErrorCode) -> None:
    """A failure carries its code and message, knows no rows unless told, and cannot be changed."""
    failure = ExportFailure("a1", code, "nhf: nothing to export", NOW)
    assert (failure.audit_id, failure.error_code, failure.failed_at) == ("a1", code, NOW)
    assert failure.message == "nhf: nothing to export"
    assert (failure.counts, failure.partial_failures) == (None, ())
    with pytest.raises(dataclasses.FrozenInstanceError):
        failure.message = "other"  # type: ignore[misc]


@pytest.mark.parametrize("code", ExportErrorCode)
def test_code(code: ExportErrorCode) -> None:
    """A code is its name in lower snake case, is text wherever text is needed, and is explained where it is defined."""
    assert code.value == code.name.lower() == f"{code}"
    assert re.fullmatch("[a-z]+(_[a-z]+)*", code.value)
    assert ExportErrorCode(code.value) is code
    assert re.search(rf'#: [A-Z].*\.\n    {code.name} = "', inspect.getsource(ExportErrorCode))


def test_the_codes_that_were_asked_for() -> None:
    """The codes that callers were promised are there."""
    assert set(ExportErrorCode) >= GIVEN


def test_a_failure_before_the_record() -> None:
    """A request that was refused before it was recorded has no audit ID."""
    assert ExportFailure(None, ExportErrorCode.PERMISSION_DENIED, "no", NOW).audit_id is None


def test_a_failure_tells_what_was_known() -> None:
    """Rejected data come with counts and reports."""
    report = PartialFailureReport((3,), "no leader", "rules.leader_present", is_fatal=True)
    failure = ExportFailure("a1", ExportErrorCode.DATA_REJECTED, "no", NOW, Counts(read=4), (report,))
    assert failure.counts == Counts(read=4)
    assert failure.partial_failures == (report,)
