"""The engine's own readers and writers: they enter by the same door as everybody else's."""

from collections.abc import Sequence

from kolonne.contract import Reader, Writer
from kolonne.hookspecs import hookimpl
from kolonne.readers import built_in_readers
from kolonne.writers import built_in_writers


class BuiltIn:
    """The plugin that every organisation has."""

    @hookimpl
    def kolonne_organisations(self) -> Sequence[str]:
        return ("*",)

    @hookimpl
    def kolonne_readers(self) -> Sequence[Reader]:
        return built_in_readers()

    @hookimpl
    def kolonne_writers(self) -> Sequence[Writer]:
        return built_in_writers()
