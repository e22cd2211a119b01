"""Building an orchestrator from plain things: folders, a session, and where the records are."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from os import PathLike
from pathlib import Path

from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditStore, SessionContext, Source, Store, StoreError
from kolonne.orchestrator.pipeline import PipelineOrchestrator
from kolonne.plugins import DEFAULT_SECONDS, Plugins
from kolonne.readers import FileSource
from kolonne.registry import Registry
from kolonne.stores import FolderStore

#: How the address of a store begins; a path does not.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")


def build_orchestrator(
    org_configs: str | PathLike[str],
    session: SessionContext,
    source: Source | str | PathLike[str] | Sequence[str],
    *,
    out: Store | str | PathLike[str] | None = None,
    audit: AuditStore | str | PathLike[str] | None = None,
    plugins: Sequence[object] = (),
    without_plugins: Sequence[str] = (),
    plugin_seconds: float = DEFAULT_SECONDS,
    lease: float = 60.0,
) -> PipelineOrchestrator:
    """An orchestrator for a folder of organisations, bound to a session.

    `source` is a folder with one file an input, a file, several `name=path` texts, or any `Source`. `out` is the folder
    (or `Store`, or the address of one such as `file:///folder`) that keeps the bundle; without it, the artifact in the result is all there is. `audit` is the file (or
    `AuditStore`) of audit records: by default `audit.sqlite3` in `out`, or in the folder above `org_configs` without one.
    `plugins` are plugin objects beside the installed ones, `without_plugins` names of those to do without, and
    `plugin_seconds` is how long a plugin may be silent in one call. `lease` is how many seconds an export may stay silent before
    its audit record counts as failed. Nothing is read or made before the first export.
    """
    if "pyarrow" not in sys.modules:
        # Its own allocator keeps what is freed, which is a batch or two of memory. Read when it is imported.
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    root = Path(org_configs)
    is_address = isinstance(out, str) and _ADDRESS.match(out) is not None
    folder = Path(out) if isinstance(out, str | PathLike) and not is_address else None
    if audit is None:
        audit = (folder or root.absolute().parent) / "audit.sqlite3"
    return PipelineOrchestrator(
        org_configs=root,
        session=session,
        source_of=_opener(source),
        store_of=_storer(out if folder is None else FolderStore(folder)),
        audit=SqliteAuditStore(Path(audit)) if isinstance(audit, str | PathLike) else audit,
        plugins_of=cache(lambda: Plugins(plugins, disabled=without_plugins, seconds=plugin_seconds)),
        lease=lease,
    )


def _storer(out: Store | str | PathLike[str] | None) -> Callable[[Registry], Store | None]:
    """Addresses are opened by the kinds of stores that the organisation has."""

    def opened(registry: Registry) -> Store | None:
        if not isinstance(out, str):
            return None if isinstance(out, PathLike) else out
        scheme = out.partition("://")[0]
        kind = registry.stores.get(scheme)
        if kind is None:
            there = ", ".join(f"`{name}://…`" for name in registry.stores)
            raise StoreError(f"{out}: there is no kind of store `{scheme}`; there are {there}")
        return kind.open(out)

    return opened


def _opener(source: Source | str | PathLike[str] | Sequence[str]) -> Callable[[Registry], Source]:
    """Files are opened with the readers that the organisation has, so that opening waits for the registry."""

    def opened(registry: Registry) -> Source:
        if isinstance(source, str | PathLike):
            return FileSource.parse([str(source)], registry.readers)
        if isinstance(source, Sequence):
            return FileSource.parse([str(one) for one in source], registry.readers)
        return source

    return opened
