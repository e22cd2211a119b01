"""The kit itself: its public names, its start, whole exports, and ends in memory."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import kolonne.testing
from kolonne.contract import AuditEnd, AuditError, AuditStatus, ExportRequest, ReportingPeriod
from kolonne.hookspecs import SourceError, StoreError, Wanted
from kolonne.testing import (
    BrokenPromiseError,
    Exporter,
    MemoryAuditStore,
    MemorySource,
    MemoryStore,
    check_reconciles,
    made_up_frame,
    values_of,
    workbook,
)
from unit.plugins.toys import Asking, Shouting

_DOCUMENT: dict[str, Any] = {
    "document": "demo.report",
    "title": "Report",
    "inputs": {"visits": {"key": "id", "fields": {"id": {"type": "text"}, "minutes": {"type": "integer"}}}},
    "rows": {"from": "visits", "keep": {"long": {"when": "minutes >= 45", "otherwise": "too short"}}},
    "sheets": {
        "visits": {
            "title": "Visits",
            "columns": {
                "id": {"header": "Id", "value": "shout(id)"},
                "minutes": {"header": "Minutes", "value": "minutes"},
            },
        }
    },
}
_RECORDS: dict[str, list[dict[str, Any]]] = {
    "visits": [{"id": "a", "minutes": 45}, {"id": "b", "minutes": 44}, {"id": "c", "minutes": "x"}]
}


@pytest.fixture
def export(tmp_path: Path) -> Exporter:
    """What the fixture `kolonne_export` gives."""
    return Exporter(tmp_path / "kolonne")


def test_names_are_there() -> None:
    """Every public name can be had, and nothing else can."""
    assert dir(kolonne.testing) == sorted(set(kolonne.testing.__all__))
    assert all(getattr(kolonne.testing, name) is not None for name in kolonne.testing.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = kolonne.testing.nothing  # type: ignore[attr-defined]


def test_nothing_heavy_is_imported_when_pytest_starts() -> None:
    """Who has kolonne installed and tests something else waits for nothing."""
    heavy = (
        "polars",
        "pyarrow",
        "pydantic",
        "numpy",
        "pluggy_kolonne",
        "jsonschema",
        "kolonne.contract",
        "kolonne.run",
    )
    code = f"import sys, kolonne.testing.pytest_plugin; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_the_fixtures_are_there(tmp_path: Path) -> None:
    """A test of a plugin names them, and pytest gives them."""
    (tmp_path / "test_mine.py").write_text(
        "def test_mine(kolonne_export, kolonne_store, kolonne_audit, kolonne_notifier):\n"
        "    exported = kolonne_export([], {}, org='demo', store=kolonne_store, audit=kolonne_audit)\n"
        "    assert exported.failure.error_code == 'column_mapping_unavailable'\n"
        "    assert not kolonne_notifier.notices\n"
    )
    # By its name as an installation knows it, or where this one is older than the entry point by that of the module.
    code = (
        "import pytest, sys\nfrom importlib.metadata import entry_points\n"
        "known = [one for one in entry_points(group='pytest11') if one.name == 'kolonne']\n"
        "sys.exit(pytest.main(['-q', '-p', 'no:cacheprovider', *([] if known else ['-p', 'kolonne.testing.pytest_plugin'])]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


@pytest.mark.parametrize("export_format", ["csv", "xlsx"])
def test_a_whole_export_in_a_few_lines(export_format: str, export: Exporter) -> None:
    """Its rows, counts, files, audit record and notices are there to be looked at."""
    exported = export(_DOCUMENT, _RECORDS, [Shouting("demo")], export_format=export_format)
    assert exported.sheets == {"visits": [{"id": "A", "minutes": 45}]}
    assert exported.counts.left_out["long"] == 2
    assert [row["reason"] for row in exported.appendices["left_out"]] == ["long", "long"]
    assert exported.content == exported.files[f"demo_report_2025.{export_format}"] != b""
    assert [record.end.status for record in exported.audit] == [AuditStatus.SUCCEEDED]
    assert [notice.error_code for notice in exported.notices] == [""]
    assert "minutes" in exported.reasons[0]
    check_reconciles(exported)
    with pytest.raises(BrokenPromiseError, match="there is a report"):
        _ = exported.failure


def test_an_export_that_fails(export: Exporter) -> None:
    """What it says is what a test sees that thought it would succeed."""
    exported = export(_DOCUMENT, _RECORDS)
    assert "shout" in exported.failure.message
    assert (exported.sheets, exported.content, exported.files) == ({}, b"", {})
    with pytest.raises(BrokenPromiseError, match="shout"):
        _ = exported.success
    with pytest.raises(BrokenPromiseError, match="nothing was counted"):
        check_reconciles(exported)


def test_settings_and_lists_of_a_test(export: Exporter) -> None:
    """A plugin gets its settings under its name, and documents may stand beside each other."""
    plugin = Asking("demo")
    kinds = {"enumeration": "demo.kind", "title": "Kind", "unknown": "error", "codes": {"a": {"label": "A"}}}
    exported = export([kinds, _DOCUMENT], _RECORDS, {"loud": plugin}, settings={"loud": {"volume": 3}})
    assert exported.success.counts.exported == 1
    assert plugin.given == {"volume": 3}
    wrong = export(_DOCUMENT, _RECORDS, {"loud": plugin}, settings={"loud": {"volume": 12}})
    assert "found `12`, which is more than 11" in wrong.failure.message


def test_a_store_that_fails_fails_the_export(export: Exporter) -> None:
    """A store in memory can be told what to refuse; what was put before is taken back."""
    store = MemoryStore(refuses=["manifest.json"])
    exported = export(_DOCUMENT, _RECORDS, [Shouting("demo")], store=store)
    assert exported.failure.error_code == "upload_failed"
    assert store.files == {}
    assert store.calls[0].startswith("remove ")
    with pytest.raises(StoreError):
        MemoryStore(refuses_all=True).remove("a.csv")


def test_an_audit_store_that_fails_fails_the_export(export: Exporter) -> None:
    """Without a record there is no export."""
    audit = MemoryAuditStore(refuses=["start"])
    assert (
        export(_DOCUMENT, _RECORDS, [Shouting("demo")], audit=audit).failure.error_code == "audit_service_unavailable"
    )


def test_documents_say_what_they_are(export: Exporter) -> None:
    """A dictionary that is no document, and documents of which nobody says whose they are, are mistakes of the test."""
    with pytest.raises(ValueError, match="number 1 has none of"):
        export({"sheet": {}}, {})
    with pytest.raises(ValueError, match="org: is not said"):
        export([], {})


def _request() -> ExportRequest:
    return ExportRequest("demo", "u-17", ReportingPeriod.year(2025), "csv")


def test_audit_records_end_once() -> None:
    """started → running → ended, and nothing more."""
    store = MemoryAuditStore()
    one = store.start(_request(), "2025", 60)
    with pytest.raises(AuditError, match="never ran"):
        store.finish(one, AuditEnd(AuditStatus.SUCCEEDED))
    store.running(one, "demo.report", "print")
    with pytest.raises(AuditError, match="runs already"):
        store.running(one, "demo.report", "print")
    with pytest.raises(AuditError, match="cannot end"):
        store.finish(one, AuditEnd(AuditStatus.RUNNING))
    store.finish(one, AuditEnd(AuditStatus.SUCCEEDED))
    with pytest.raises(AuditError, match="never changes"):
        store.heartbeat(one, 1)
    with pytest.raises(AuditError, match="never changes"):
        store.finish(one, AuditEnd(AuditStatus.FAILED))
    with pytest.raises(AuditError, match="no record"):
        store.read("other")


def test_audit_records_run_out() -> None:
    """A promise that nobody renewed has failed, swept or not."""
    clock = [datetime(2025, 1, 1, tzinfo=UTC)]
    store = MemoryAuditStore(now=lambda: clock[0])
    one, other = store.start(_request(), "2025", 60), store.start(_request(), "2025", 600)
    clock[0] += timedelta(seconds=59)
    store.heartbeat(one, 60)
    clock[0] += timedelta(seconds=60)
    assert (store.read(one).end.error_code, store.read(other).end.error_code) == ("lease_expired", "")
    assert (store.sweep(), store.sweep()) == (1, 0)
    assert [record.audit_id for record in store.list("demo", 1)] == [other]
    assert store.list("other") == ()


def test_records_in_memory_are_a_source() -> None:
    """Batches no longer than asked, and none of an input that was not given."""
    source = MemorySource({"visits": [{"id": "1"}, {"id": "2"}, {"id": "3"}]})
    batches = list(source.read(Wanted("visits", ("id",)), 2))
    assert [batch.num_rows for batch in batches] == [2, 1]
    assert source.count("visits") == 3
    assert sum(batch.num_rows for batch in source.read(Wanted("other", ("id",)), 2)) == 0
    assert issubclass(SourceError, Exception)


@pytest.mark.parametrize("of", ["text", "integer", "number", "decimal(0)", "decimal(12)", "boolean", "date", "time", "datetime", "list(text)", "list(decimal(2))"])  # fmt: skip
def test_made_up_values_are_of_their_type(of: str) -> None:
    """Blanks among them, all of them somewhere, and the same every time."""
    frame = made_up_frame({"cell": of}, 300)
    assert frame["cell"][0] is None
    assert len(values_of(of)) - 1 <= frame["cell"].n_unique()
    assert frame.equals(made_up_frame({"cell": of}, 300))


def test_a_made_up_workbook_has_everything() -> None:
    """A column of each type, blanks, formulas, and frames that can be read again."""
    made = workbook(100, sheets=2, frame_rows=30, appendices=True)
    (first, second), (about,) = made.sheets, made.appendices
    assert [frame.height for frame in first.frames()] == [30, 30, 30, 10]
    assert len(list(second.frames())) == len(list(second.frames()))
    assert {column.type for column in first.columns} == {
        "text", "integer", "number", "decimal", "boolean", "date", "time", "datetime",
    }  # fmt: skip
    cells = next(iter(first.frames()))["what"].to_list()
    assert {None, "=1+1", "Ærlig Øyvind på Ås"} <= set(cells)
    assert about.rows == 2
