"""Several exports at once."""

import asyncio
import hashlib
from pathlib import Path

from integration.house import House, record
from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditStatus, ExportFormat, ExportSuccess, ReportingPeriod


def test_exports_of_one_orchestrator_do_not_disturb_each_other(house: House) -> None:
    """Twelve exports in one event loop each get their own file, record and artifact."""
    house.records([record(at, day=f"2025-{at + 1:02}-15", name=f"n{at}") for at in range(12)])
    orchestrator = house.orchestrator()

    async def run() -> list[object]:
        asked = [
            house.request(reporting_period=ReportingPeriod.month(2025, month), export_format=kind)
            for month in range(1, 7)
            for kind in ExportFormat
        ]
        return [*await asyncio.gather(*(orchestrator.export(request) for request in asked))]

    results = [result for result in asyncio.run(run()) if isinstance(result, ExportSuccess)]
    assert len({result.audit_id for result in results}) == 12
    assert {record.end.status for record in SqliteAuditStore(house.audit).list()} == {AuditStatus.SUCCEEDED}
    for result in results:
        artifact = result.download_artifact
        stored = Path(artifact.stored_at or "").read_bytes()
        assert artifact.file_bytes == stored
        assert hashlib.sha256(stored).hexdigest() == artifact.sha256
    assert len(house.kept()) == 3 * 12
    assert house.private() == []


def test_the_same_report_twice_at_once_is_one_whole_bundle(house: House) -> None:
    """Two exports of one report at the same time leave the files of one."""
    orchestrator = house.orchestrator()

    async def run() -> list[object]:
        return [*await asyncio.gather(*(orchestrator.export(house.request()) for _ in range(4)))]

    assert {type(result) for result in asyncio.run(run())} == {ExportSuccess}
    (file,) = house.manifest()["files"]
    assert hashlib.sha256((house.out / file["name"]).read_bytes()).hexdigest() == file["sha256"]


def test_documents_are_read_anew_for_every_export(house: House) -> None:
    """A document that changed between two exports of one orchestrator is used as it is now."""
    orchestrator = house.orchestrator()
    first = house.succeed(orchestrator)
    house.document(lambda document: document.update(title="Annen"))
    second = house.succeed(orchestrator)
    store = SqliteAuditStore(house.audit)
    assert store.read(first.audit_id).end.fingerprint != store.read(second.audit_id).end.fingerprint
