"""Dependents: which files of a library must be checked again when some of them have changed."""

import re
from collections.abc import Iterator
from pathlib import Path

from kolonne.documents.file import MOST_BYTES, DocumentFile
from kolonne.documents.library import DOCUMENTS_FOLDER, ORGANISATION_FILE, Library

_ESCAPE = re.compile(rb"\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_WORD = re.compile(rb"[A-Za-z0-9_.-]+")


def affected(library: Library, *paths: Path) -> tuple[DocumentFile, ...]:
    """The files at the paths and every file that extends or uses them, directly or through others, by path.

    A path may be that of a document, a code list, a mapping, an organisation's own file, or a .csv file of codes or a
    template, which stand for the lists and documents that name them. Whoever mentions an ID is taken to use it: one file too many is checked, never one
    too few. Those that are column documents have the kind `document`.
    """
    known = {path.resolve(): path for path in library.paths()}
    # An organisation's own file names its default document, which nothing in that document can break.
    mentions = {path: _mentioned(path) for path in known.values() if path.name != ORGANISATION_FILE}
    found: dict[Path, DocumentFile] = {}
    waiting = [start for path in paths for start in _starts(library, path)]
    while waiting:
        path = waiting.pop()
        path = known.get(path.resolve(), path)
        if path in found:
            continue
        file = found[path] = library.file(path)
        waiting += [other for other, ids in mentions.items() if file.id in ids]
        if file.kind == "organisation":
            waiting += [document.path for document in library.documents(file.id)]
    return tuple(found[path] for path in sorted(found))


def _starts(library: Library, path: Path) -> Iterator[Path]:
    """The file itself; for a file of codes, the lists that name it; for a template, the documents that do."""
    if path.suffix.lower() == ".xlsx":
        folder = path.resolve().parent.parent / DOCUMENTS_FOLDER
        for other in library.paths():
            if other.parent.resolve() == folder:
                root = library.file(other).root
                if root is not None and root.text("template") == path.name:
                    yield other
        return
    if path.suffix.lower() != ".csv":
        yield path
        return
    for other in library.paths():
        if other.parent.resolve() == path.resolve().parent and other.name != ORGANISATION_FILE:
            file = library.file(other)
            entry = file.root.get("file") if file.root is not None else None
            if entry is not None and entry.text("path") == path.name:
                yield other


def _mentioned(path: Path) -> set[str]:
    """Everything in a file's text that looks like an ID; it is not read as JSON for it, which would take much longer."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return set()
        content = path.read_bytes()
    except OSError:
        return set()
    words = (word.strip(b"._-").decode() for word in _WORD.findall(_ESCAPE.sub(b" ", content)))
    return {word for word in words if "." in word}
