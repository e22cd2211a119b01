"""Checking: the files that a command is about, and what is wrong with them."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from kolonne.cli.printing import tell
from kolonne.contract import DocumentError, PluginError, Problem
from kolonne.contract.quick import dataclass
from kolonne.documents import (
    DOCUMENTS_FOLDER,
    ENUMERATIONS_FOLDER,
    ORGANISATION_FILE,
    DocumentFile,
    Library,
    affected,
)
from kolonne.plan import organisation_plugins, validate
from kolonne.plugins import Plugins
from kolonne.registry import Registry

#: What is told of names that a plugin may bring.
_OF_PLUGINS = frozenset({"unknown_function", "unknown_plugin_name", "unknown_enumeration", "unknown_mapping"})
#: How files end that stand for those that name them, and what these are.
_NAMED = {".csv": "list", ".xlsx": "document"}


@dataclass(slots=True)
class Checking:
    """Reads each library and makes each owner's registry once, however many files are checked."""

    plugins: Plugins = field(default_factory=Plugins)
    _libraries: dict[Path, Library] = field(default_factory=dict)
    _registries: dict[tuple[Library, str], Registry] = field(default_factory=dict)
    #: Owners whose plugins cannot be had.
    _without_plugins: set[tuple[Library, str]] = field(default_factory=set)

    def library(self, path: Path) -> Library:
        """The library a file belongs to."""
        library = Library.around(path)
        return self._libraries.setdefault(library.root.resolve(), library)

    def files(self, paths: Iterable[Path]) -> list[Path]:
        """Files, and what depends on them; of folders, what lies where documents lie. Each once."""
        return list(dict.fromkeys(self._files(paths)))

    def registry(self, library: Library, file: DocumentFile) -> Registry:
        """What the documents of the file's owner may use; only what is built in where plugins cannot be had."""
        return self._registries.get((library, _owner(library, file)), Registry())

    def problems(self, path: Path) -> Iterator[Problem]:
        """Every problem of a file, and of its owner's plugins for the first of the owner's files."""
        library = self.library(path)
        file = library.file(path)
        owner = _owner(library, file)
        if (library, owner) not in self._registries:
            try:
                registry = self.plugins.registry(
                    owner, organisation_plugins(library, owner), library.organisation(owner)
                )
                library.plug(registry.code_lists)
                self._registries[library, owner] = registry
            except PluginError as error:
                self._without_plugins.add((library, owner))
                self._registries[library, owner] = Registry()
                yield _plugin_problem(library, owner, path, str(error))
            except DocumentError as error:
                self._without_plugins.add((library, owner))
                self._registries[library, owner] = Registry()
                yield from error.problems
            for report in self._registries[library, owner].incidents.reports:
                text = f"{report.sub_service_name}: {report.failure_reason}"
                tell(text)
        for problem in validate(library, file, self._registries[library, owner]):
            # What plugins would have brought is missing because of what was told above.
            if problem.code not in _OF_PLUGINS or (library, owner) not in self._without_plugins:
                yield problem

    def _files(self, paths: Iterable[Path]) -> Iterator[Path]:
        changed: dict[Library, list[Path]] = {}
        for path in paths:
            if path.is_dir():
                yield from _documents(path)
                continue
            changed.setdefault(self.library(path), []).append(path)
            if path.suffix.lower() not in _NAMED:
                yield path
        for library, own in changed.items():
            found = [file.path for file in affected(library, *own)]
            listed = {path.resolve() for path in own}
            yield from (path for path in found if path.resolve() not in listed)
            for path in own:
                what = _NAMED.get(path.suffix.lower())
                if what is not None and not affected(library, path):
                    tell(f"no {what} names `{path}`")


def _documents(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*.json")):
        if file.name == ORGANISATION_FILE or file.parent.name in {DOCUMENTS_FOLDER, ENUMERATIONS_FOLDER}:
            yield file


def _owner(library: Library, file: DocumentFile) -> str:
    return library.owner_of(file.id)


def _plugin_problem(library: Library, owner: str, path: Path, error: str) -> Problem:
    """Where the plugins' settings stand, if there are any; else the file whose plugins could not be had."""
    organisation = library.organisation(owner)
    settings = organisation.root.get("plugins") if organisation is not None and organisation.root is not None else None
    if settings is None:
        return Problem(str(path), 1, 1, "", "plugin", error)
    place = settings.place
    return Problem(place.file, place.line, place.column, "/plugins", "plugin", error)
