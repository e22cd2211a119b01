"""Selection: which of an organisation's documents an export means."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kolonne.contract import DocumentError, NoDocumentError
from kolonne.definitions import OrganisationDocument
from kolonne.documents import DocumentFile, Library, near
from kolonne.plan.problems import Desk
from kolonne.plan.structure import read_model


def read_organisation(library: Library, org_id: str) -> OrganisationDocument:
    """The organisation's own file; NoDocumentError where there is none, DocumentError where it is broken."""
    file = library.organisation(org_id)
    if file is None:
        owners = list(library.owners())
        known = ", ".join(f"`{owner}`" for owner in owners) or "none"
        raise NoDocumentError(f"{library.root}: there is no organisation `{org_id}`; there are {known}")
    if file.root is None:
        raise DocumentError(file.problems)
    desk = Desk(file.root, list(file.problems))
    model = read_model("organisation", desk)
    if not isinstance(model, OrganisationDocument) or desk.problems:
        raise DocumentError(tuple(desk.problems))
    return model


def select_document(
    library: Library, organisation: OrganisationDocument, asked: str | None, first_day: date
) -> DocumentFile:
    """The document that was asked for, or the organisation's own, in the version that is valid on the period's first day.

    Raises NoDocumentError, saying what there is, and DocumentError where a file in question cannot be read.
    """
    org_id = organisation.organisation
    files = library.documents(org_id)
    broken = [problem for file in files if file.root is None for problem in file.problems]
    wanted = asked or organisation.default_document
    named = [file for file in files if wanted is None or file.id == wanted]
    if wanted is not None and not named:
        if broken:
            raise DocumentError(tuple(broken))
        known = sorted({file.id for file in files if file.id})
        hint = near(wanted, known)
        raise NoDocumentError(f"`{org_id}` has no document `{wanted}`; {hint or _listed(known)}")
    fitting = [file for file in named if file.root is not None and is_valid(file, first_day)]
    ids = sorted({file.id for file in fitting})
    if not fitting:
        if broken:
            raise DocumentError(tuple(broken))
        raise NoDocumentError(
            f"`{org_id}` has no document that is valid on {first_day}; {_listed([described(file) for file in named])}"
        )
    if len(ids) > 1:
        raise NoDocumentError(f"`{org_id}` has several documents, and none is the default; {_listed(ids)}")
    if len(fitting) > 1:
        paths = ", ".join(f"`{file.name}`" for file in fitting)
        raise NoDocumentError(f"several versions of `{ids[0]}` are valid on {first_day}: {paths}")
    return fitting[0]


def _listed(known: list[str]) -> str:
    return f"there are {', '.join(f'`{one}`' for one in known)}" if known else "there is none at all"


def validity_of(file: DocumentFile) -> tuple[str, str]:
    """From when until when a document says it is valid; empty for an open end, and for what is no day.

    What is no day is told when the document is compiled, so it must not keep the document from being found.
    """
    valid = file.root.get("valid") if file.root is not None else None
    if valid is None:
        return "", ""
    return _day(valid.text("from")), _day(valid.text("until"))


def _day(text: str | None) -> str:
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return ""


def is_valid(file: DocumentFile, day: date) -> bool:
    """Whether a document says that it is valid on a day."""
    since, until = validity_of(file)
    text = day.isoformat()
    return since <= text and (not until or text < until)


def described(file: DocumentFile) -> str:
    """A version of a document, as messages name it."""
    since, until = validity_of(file)
    return f"{file.id} (from {since or 'ever'} until {until or 'further notice'})"


def organisation_plugins(library: Library, org_id: str) -> Mapping[str, Any]:
    """Settings of plugins in the organisation's file; none where there is no such file or it is broken."""
    try:
        return read_organisation(library, org_id).plugins
    except (NoDocumentError, DocumentError):
        return {}
