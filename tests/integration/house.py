"""A small organisation, its records, and exports of them, in a folder of a test's own."""

import asyncio
import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from kolonne.audit import SqliteAuditStore
from kolonne.contract import (
    AuditRecord,
    AuditStore,
    ExportFailure,
    ExportFormat,
    ExportRequest,
    ExportResult,
    ExportSuccess,
    ReportingPeriod,
    SessionContext,
    Source,
    Store,
    Wanted,
)
from kolonne.orchestrator import PipelineOrchestrator, build_orchestrator
from kolonne.plugins import Plugins

DOCUMENT: dict[str, Any] = {
    "document": "demo.report",
    "title": {"nb": "Rapport", "en": "Report"},
    "inputs": {
        "visits": {
            "key": "id",
            "fields": {
                "id": {"type": "text", "required": True},
                "day": {"type": "date"},
                "minutes": {"type": "integer"},
                "name": {"type": "text", "sensitivity": "personal"},
                "diagnosis": {"type": "text", "sensitivity": "health"},
            },
        }
    },
    "rows": {
        "from": "visits",
        "in_period": "day",
        "keep": {"long": {"when": "minutes >= 10", "otherwise": {"nb": "for kort", "en": "too short"}}},
    },
    "sheets": {
        "visits": {
            "title": {"nb": "Besøk", "en": "Visits"},
            "columns": {
                "id": {"header": "Id", "value": "id"},
                "day": {"header": {"nb": "Dag", "en": "Day"}, "value": "day"},
                "minutes": {"header": "Minutter", "value": "minutes"},
                "name": {"header": "Navn", "value": "name", "sensitivity": "personal", "release": True},
            },
        }
    },
    "rules": {
        "sane": {"check": "minutes < 1000", "severity": "error", "message": "{minutes} minutter"},
        "round": {"check": "minutes != 77", "severity": "warning", "message": "sju"},
        "whole": {"check": "minutes != 666", "severity": "fatal", "message": "ikke dette"},
    },
}
#: The stems of the names of the report above for 2025.
STEM = "demo_report_2025"


def record(number: int, **cells: object) -> dict[str, object]:
    """One record; what is not said is as it should be."""
    usual = {"id": f"A{number}", "day": "2025-05-01", "minutes": 60, "name": f"Kari {number}", "diagnosis": "none"}
    return {**usual, **cells}


class House:
    """Everything an export needs, under one folder; nothing outside of it is touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.org_configs, self.out, self.work = folder / "org_configs", folder / "out", folder / "work"
        self.audit = folder / "audit.sqlite3"
        self.source = folder / "input"
        for place in (self.work, self.source):
            place.mkdir()
        self.document()
        self.organisation()
        self.records([record(number) for number in range(3)])

    def document(self, change: Callable[[dict[str, Any]], object] = lambda _: None, org: str = "demo") -> None:
        """Write the organisation's document, changed."""
        content = deepcopy(DOCUMENT)
        content["document"] = f"{org}.report"
        change(content)
        folder = self.org_configs / org / "documents"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.json").write_text(json.dumps(content), encoding="utf-8")

    def organisation(self, org: str = "demo", **members: object) -> None:
        """Write the organisation's own file."""
        content = {"organisation": org, "name": org.title(), "default_document": f"{org}.report", **members}
        (self.org_configs / org / "organisation.json").write_text(json.dumps(content), encoding="utf-8")

    def records(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Write the records."""
        with (self.source / "visits.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(record(0)), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)

    def request(self, **asked: Any) -> ExportRequest:
        """A request for the year 2025."""
        usual = {
            "org_id": "demo",
            "requesting_user_id": "u-17",
            "reporting_period": ReportingPeriod.year(2025),
            "export_format": ExportFormat.CSV,
        }
        return ExportRequest(**{**usual, **asked})

    def orchestrator(
        self,
        source: Source | str | Path | None = None,
        *,
        session: SessionContext | None = None,
        store: Store | Path | str | None = None,
        keep: bool = True,
        audit: AuditStore | Path | None = None,
        plugins: Sequence[object] = (),
        plugin_seconds: float = 60.0,
        lease: float = 60.0,
    ) -> PipelineOrchestrator:
        """An orchestrator whose private folders lie in the house; `keep=False` is one without a store."""
        signed_in = SessionContext("u-17", frozenset({"demo"}), frozenset({"export"}))
        built = build_orchestrator(
            self.org_configs,
            session or signed_in,
            source or self.source,
            out=(store or self.out) if keep else None,
            audit=audit or self.audit,
            lease=lease,
        )
        return replace(
            built, work_folder=self.work, plugins_of=lambda: Plugins(plugins, installed=False, seconds=plugin_seconds)
        )

    def export(self, orchestrator: PipelineOrchestrator | None = None, **asked: Any) -> ExportResult:
        """One export, to its end."""
        return asyncio.run((orchestrator or self.orchestrator()).export(self.request(**asked)))

    def succeed(self, orchestrator: PipelineOrchestrator | None = None, **asked: Any) -> ExportSuccess:
        """One export that must succeed."""
        result = self.export(orchestrator, **asked)
        assert isinstance(result, ExportSuccess), result
        return result

    def fail(self, orchestrator: PipelineOrchestrator | None = None, **asked: Any) -> ExportFailure:
        """One export that must fail, and leave nothing but its record."""
        result = self.export(orchestrator, **asked)
        assert isinstance(result, ExportFailure), result
        assert self.kept() == []
        assert self.private() == []
        return result

    def kept(self) -> list[str]:
        """Names of the files in the store."""
        return sorted(path.name for path in self.out.glob("*")) if self.out.is_dir() else []

    def private(self) -> list[str]:
        """Names of private folders that are still there."""
        return sorted(path.name for path in self.work.iterdir())

    def newest(self) -> AuditRecord:
        """The newest audit record."""
        return SqliteAuditStore(self.audit).list()[0]

    def manifest(self, name: str = f"{STEM}.csv") -> dict[str, Any]:
        """The manifest of a stored report."""
        content: dict[str, Any] = json.loads((self.out / f"{name}.manifest.json").read_text(encoding="utf-8"))
        return content


class Batches:
    """A source of small batches; `between` is called before each of them."""

    def __init__(self, batches: Sequence[Sequence[Mapping[str, object]]], between: Callable[[int], object]) -> None:
        self._batches, self._between = batches, between

    def read(self, wanted: Wanted, batch_rows: int) -> Iterator[pa.RecordBatch]:
        assert wanted.input == "visits"
        assert batch_rows > 0
        for at, rows in enumerate(self._batches):
            self._between(at)
            yield pa.RecordBatch.from_pylist([{name: str(cell) for name, cell in row.items()} for row in rows])

    def count(self, input_name: str) -> int | None:
        assert input_name == "visits"
        return sum(len(rows) for rows in self._batches)


def batches(count: int, between: Callable[[int], object], size: int = 2) -> Batches:
    """`count` batches of `size` good records."""
    return Batches([[record(at * size + one) for one in range(size)] for at in range(count)], between)
