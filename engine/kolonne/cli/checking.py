"""Checking: the files that a command is about, and what is wrong with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kolonne.contract import PluginError, Problem
from kolonne.documents import (
    DOCUMENTS_FOLDER,
    ENUMERATIONS_FOLDER,
    ORGANISATION_FILE,
    DocumentFile,
    Library,
)
from kolonne.plan import organisation_plugins, validate
from kolonne.plugins import Plugins
from kolonne.registry import Registry


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files themselves; of a folder, those that lie where documents lie. Each once."""
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*.json")):
        if file.name == ORGANISATION_FILE or file.parent.name in {DOCUMENTS_FOLDER, ENUMERATIONS_FOLDER}:
            yield file


@dataclass(slots=True)
class Checking:
    """Reads each library and makes each owner's registry once, however many files are checked."""

    _libraries: dict[Path, Library] = field(default_factory=dict)
    _registries: dict[tuple[Path, str], Registry] = field(default_factory=dict)

    def library(self, path: Path) -> Library:
        """The library a file belongs to."""
        library = Library.around(path)
        return self._libraries.setdefault(library.root.resolve(), library)

    def registry(self, library: Library, file: DocumentFile) -> Registry:
        """What the documents of the file's owner may use; only what is built in where plugins cannot be had."""
        return self._registries.get((library.root.resolve(), _owner(file)), Registry())

    def problems(self, path: Path) -> Iterator[Problem]:
        """Every problem of a file, and of its owner's plugins for the first of the owner's files."""
        library = self.library(path)
        file = library.file(path)
        owner = _owner(file)
        key = (library.root.resolve(), owner)
        if key not in self._registries:
            try:
                self._registries[key] = Plugins().registry(owner, organisation_plugins(library, owner))
            except PluginError as error:
                self._registries[key] = Registry()
                yield _plugin_problem(library, owner, path, error)
        yield from validate(library, file, self._registries[key])


def _owner(file: DocumentFile) -> str:
    return file.id.partition(".")[0]


def _plugin_problem(library: Library, owner: str, path: Path, error: PluginError) -> Problem:
    """Where the plugins' settings stand, if there are any; else the file whose plugins could not be had."""
    organisation = library.organisation(owner)
    settings = organisation.root.get("plugins") if organisation is not None and organisation.root is not None else None
    if settings is None:
        return Problem(str(path), 1, 1, "", "plugin", str(error))
    place = settings.place
    return Problem(place.file, place.line, place.column, "/plugins", "plugin", str(error))
