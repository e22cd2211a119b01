"""Every code that an export can fail with, from a real run, and what its record says."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from integration.house import House, record
from kolonne.audit import SqliteAuditStore
from kolonne.contract import (
    AuditEnd,
    AuditError,
    AuditStatus,
    ExportErrorCode,
    ExportFailure,
    ReportingPeriod,
    SessionContext,
)

_NOBODY = 65534


def ended(house: House, result: ExportFailure, code: ExportErrorCode) -> str:
    """The message of a failure with that code, whose record tells the same."""
    assert result.error_code is code, result
    found = house.newest()
    assert (found.audit_id, found.end.status) == (result.audit_id, AuditStatus.FAILED)
    assert (found.end.error_code, found.end.message) == (str(code), result.message)
    assert found.finished_at is not None
    return result.message


def test_no_record_in_the_period_is_no_data(house: House) -> None:
    """Records that all lie outside the period make no file, and the message counts them by reason."""
    house.records([record(1, day="2024-12-31"), record(2, day="2026-01-01"), record(3, day="")])
    result = house.fail()
    message = ended(house, result, ExportErrorCode.NO_DATA_FOR_PERIOD)
    assert message == "input `visits`: none of 3 records lies in 2025 (no_date: 1, outside_period: 2)"
    assert result.counts is not None
    assert (result.counts.read, result.counts.reconciles) == (3, True)


def test_an_empty_source_is_no_data(house: House) -> None:
    """A file with nothing but its header makes no report."""
    house.records([])
    message = ended(house, house.fail(), ExportErrorCode.NO_DATA_FOR_PERIOD)
    assert message == "input `visits`: there are no records at all"


def test_an_unknown_organisation_has_no_mapping(house: House) -> None:
    """An organisation without a folder is told together with those that have one."""
    session = SessionContext("u-17", frozenset({"nobody"}), frozenset({"export"}))
    result = house.fail(house.orchestrator(session=session), org_id="nobody")
    message = ended(house, result, ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE)
    assert "there is no organisation `nobody`; there are `demo`" in message
    assert result.counts is None


def test_a_period_without_a_document_has_no_mapping(house: House) -> None:
    """A document that is not valid yet is told with the time it is valid in."""
    house.document(lambda document: document.update(valid={"from": "2026-01-01"}))
    message = ended(house, house.fail(), ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE)
    assert "no document that is valid on 2025-01-01" in message


def test_a_broken_document_is_no_mapping_and_its_problems_are_told_shortly(house: House) -> None:
    """Of many problems the first three stand in one line each at their place, and the rest is counted."""

    def break_it(document: dict[str, Any]) -> None:
        for at in range(6):
            document["rules"][f"bad{at}"] = {"check": "nothing_of_that_name > 1", "severity": "error", "message": "x"}

    house.document(break_it)
    message = ended(house, house.fail(), ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE)
    assert message.count("report.json:1:") == 3
    assert message.endswith("; … and 3 more, which `kolonne validate` lists")
    assert "\n" not in message


def test_an_unknown_time_zone_is_no_mapping(house: House) -> None:
    """A mistyped time zone is a problem of the organisation's file, not a crash."""
    house.organisation(timezone="Europe/Olso")
    message = ended(house, house.fail(), ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE)
    assert "Europe/Olso" in message


def test_a_missing_file_is_an_unreadable_source(house: House) -> None:
    """A source that is not there is told by its name."""
    result = house.fail(house.orchestrator(house.folder / "nowhere.csv"))
    assert "nowhere.csv" in ended(house, result, ExportErrorCode.SOURCE_UNREADABLE)


def test_a_broken_file_is_told_with_its_line(house: House) -> None:
    """A record with too many cells is told with the file and the line."""
    path = house.source / "visits.csv"
    path.write_text(path.read_text(encoding="utf-8") + "a;b;c;d;e;f;g;h\n", encoding="utf-8")
    assert "visits.csv:5:" in ended(house, house.fail(), ExportErrorCode.SOURCE_UNREADABLE)


