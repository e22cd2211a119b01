"""What the engine itself brings: it enters by the same door as everybody else's."""

from collections.abc import Sequence

from kolonne.contract import Reader, StoreKind, Writer
from kolonne.expressions import BUILT_IN, Operation
from kolonne.hookspecs import hookimpl
from kolonne.readers import built_in_readers
from kolonne.stores import FolderStoreKind
from kolonne.writers import built_in_writers


class BuiltIn:
    """The plugin that every organisation has."""

    @hookimpl
    def kolonne_organisations(self) -> Sequence[str]:
        return ("*",)

    @hookimpl
    def kolonne_operations(self) -> Sequence[Operation]:
        return tuple(BUILT_IN.values())

    @hookimpl
    def kolonne_readers(self) -> Sequence[Reader]:
        return built_in_readers()

    @hookimpl
    def kolonne_writers(self) -> Sequence[Writer]:
        return built_in_writers()

    @hookimpl
    def kolonne_stores(self) -> Sequence[StoreKind]:
        return (FolderStoreKind(),)
