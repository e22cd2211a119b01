"""export: a whole export of documents and records that stand in a test."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kolonne.contract import (
    EXPORT_ROLE,
    ExportRequest,
    ExportSuccess,
    ReportingPeriod,
    SessionContext,
    Store,
)
from kolonne.documents import FILE_KINDS
from kolonne.orchestrator import build_orchestrator
from kolonne.readers import RecordSource
from kolonne.testing.exported import Exported
from kolonne.testing.memory_audit_store import MemoryAuditStore
from kolonne.testing.memory_store import MemoryStore
from kolonne.testing.overheard import Overheard
from kolonne.testing.plugging import plugged

_USER = "tester"
_FOLDERS = {"document": "documents", "enumeration": "enumerations", "mapping": "enumerations"}
#: Documents as a test has them: one, or several.
Documents = Mapping[str, Any] | Sequence[Mapping[str, Any]] | Path


class Exporter:
    """Makes whole exports, each in a folder of its own below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def __call__(
        self,
        documents: Documents,
        records: Mapping[str, Sequence[Mapping[str, object]]] | Path,
        plugins: Sequence[object] | Mapping[str, object] = (),
        *,
        org: str | None = None,
        period: str | ReportingPeriod = "2025",
        export_format: str = "csv",
        locale: str = "nb",
        document: str | None = None,
        settings: Mapping[str, Any] | None = None,
        figures: Mapping[str, str | int | float | bool] | None = None,
        store: Store | None = None,
        audit: MemoryAuditStore | None = None,
    ) -> Exported:
        """Export `records` (records by input, or a folder of files) with `documents` (each a dictionary, or a folder
        of organisations) and plugin objects, those that are installed not among them.

        `org` and `document` are those of the first column document if they are not said. An organisation without a file
        of its own gets one; `settings` are those of plugins, by plugin, for it.
        """
        self._count += 1
        place = self._folder / f"export_{self._count}"
        work = place / "work"
        work.mkdir(parents=True)
        configs = documents if isinstance(documents, Path) else place / "org_configs"
        first = "" if isinstance(documents, Path) else write_documents(configs, documents, settings or {}, org)
        owner = org or first.partition(".")[0]
        if not owner:
            raise ValueError("org: is not said, and there is no column document that says it")
        audit = audit or MemoryAuditStore()
        kept = store or MemoryStore()
        overheard = Overheard(plugged(plugins))
        orchestrator = replace(
            build_orchestrator(
                configs,
                SessionContext(_USER, frozenset({owner}), frozenset({EXPORT_ROLE})),
                str(records) if isinstance(records, Path) else RecordSource(records),
                out=kept,
                audit=audit,
            ),
            work_folder=work,
            plugins_of=overheard,
        )
        request = ExportRequest(
            owner,
            _USER,
            ReportingPeriod.parse(period) if isinstance(period, str) else period,
            export_format,
            locale,
            document or (first if first.partition(".")[0] == owner else None),
            figures or {},
        )
        result = asyncio.run(orchestrator.export(request))
        content = result.download_artifact.file_bytes if isinstance(result, ExportSuccess) else b""
        files = kept.files if isinstance(kept, MemoryStore) else {}
        return Exported(
            result, overheard.sheets, overheard.appendices, dict(files), content, audit.list(), overheard.notices
        )


def write_documents(folder: Path, documents: Documents, settings: Mapping[str, Any], org: str | None = None) -> str:
    """Lay documents where a folder of organisations has them; gives the ID of the first column document."""
    if isinstance(documents, Path):
        raise TypeError("documents: a folder is there already")
    given = [documents] if isinstance(documents, Mapping) else list(documents)
    first, owners = "", dict.fromkeys([org] if org else [])
    for at, document in enumerate(given):
        kind = next((one for one in FILE_KINDS if one in document), None)
        if kind is None:
            raise ValueError(f"documents: number {at + 1} has none of {', '.join(FILE_KINDS)}")
        id_ = str(document[kind])
        first = first or (id_ if kind == "document" else "")
        if kind == "organisation":
            _write(folder / id_ / "organisation.json", document)
            continue
        owner = org if org and id_.startswith(f"{org}.") else id_.partition(".")[0]
        owners[owner] = None
        _write(folder / owner / _FOLDERS[kind] / f"{at:03}.json", document)
    for owner in owners:
        if not (folder / owner / "organisation.json").exists():
            plugins = dict(settings) if owner == (org or first.partition(".")[0]) else {}
            _write(folder / owner / "organisation.json", {"organisation": owner, "name": owner, "plugins": plugins})
    return first


def _write(path: Path, document: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")
