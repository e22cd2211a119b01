"""Validation: every problem of one file, whatever kind it is."""

from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kolonne.contract import Problem
from kolonne.definitions import OrganisationDocument
from kolonne.documents import (
    DOCUMENTS_FOLDER,
    ENUMERATIONS_FOLDER,
    FILE_KINDS,
    DocumentFile,
    Library,
    near,
)
from kolonne.plan.compiler import compile_document
from kolonne.plan.lists import Catalogue
from kolonne.plan.problems import Desk, in_order
from kolonne.plan.selection import validity_of
from kolonne.plan.structure import read_model
from kolonne.registry import Registry


def validate(library: Library, file: DocumentFile, registry: Registry) -> tuple[Problem, ...]:
    """Every problem of one file, of what it extends and of the lists it uses."""
    if file.root is None:
        return file.problems
    desk = Desk(file.root)
    catalogue = Catalogue(library, "nb")
    match file.kind:
        case "document":
            problems = _without_echoes(library, file, compile_document(library, file, registry)[1])
            _check_place(library, file, DOCUMENTS_FOLDER, desk)
            _check_versions(library, file, desk)
        case "enumeration":
            catalogue.read_code_list(file)
            problems = tuple(catalogue.problems)
            _check_place(library, file, ENUMERATIONS_FOLDER, desk)
            _check_twins(library, file, desk)
        case "mapping":
            catalogue.read_mapping(file)
            problems = tuple(catalogue.problems)
            _check_place(library, file, ENUMERATIONS_FOLDER, desk)
            _check_twins(library, file, desk)
        case "organisation":
            problems = _organisation_problems(library, file)
        case _:
            problems = file.problems
            _report_unknown_kind(desk)
    return in_order([*problems, *desk.problems])


def _without_echoes(library: Library, file: DocumentFile, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Without what a wrong name in a document draws in those that it extends: a thing of theirs that it means to replace."""
    misnamed = {problem.file for problem in problems if problem.code == "bad_name"}
    layers = [layer.name for layer in library.layers(file)[0]]
    nearest = next((at for at, name in enumerate(layers) if name in misnamed), len(layers))
    return tuple(problem for problem in problems if problem.file not in layers[nearest + 1 :])


def _report_unknown_kind(desk: Desk) -> None:
    members = desk.root.value
    if not isinstance(members, dict):
        desk.report((), "unknown_kind", "the file holds no object {…}")
        return
    known = ", ".join(f"`{kind}`" for kind in FILE_KINDS)
    message = f"it is not known what this file is: one of {known} is needed"
    # A misspelling; but every document has members that are spelled somewhat like a kind.
    misspelled = [(name, hint) for name in members if (hint := near(name, FILE_KINDS))]
    if misspelled:
        name, hint = misspelled[0]
        desk.report((name,), "unknown_kind", message, hint, at_key=True)
    else:
        desk.report((), "unknown_kind", message)


def _check_place(library: Library, file: DocumentFile, folder: str, desk: Desk) -> None:
    """A thing is found by its ID only in the folder of its owner."""
    home = file.path.resolve().parent
    owner = library.owner_of(file.id)
    if home.parent.parent == library.root.resolve() and home.name == folder and owner != home.parent.name:
        message = f"found `{file.id}`, but the folder is that of `{home.parent.name}`"
        hint = f"an ID begins with its owner: `{home.parent.name}.{file.id.partition('.')[2] or file.id}`"
        desk.report((file.kind,), "wrong_folder", message, hint)


def _check_twins(library: Library, file: DocumentFile, desk: Desk) -> None:
    """A list is found by its ID: a second one of the same ID never is."""
    first = library.find_list(file.kind, file.id)
    if first is not None and first.path.resolve() != file.path.resolve():
        desk.report((file.kind,), "duplicate_id", f"`{file.id}` is in `{first.name}` already")


def _check_versions(library: Library, file: DocumentFile, desk: Desk) -> None:
    """Of several versions of a document exactly one is valid on each day between the first and the last."""
    versions = [other for other in library.documents(library.owner_of(file.id)) if other.id == file.id]
    times = sorted(
        ((*validity_of(other), other) for other in versions), key=lambda one: (one[0], one[1] or "~", one[2].name)
    )
    for (_, until, one), (since, _, other) in pairwise(times):
        if file.path.resolve() != other.path.resolve():
            continue
        if not until or since < until:
            message = f"`{one.name}` is a version of the same document for the same time"
            desk.report(("valid",), "overlap", message, "`valid` says from when until when a version holds")
        elif since > until:
            message = f"no version of `{file.id}` holds from {until}, where `{one.name}` ends, until {since}"
            desk.report(("valid", "from"), "gap", message, "`until` is the day after the last one")


def _organisation_problems(library: Library, file: DocumentFile) -> tuple[Problem, ...]:
    if file.root is None:
        return file.problems
    desk = Desk(file.root, list(file.problems))
    model = read_model("organisation", desk)
    if isinstance(model, OrganisationDocument):
        folder = file.path.resolve().parent.name
        if model.organisation != folder:
            message = f"found `{model.organisation}`, but the folder is `{folder}`"
            desk.report(("organisation",), "wrong_folder", message)
        _check_clock(model, desk)
        documents = library.documents(model.organisation)
        known = [other.id for other in documents if other.id]
        # It may be in a file that cannot be read, which is told there.
        is_readable = all(other.root is not None for other in documents)
        if model.default_document is not None and model.default_document not in known and is_readable:
            message = f"`{model.organisation}` has no document `{model.default_document}`"
            desk.report(("default_document",), "unknown_document", message, near(model.default_document, known))
    return tuple(desk.problems)


def _check_clock(model: OrganisationDocument, desk: Desk) -> None:
    try:
        ZoneInfo(model.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"there is no time zone `{model.timezone}`"
        desk.report(("timezone",), "wrong_value", message, "for instance `Europe/Oslo`")
