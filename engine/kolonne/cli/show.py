"""`kolonne show`: a document with everything it extends laid under it, and where each value of it comes from."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from kolonne.cli.printing import print_json
from kolonne.cli.usage import wrong_usage
from kolonne.contract import InvalidRequestError, KolonneError, Problem, ReportingPeriod
from kolonne.contract.quick import dataclass
from kolonne.documents import DocumentFile, Library, Node, Origin, Removal, near, origins, pointer, removals
from kolonne.plan import described, is_valid, read_organisation


@dataclass(frozen=True, slots=True)
class ShowOptions:
    #: A path or an ID.
    document: str
    org_configs: Path
    period: str | None
    as_written: bool
    provenance: bool
    json: bool


class _UsageError(Exception):
    pass


class _ProblemsError(Exception):
    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = problems


def run_show(options: ShowOptions) -> int:
    """Print the document; gives the exit code."""
    try:
        library, file = _found(options)
        root, below, problems = _laid(library, file, options)
    except (_UsageError, InvalidRequestError) as error:
        return wrong_usage(str(error))
    except _ProblemsError as error:
        return _tell(error.problems, as_json=options.json)
    if options.provenance:
        _show_provenance(root, removals(below), as_json=options.json)
    else:
        print_json(root.plain())
    return _tell(problems)


def _found(options: ShowOptions) -> tuple[Library, DocumentFile]:
    path = Path(options.document)
    if path.is_file():
        library = Library.around(path)
        return library, library.file(path)
    owner, _, name = options.document.partition(".")
    if path.suffix == ".json" or "/" in options.document or not name:
        raise _UsageError(f"there is no file `{options.document}`")
    library = Library(options.org_configs)
    return library, _version(library, owner, options)


def _version(library: Library, owner: str, options: ShowOptions) -> DocumentFile:
    """The version of the document that is meant."""
    files = library.documents(owner)
    versions = [file for file in files if file.id == options.document]
    if not versions:
        unreadable = [problem for file in files if file.root is None for problem in file.problems]
        if unreadable:
            raise _ProblemsError(unreadable)
        known = [file.id for name in library.owners() for file in library.documents(name) if file.id]
        hint = near(options.document, known) or f"it is looked for in `{library.root / owner}`"
        raise _UsageError(f"there is no document `{options.document}`; {hint}")
    told = ", ".join(described(file) for file in versions)
    if options.period is not None:
        timezone = _timezone(library, owner)
        first_day = ReportingPeriod.parse(options.period, timezone).first_day(timezone)
        versions = [file for file in versions if is_valid(file, first_day)]
        if len(versions) != 1:
            number = "several versions are" if versions else "no version is"
            raise _UsageError(f"{number} valid on {first_day}; there are {told}")
    elif len(versions) > 1:
        raise _UsageError(f"there are several versions; choose one with --period: {told}")
    return versions[0]


def _timezone(library: Library, owner: str) -> str:
    """The clock that the owner lives by; what is wrong with its file is told by `validate`."""
    try:
        return read_organisation(library, owner).timezone
    except KolonneError:
        return "Europe/Oslo"


def _laid(library: Library, file: DocumentFile, options: ShowOptions) -> tuple[Node, list[Node], Sequence[Problem]]:
    """The document, the layers it is made of, the lowest first, and what is wrong with it."""
    if options.as_written:
        if file.root is None:
            raise _ProblemsError(file.problems)
        return file.root, [file.root], file.problems
    root, problems = library.resolved(file)
    if root is None:
        raise _ProblemsError(problems)
    roots = [layer.root for layer in reversed(library.layers(file)[0]) if layer.root is not None]
    if isinstance(root.value, dict):
        # It lies under it now: a document that were read with both would lose again what is taken away.
        rest = {name: node for name, node in root.value.items() if name != "extends"}
        root = Node(rest, root.place)
    return root, roots, problems


def _show_provenance(root: Node, removed: Sequence[Removal], *, as_json: bool) -> None:
    found = list(origins(root))
    if as_json:
        print_json([*(_origin_json(origin) for origin in found), *(_removal_json(removal) for removal in removed)])
        return
    lines = [(f"{pointer(one.path)} = {json.dumps(one.value, ensure_ascii=False)}", one.place) for one in found]
    lines += [(f"{pointer(one.path)} removed (was {one.was.file}:{one.was.line})", one.place) for one in removed]
    for text, place in lines:
        print(f"{text}   {place.file}:{place.line}")  # noqa: T201


def _origin_json(origin: Origin) -> dict[str, object]:
    place = origin.place
    return {
        "pointer": pointer(origin.path),
        "value": origin.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }


def _removal_json(removal: Removal) -> dict[str, object]:
    place, was = removal.place, removal.was
    return {
        "pointer": pointer(removal.path),
        "removed": {"file": was.file, "line": was.line, "column": was.column},
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }


def _tell(problems: Sequence[Problem], *, as_json: bool = False) -> int:
    """Tell problems beside what is shown, or in place of it; gives the exit code."""
    if as_json:
        print_json([problem.as_json() for problem in problems])
    else:
        for problem in problems:
            print(problem, file=sys.stderr)  # noqa: T201
    return 1 if problems else 0