def test_a_source_without_a_required_column_is_unreadable(house: House) -> None:
    """A required field that no record can have is one mistake about the source, not one a row."""
    (house.source / "visits.csv").write_text("day;minutes\n2025-05-01;60\n", encoding="utf-8")
    result = house.fail()
    message = ended(house, result, ExportErrorCode.SOURCE_UNREADABLE)
    assert message == "input `visits` has no column `id`; of the wanted columns it has `day`, `minutes`"


def test_a_fatal_rule_rejects_the_data(house: House) -> None:
    """A broken fatal rule is told with the record it was broken by, and with no value of it."""
    house.records([record(0), record(1, minutes=666), record(2, minutes=666)])
    result = house.fail()
    message = ended(house, result, ExportErrorCode.DATA_REJECTED)
    assert message == "2 rows break a fatal rule, the first is record 2 at `rules.whole`; no file is made"
    assert [report.affected_row_indices for report in result.partial_failures if report.is_fatal] == [(1,), (2,)]


def test_a_line_that_stops_the_export_is_still_counted(house: House) -> None:
    """What a rule of the report tells beside a fatal rule of lines is told of all of the lines."""

    def change(content: dict[str, Any]) -> None:
        columns = {"minutes": {"header": "Minutter", "value": "sum(minutes)"}}
        content["sheets"]["sum"] = {"title": "Sum", "group": [], "columns": columns}
        content["rules"] = {
            "most": {
                "per": "group",
                "sheet": "sum",
                "check": "minutes < 100",
                "severity": "fatal",
                "message": "{minutes}",
            },
            "least": {
                "per": "report",
                "check": "sum(sheets.sum.minutes) > 50",
                "severity": "fatal",
                "message": "for lite",
            },
        }

    house.document(change)
    assert [report.failure_reason for report in house.fail().partial_failures] == ["180"]


def test_a_fatal_rule_is_told_even_after_a_thousand_failures(house: House) -> None:
    """The rule that stops an export stands in the message when its report no longer fits."""
    house.records([*(record(at, minutes=5000) for at in range(1200)), record(1200, minutes=666)])
    result = house.fail()
    assert "record 1201 at `rules.whole`" in ended(house, result, ExportErrorCode.DATA_REJECTED)
    assert result.partial_failures[-1].failure_reason.endswith("the complete list is not kept, as no file was made")


def test_a_folder_that_is_a_file_cannot_be_uploaded_to(house: House) -> None:
    """A report that its store does not take is none."""
    house.out.write_text("mine")
    result = house.export()
    assert isinstance(result, ExportFailure)
    ended(house, result, ExportErrorCode.UPLOAD_FAILED)
    assert house.out.read_text() == "mine"
    assert house.private() == []


@pytest.fixture
def closed_out(house: House) -> Iterator[House]:
    """A house whose store may be read and not be written, even by root."""
    house.succeed()
    for path in house.folder.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    for path in (house.folder, *house.folder.parents):
        if path.owner() == "root" and "pytest" in str(path):
            path.chmod(0o755)
    house.out.chmod(0o555)
    was = os.geteuid()
    if was == 0:
        house.audit.chmod(0o666)
        house.folder.chmod(0o777)
        os.seteuid(_NOBODY)
    try:
        yield house
    finally:
        os.seteuid(was)
        house.out.chmod(0o755)


def test_a_store_that_cannot_be_written_keeps_what_it_had(closed_out: House) -> None:
    """A read-only folder keeps the earlier report as it was."""
    before = closed_out.kept()
    result = closed_out.export()
    assert isinstance(result, ExportFailure)
    ended(closed_out, result, ExportErrorCode.UPLOAD_FAILED)
    assert closed_out.kept() == before
    assert len(before) == 2


def test_an_audit_store_that_cannot_be_written_stops_everything(house: House) -> None:
    """An export that cannot be recorded does not begin."""
    house.audit.mkdir()
    result = house.fail()
    assert (result.error_code, result.audit_id) == (ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE, None)
    assert str(house.audit) in result.message


