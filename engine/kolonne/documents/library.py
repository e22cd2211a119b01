"""Library: the folder of organisations, and what lies where in it.

`<root>/<owner>/organisation.json`, `<root>/<owner>/documents/*.json`, `<root>/<owner>/enumerations/*.json`. A thing
named `nhf.kind` belongs to `nhf`; its file lies in the folder of that owner.
"""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar, cast

from kolonne.contract import PluginError, Problem
from kolonne.documents.file import DocumentFile, read_document
from kolonne.documents.near import near
from kolonne.documents.node import Node, pointer
from kolonne.documents.overlay import arranged, overlay, removed_names

T = TypeVar("T")

#: Where the owner's things lie.
ORGANISATION_FILE = "organisation.json"
DOCUMENTS_FOLDER = "documents"
ENUMERATIONS_FOLDER = "enumerations"
TEMPLATES_FOLDER = "templates"

#: An organisation's ID, as its own file may have it.
_FOLDER_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_MOST_EXTENDS = 16


def template_folder(document: Path) -> Path:
    """Where the templates of a document lie: in a folder beside `documents`, or beside a document that stands alone."""
    folder = document.parent
    return folder.parent / TEMPLATES_FOLDER if folder.name == DOCUMENTS_FOLDER else folder


class Library:
    """Reads each file once; asks the disk, not an index, so that nothing can be stale."""

    def __init__(self, root: Path) -> None:
        #: The folder that holds one folder an organisation.
        self.root = root
        self._files: dict[Path, DocumentFile] = {}
        self._made: dict[str, object] = {}
        #: Folder → the names in it when it was last looked at, and what they were.
        self._listings: dict[Path, tuple[list[str], tuple[DocumentFile, ...]]] = {}
        #: Lists that lie in no folder, by their IDs.
        self._plugged: dict[str, DocumentFile] = {}

    @classmethod
    def around(cls, file: Path) -> "Library":
        """The library a file belongs to; its own folder where it stands alone."""
        for folder in file.resolve().parents:
            if (folder / ORGANISATION_FILE).is_file():
                return cls(_as_named(folder.parent, file))
        return cls(file.parent)

    def file(self, path: Path) -> DocumentFile:
        """The file at a path."""
        if path not in self._files:
            # Reached by another way, it is the same file.
            real = path.resolve()
            if real not in self._files:
                self._files[real] = read_document(path)
            self._files[path] = self._files[real]
        return self._files[path]

    def put(self, file: DocumentFile) -> None:
        """Take a file as it is given here, whatever lies at its path by now."""
        self._files[file.path] = self._files[file.path.resolve()] = file

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What others make of the library's files, made at first need, so that it too is made once."""
        if name not in self._made:
            self._made[name] = make()
        return cast("T", self._made[name])

    def owners(self) -> tuple[str, ...]:
        """The organisations (and funders) that have a folder."""
        return tuple(sorted(path.parent.name for path in self.root.glob(f"*/{ORGANISATION_FILE}")))

    def paths(self) -> tuple[Path, ...]:
        """Where the files of all owners lie, whatever is in them."""
        folders = (
            self.root / owner / folder for owner in self.owners() for folder in (DOCUMENTS_FOLDER, ENUMERATIONS_FOLDER)
        )
        own = (self.root / owner / ORGANISATION_FILE for owner in self.owners())
        return (*own, *(folder / name for folder in folders for name in _names(folder)))

    def owner_of(self, id_: str) -> str:
        """Whose a thing of that ID is: what stands before its first dot, unless the organisation's own ID has dots."""
        steps = id_.split(".")
        for length in range(len(steps) - 1, 1, -1):
            owner = ".".join(steps[:length])
            if _is_folder_name(owner) and (self.root / owner / ORGANISATION_FILE).is_file():
                return owner
        return steps[0]

    def organisation(self, owner: str) -> DocumentFile | None:
        """The owner's organisation.json; None where there is none."""
        path = self.root / owner / ORGANISATION_FILE
        return self.file(path) if _is_folder_name(owner) and path.is_file() else None

    def documents(self, owner: str) -> tuple[DocumentFile, ...]:
        """The owner's column documents, all versions of all of them, by file name."""
        return self._kinds(owner, DOCUMENTS_FOLDER, ("document",))

    def lists(self, owner: str) -> tuple[DocumentFile, ...]:
        """The owner's enumerations and mappings, by file name; behind them those that lie in no folder."""
        own = self._kinds(owner, ENUMERATIONS_FOLDER, ("enumeration", "mapping"))
        return (*own, *(file for file in self._plugged.values() if self.owner_of(file.id) == owner))

    def plug(self, lists: Iterable[DocumentFile]) -> None:
        """Add lists that lie in no folder. Raises `PluginError` for one that a file is already."""
        for file in lists:
            other = self.find_list(file.kind, file.id)
            if other is not None and file.id not in self._plugged:
                raise PluginError(f"{file.name}: the list is in `{other.name}` already")
            self._plugged[file.id] = file

    def find_list(self, kind: str, id_: str) -> DocumentFile | None:
        """The enumeration or mapping of that ID."""
        owner = self.owner_of(id_)
        return next((file for file in self.lists(owner) if file.kind == kind and file.id == id_), None)

    def lists_folder(self, id_: str) -> Path:
        """Where a list of that ID would lie."""
        return self.root / self.owner_of(id_) / ENUMERATIONS_FOLDER

    def _kinds(self, owner: str, folder: str, kinds: tuple[str, ...]) -> tuple[DocumentFile, ...]:
        if not _is_folder_name(owner):
            return ()
        path = self.root / owner / folder
        names = _names(path)
        if path not in self._listings or self._listings[path][0] != names:
            files = [self.file(path / name) for name in names]
            found = tuple(file for file in files if file.kind in kinds or file.root is None)
            self._listings[path] = (names, found)
        return self._listings[path][1]

    def resolved(self, file: DocumentFile) -> tuple[Node | None, tuple[Problem, ...]]:
        """The document with everything it extends laid under it, and the problems on the way.

        None where it, or what it extends, cannot be read: much would seem missing that is not.
        """
        layers, missing = self.layers(file)
        problems = [problem for layer in layers for problem in layer.problems]
        roots = [layer.root for layer in reversed(layers) if layer.root is not None]
        if len(roots) < len(layers) or missing:
            return None, (*problems, *missing)
        resolved, disordered = arranged(roots[0])
        problems.extend(disordered)
        for layer in roots[1:]:
            resolved, disordered = overlay(resolved, layer)
            problems.extend(disordered)
        return resolved, tuple(problems)

    def removed(self, file: DocumentFile) -> dict[str, str]:
        """Names that expressions of a base may use → the ID of the document over it that takes them away."""
        layers, _ = self.layers(file)
        over = [(layer.id, layer.root) for layer in reversed(layers[:-1]) if layer.root is not None]
        return {name: id_ for id_, root in over for name in removed_names(root)}

    def layers(self, file: DocumentFile) -> tuple[list[DocumentFile], list[Problem]]:
        """The document and what it extends, nearest first; and what is wrong with its `extends`."""
        layers: list[DocumentFile] = []
        missing: list[Problem] = []
        following: DocumentFile | None = file
        while following is not None:
            layers.append(following)
            following = self._base(following, layers, missing)
        return layers, missing

    def _base(self, file: DocumentFile, seen: list[DocumentFile], problems: list[Problem]) -> DocumentFile | None:
        node = file.root.get("extends") if file.root is not None else None
        if node is None or not isinstance(node.value, str):
            return None

        def report(code: str, message: str, hint: str = "") -> None:
            place = node.place
            problems.append(Problem(place.file, place.line, place.column, pointer(("extends",)), code, message, hint))

        if node.value == file.id and (earlier := self._earlier(file)) is not None:
            return earlier
        if node.value in {layer.id for layer in seen}:
            chain = " → ".join([*(layer.id for layer in seen), node.value])
            hint = "a document may extend a version of itself whose `valid` begins before its own"
            message = f"`extends` leads back to where it began: {chain}"
            report("extends_cycle", message, hint if node.value == file.id else "")
            return None
        if len(seen) >= _MOST_EXTENDS:
            report("extends_cycle", f"`extends` leads through more than {_MOST_EXTENDS} documents")
            return None
        owner = self.owner_of(node.value)
        # A base that could not be read has no ID; its own problems tell why it is missing, so they are told too.
        candidates = self.documents(owner)
        found = [other for other in candidates if other.id == node.value]
        if not found:
            unreadable = [other for other in candidates if other.root is None]
            for other in unreadable:
                problems.extend(other.problems)
            report(
                "unknown_document", f"there is no document `{node.value}`", self._document_hint(node.value, unreadable)
            )
            return None
        return self._of_same_time(file, found)

    def _document_hint(self, id_: str, unreadable: list[DocumentFile]) -> str:
        owner = self.owner_of(id_)
        if unreadable:
            return f"it may be in `{unreadable[0].name}`, which cannot be read"
        known = [other.id for name in self.owners() for other in self.documents(name) if other.id]
        return near(id_, known) or f"it is looked for in `{self.root / owner / DOCUMENTS_FOLDER}`"

    def _earlier(self, file: DocumentFile) -> DocumentFile | None:
        """The version of the same document that was valid before this one."""
        versions = self.documents(self.owner_of(file.id))
        before = [one for one in versions if one.id == file.id and _valid_from(one) < _valid_from(file)]
        return max(before, key=_valid_from, default=None)

    def _of_same_time(self, file: DocumentFile, found: list[DocumentFile]) -> DocumentFile:
        """Of several versions of a base, the one that is valid when the extending document begins to be."""
        starts = _valid_from(file)
        fitting = [other for other in found if _valid_from(other) <= starts]
        return max(fitting, key=_valid_from) if fitting else min(found, key=_valid_from)


def _valid_from(file: DocumentFile) -> str:
    valid = file.root.get("valid") if file.root is not None else None
    return (valid.text("from") or "") if valid is not None else ""


def _names(folder: Path) -> list[str]:
    """The names of the JSON files in a folder, in order; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.name.endswith(".json"))
    except OSError:
        return []


def _is_folder_name(owner: str) -> bool:
    return _FOLDER_NAME.fullmatch(owner) is not None


def _as_named(folder: Path, file: Path) -> Path:
    """The folder the way the caller writes paths, so that messages name files as they were given."""
    for parent in file.parents:
        if parent.resolve() == folder:
            return parent
    return folder
