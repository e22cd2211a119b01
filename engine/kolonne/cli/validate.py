"""`kolonne validate`: every problem of every document."""

import sys
from collections.abc import Iterator
from pathlib import Path

from kolonne.cli.collecting import collected_seldom
from kolonne.cli.printing import print_json
from kolonne.cli.usage import wrong_usage
from kolonne.contract import PluginError, Problem
from kolonne.documents import DOCUMENTS_FOLDER, ENUMERATIONS_FOLDER, ORGANISATION_FILE, Library, affected
from kolonne.plan import organisation_plugins, validate
from kolonne.plugins import Plugins
from kolonne.registry import Registry


def run_validate(paths: list[Path], *, as_json: bool) -> int:
    """Print what is wrong; gives the exit code."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        return wrong_usage(f"there is no `{missing[0]}`")
    libraries = _Libraries()
    with collected_seldom():
        files = list(dict.fromkeys(_files(paths, libraries)))
        problems = tuple(dict.fromkeys(_all_problems(files, libraries)))
    if as_json:
        print_json([problem.as_json() for problem in problems])
        return 1 if problems else 0
    for problem in problems:
        print(problem)  # noqa: T201
    summary = f"{len(files)} {'file' if len(files) == 1 else 'files'}: "
    count = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}" if problems else "no problems"
    print(summary + count, file=sys.stderr)  # noqa: T201
    return 1 if problems else 0


class _Libraries:
    """One library for each folder of organisations, so that each file is read once."""

    def __init__(self) -> None:
        self._known: dict[Path, Library] = {}

    def around(self, path: Path) -> Library:
        library = Library.around(path)
        return self._known.setdefault(library.root.resolve(), library)


def _files(paths: list[Path], libraries: _Libraries) -> Iterator[Path]:
    """Files, and what depends on them; of folders, what lies where documents lie."""
    changed: dict[Library, list[Path]] = {}
    for path in paths:
        if path.is_dir():
            yield from _documents(path)
            continue
        changed.setdefault(libraries.around(path), []).append(path)
        if path.suffix.lower() != ".csv":
            yield path
    for library, own in changed.items():
        found = [file.path for file in affected(library, *own)]
        listed = {path.resolve() for path in own}
        yield from (path for path in found if path.resolve() not in listed)
        for path in own:
            if path.suffix.lower() == ".csv" and not affected(library, path):
                print(f"kolonne: no list names `{path}`", file=sys.stderr)  # noqa: T201


def _documents(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*.json")):
        if file.name == ORGANISATION_FILE or file.parent.name in {DOCUMENTS_FOLDER, ENUMERATIONS_FOLDER}:
            yield file


def _all_problems(files: list[Path], libraries: _Libraries) -> Iterator[Problem]:
    registries: dict[tuple[Library, str], Registry] = {}
    for path in files:
        library = libraries.around(path)
        file = library.file(path)
        owner = file.id.partition(".")[0]
        key = (library, owner)
        if key not in registries:
            try:
                registries[key] = Plugins().registry(owner, organisation_plugins(library, owner))
            except PluginError as error:
                registries[key] = Registry()
                yield _plugin_problem(library, owner, path, error)
        yield from validate(library, file, registries[key])


def _plugin_problem(library: Library, owner: str, path: Path, error: PluginError) -> Problem:
    """Where the plugins' settings stand, if there are any; else the file whose plugins could not be had."""
    organisation = library.organisation(owner)
    settings = organisation.root.get("plugins") if organisation is not None and organisation.root is not None else None
    if settings is None:
        return Problem(str(path), 1, 1, "", "plugin", str(error))
    place = settings.place
    return Problem(place.file, place.line, place.column, "/plugins", "plugin", str(error))
