"""LateWriter: a writer that is loaded when it first makes a file."""

from collections.abc import Collection, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path

from kolonne.contract import RowMaker, StreamingWriter, Tick, Workbook, Writer, WrittenFile


class LateWriter:
    """Knows what is told of a writer before it works. An export has one format, and would load all of them."""

    def __init__(self, module: str, name: str, told: tuple[str, str, str]) -> None:
        """The writer of that name in a module of this room; `told` is its format, its title and the type of its files."""
        self.format, self.title, self.mime_type = told
        self._module, self._name = module, name

    @cached_property
    def writer(self) -> Writer:
        """The writer itself."""
        made: Writer = getattr(import_module(self._module), self._name)()
        return made

    def suffix(self, workbook: Workbook) -> str:
        """As the writer says."""
        return self.writer.suffix(workbook)

    def makers(self, workbook: Workbook, names: Collection[str], folder: Path) -> Mapping[str, RowMaker]:
        """As the writer does, or none."""
        return self.writer.makers(workbook, names, folder) if isinstance(self.writer, StreamingWriter) else {}

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """As the writer does."""
        return self.writer.write(workbook, destination, tick)
