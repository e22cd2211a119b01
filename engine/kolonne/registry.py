"""Registry: everything that can be plugged in, as one frozen value that the core receives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kolonne.contract import Reader, Writer
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


@dataclass(frozen=True, slots=True)
class Registry:
    """What one organisation's export may use."""

    #: Name → operation of the expression language.
    operations: Mapping[str, Operation] = field(default_factory=lambda: BUILT_IN)
    readers: tuple[Reader, ...] = ()
    #: Format → writer.
    writers: Mapping[str, Writer] = field(default_factory=lambda: MappingProxyType({}))
    #: Those that serve the organisation, in the order they are asked.
    plugins: tuple[PluginInfo, ...] = ()
