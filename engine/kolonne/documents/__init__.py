"""JSON files with positions: what stands where, what is broken, what lies over what."""

from kolonne.documents.dependents import affected
from kolonne.documents.file import FILE_KINDS, DocumentFile, document_of, read_document
from kolonne.documents.library import (
    DOCUMENTS_FOLDER,
    ENUMERATIONS_FOLDER,
    ORGANISATION_FILE,
    Library,
    template_folder,
)
from kolonne.documents.near import near
from kolonne.documents.node import JsonScalar, Node, Path, Place, pointer
from kolonne.documents.overlay import AFTER, arranged, overlay
from kolonne.documents.parser import parse_json
from kolonne.documents.provenance import Origin, Removal, origins, removals

__all__ = [
    "AFTER",
    "DOCUMENTS_FOLDER",
    "ENUMERATIONS_FOLDER",
    "FILE_KINDS",
    "ORGANISATION_FILE",
    "DocumentFile",
    "JsonScalar",
    "Library",
    "Node",
    "Origin",
    "Path",
    "Place",
    "Removal",
    "affected",
    "arranged",
    "document_of",
    "near",
    "origins",
    "overlay",
    "parse_json",
    "pointer",
    "read_document",
    "removals",
    "template_folder",
]
