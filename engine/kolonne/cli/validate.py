"""`kolonne validate`: every problem of every document."""

import sys
from collections.abc import Iterator
from pathlib import Path

from kolonne.cli.collecting import collected_seldom
from kolonne.cli.printing import print_json
from kolonne.cli.usage import wrong_usage
from kolonne.contract import PluginError, Problem
from kolonne.documents import DOCUMENTS_FOLDER, ENUMERATIONS_FOLDER, ORGANISATION_FILE, Library
from kolonne.plan import organisation_plugins, validate
from kolonne.plugins import Plugins
from kolonne.registry import Registry


def run_validate(paths: list[Path], *, as_json: bool) -> int:
    """Print what is wrong; gives the exit code."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        return wrong_usage(f"there is no `{missing[0]}`")
    files = list(dict.fromkeys(file for path in paths for file in _documents(path)))
    with collected_seldom():
        problems = tuple(dict.fromkeys(_all_problems(files)))
    if as_json:
        print_json([problem.as_json() for problem in problems])
        return 1 if problems else 0
    for problem in problems:
        print(problem)  # noqa: T201
    summary = f"{len(files)} {'file' if len(files) == 1 else 'files'}: "
    count = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}" if problems else "no problems"
    print(summary + count, file=sys.stderr)  # noqa: T201
    return 1 if problems else 0


def _documents(path: Path) -> Iterator[Path]:
    """A file itself; of a folder, the files that lie where documents lie."""
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*.json")):
        if file.name == ORGANISATION_FILE or file.parent.name in {DOCUMENTS_FOLDER, ENUMERATIONS_FOLDER}:
            yield file


def _all_problems(files: list[Path]) -> Iterator[Problem]:
    libraries: dict[Path, Library] = {}
    registries: dict[tuple[Path, str], Registry] = {}
    for path in files:
        library = Library.around(path)
        library = libraries.setdefault(library.root.resolve(), library)
        file = library.file(path)
        owner = file.id.partition(".")[0]
        key = (library.root.resolve(), owner)
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
