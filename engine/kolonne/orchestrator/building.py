"""Building an orchestrator from plain things: folders, a session, and where the records are."""

from collections.abc import Callable, Sequence
from functools import cache
from os import PathLike
from pathlib import Path

from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditStore, SessionContext, Source, Store
from kolonne.orchestrator.pipeline import PipelineOrchestrator
from kolonne.plugins import Plugins
from kolonne.readers import FileSource
from kolonne.registry import Registry
from kolonne.stores import FolderStore


def build_orchestrator(
    org_configs: str | PathLike[str],
    session: SessionContext,
    source: Source | str | PathLike[str] | Sequence[str],
    *,
    out: Store | str | PathLike[str] | None = None,
    audit: AuditStore | str | PathLike[str] | None = None,
    plugins: Sequence[object] = (),
    lease: float = 60.0,
) -> PipelineOrchestrator:
    """An orchestrator for a folder of organisations, bound to a session.

    `source` is a folder with one file an input, a file, several `name=path` texts, or any `Source`. `out` is the folder
    (or `Store`) that keeps the bundle; without it, the artifact in the result is all there is. `audit` is the file (or
    `AuditStore`) of audit records: by default `audit.sqlite3` in `out`, or in the folder above `org_configs` without one.
    `plugins` are plugin objects beside the installed ones. `lease` is how many seconds an export may stay silent before
    its audit record counts as failed. Nothing is read or made before the first export.
    """
    root = Path(org_configs)
    folder = Path(out) if isinstance(out, str | PathLike) else None
    store = FolderStore(folder) if folder is not None else out
    if audit is None:
        audit = (folder or root.absolute().parent) / "audit.sqlite3"
    return PipelineOrchestrator(
        org_configs=root,
        session=session,
        source_of=_opener(source),
        store=store if not isinstance(store, str | PathLike) else None,
        audit=SqliteAuditStore(Path(audit)) if isinstance(audit, str | PathLike) else audit,
        plugins_of=cache(lambda: Plugins(plugins)),
        lease=lease,
    )


def _opener(source: Source | str | PathLike[str] | Sequence[str]) -> Callable[[Registry], Source]:
    """Files are opened with the readers that the organisation has, so that opening waits for the registry."""

    def opened(registry: Registry) -> Source:
        if isinstance(source, str | PathLike):
            return FileSource.parse([str(source)], registry.readers)
        if isinstance(source, Sequence):
            return FileSource.parse([str(one) for one in source], registry.readers)
        return source

    return opened