class _LosesTheEnd(SqliteAuditStore):
    def finish(self, audit_id: str, end: AuditEnd) -> None:
        if end.status is AuditStatus.SUCCEEDED:
            raise AuditError("the disk is full")
        super().finish(audit_id, end)


def test_an_export_whose_end_cannot_be_recorded_leaves_nothing(house: House) -> None:
    """What is not on record did not happen: the stored files are taken back."""
    house.records([record(1), record(2, minutes=5000)])
    result = house.fail(house.orchestrator(audit=_LosesTheEnd(house.audit)))
    assert ended(house, result, ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE) == "the disk is full"


class _DiesBeforeTheUpload(SqliteAuditStore):
    def heartbeat(self, audit_id: str, lease: float) -> None:
        raise AuditError(f"{audit_id} is not alive, asked for {lease} s")


def test_an_export_that_is_no_longer_on_record_replaces_nothing(house: House) -> None:
    """The earlier report stays when the audit store goes away before the upload."""
    house.succeed()
    before = {path.name: path.read_bytes() for path in house.out.iterdir()}
    house.records([record(9)])
    result = house.export(house.orchestrator(audit=_DiesBeforeTheUpload(house.audit)))
    assert isinstance(result, ExportFailure)
    ended(house, result, ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE)
    assert {path.name: path.read_bytes() for path in house.out.iterdir()} == before


_ALLOWED = {"user_id": "u-17", "organisations": frozenset({"demo"}), "roles": frozenset({"export"})}
_PAST = datetime.now(UTC) - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("session", "message"),
    [
        ({"user_id": "ola"}, "the request names another user than the session"),
        ({"organisations": frozenset({"other"})}, "the session has no access to organisation `demo`"),
        ({"roles": frozenset({"read"})}, "the session lacks the role `export`"),
        ({"expires_at": _PAST}, f"the session ended at {_PAST.isoformat()}"),
    ],
)
def test_what_a_session_may_not_do_touches_nothing(house: House, session: dict[str, Any], message: str) -> None:
    """A refused export leaves no audit record, no file and no folder."""
    before = sorted(house.folder.rglob("*"))
    result = house.fail(house.orchestrator(session=SessionContext(**{**_ALLOWED, **session})))
    assert (result.error_code, result.audit_id) == (ExportErrorCode.PERMISSION_DENIED, None)
    assert result.message == message
    assert sorted(house.folder.rglob("*")) == before


_LIMITED = """
import asyncio, json, resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from integration.house import House, record
house = House(Path(sys.argv[1]))
house.records([record(number) for number in range(2000)])
orchestrator = house.orchestrator()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (48_000, 48_000))
result = asyncio.run(orchestrator.export(house.request()))
print(json.dumps([str(result.error_code), result.message, house.kept(), house.private(), house.newest().end.error_code]))
"""


def test_a_full_disk_is_a_failed_generation(tmp_path: Path) -> None:
    """A file that does not fit on the disk leaves a failure on record and nothing else."""
    tests = str(Path(__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", _LIMITED, str(tmp_path), tests], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    code, message, kept, private, recorded = json.loads(done.stdout)
    assert (code, recorded) == ("file_generation_failed", "file_generation_failed")
    assert "File too large" in message
    assert (kept, private) == ([], [])


def test_a_place_for_private_folders_that_is_not_there_fails_on_record(house: House) -> None:
    """Where nothing can be written, the failure is recorded all the same."""
    house.work.rmdir()
    result = house.export()
    assert isinstance(result, ExportFailure)
    assert str(house.work) in ended(house, result, ExportErrorCode.FILE_GENERATION_FAILED)


def test_a_local_year_follows_the_organisations_clock(house: House) -> None:
    """The record and the file name the period by the time zone of the organisation."""
    house.organisation(timezone="America/New_York")
    period = ReportingPeriod.year(2025, "America/New_York")
    result = house.succeed(reporting_period=period)
    assert result.download_artifact.file_name == "demo_report_2025.csv"
    assert house.newest().period == "2025"
