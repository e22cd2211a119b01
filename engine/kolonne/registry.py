"""Registry: everything that can be plugged in, as one frozen value that the core receives."""

import threading
from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from kolonne.contract import Notifier, PartialFailureReport, Reader, RuleKind, StoreKind, Transform, Writer
from kolonne.contract.quick import dataclass
from kolonne.documents import DocumentFile
from kolonne.expressions import BUILT_IN, Operation


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """An installed plugin, as it is told to people."""

    name: str
    version: str
    #: IDs of the organisations it serves; `*` is all.
    organisations: tuple[str, ...]

    def __str__(self) -> str:
        """How messages name it."""
        return f"plugin `{self.name}` {self.version}"


class Incidents:
    """What plugins did that is about no row: noted while an export runs, in whatever thread, and told with its result."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reports: dict[PartialFailureReport, None] = {}

    def tell(self, who: str, place: str, what: str, *, is_fatal: bool = False) -> None:
        """Note what a plugin did at a place; the same again is noted once."""
        report = PartialFailureReport((), what, f"{who}: {place}", is_fatal=is_fatal)
        with self._lock:
            self._reports[report] = None

    @property
    def reports(self) -> tuple[PartialFailureReport, ...]:
        """Everything so far, in the order it happened."""
        with self._lock:
            return tuple(self._reports)


@dataclass(frozen=True, slots=True)
class Registry:
    """What one organisation's export may use. Whatever a plugin gave is guarded: it cannot end more than its own call."""

    #: Name → operation of the expression language.
    operations: Mapping[str, Operation] = field(default_factory=lambda: BUILT_IN)
    readers: tuple[Reader, ...] = ()
    #: Format → writer.
    writers: Mapping[str, Writer] = field(default_factory=lambda: MappingProxyType({}))
    #: Those that serve the organisation, in the order they are asked.
    plugins: tuple[PluginInfo, ...] = ()
    #: Name → transform, and name → kind of rule. Their functions raise `PluginFaultError` and nothing else.
    transforms: Mapping[str, Transform] = field(default_factory=lambda: MappingProxyType({}))
    rule_kinds: Mapping[str, RuleKind] = field(default_factory=lambda: MappingProxyType({}))
    #: Code lists and mappings that lie in no file of the organisations' folders.
    code_lists: tuple[DocumentFile, ...] = ()
    #: Scheme of addresses → kind of store.
    stores: Mapping[str, StoreKind] = field(default_factory=lambda: MappingProxyType({}))
    notifiers: tuple[Notifier, ...] = ()
    #: Plugin → its settings, of those that have some.
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    #: What it is (`a transform`, `a kind of rule`, …) and its name → the plugin it is of, as messages name it.
    owners: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    incidents: Incidents = field(default_factory=Incidents)
