"""JSON files with positions: what stands where, what is broken, what lies over what."""

from kolonne.documents.file import DocumentFile, read_document
from kolonne.documents.library import DOCUMENTS_FOLDER, ENUMERATIONS_FOLDER, ORGANISATION_FILE, Library, near
from kolonne.documents.node import JsonScalar, Node, Place, pointer
from kolonne.documents.overlay import AFTER, overlay
from kolonne.documents.parser import parse_json

__all__ = [
    "AFTER",
    "DOCUMENTS_FOLDER",
    "ENUMERATIONS_FOLDER",
    "ORGANISATION_FILE",
    "DocumentFile",
    "JsonScalar",
    "Library",
    "Node",
    "Place",
    "near",
    "overlay",
    "parse_json",
    "pointer",
    "read_document",
]
