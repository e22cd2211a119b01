"""The code lists that plugins give, made of the lines of a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from kolonne_nhf.taxonomy.line import Line
from kolonne_nhf.taxonomy.together import by_code

CATEGORY, TO_BUFDIR = "nhf.category", "nhf.category_to_bufdir"


def code_lists(lines: Sequence[Line]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The enumeration `nhf.category` and the mapping `nhf.category_to_bufdir`, as their JSON files would have them."""
    codes = by_code(lines)
    enumeration = {
        "enumeration": CATEGORY,
        "title": {"nb": "Aktivitetskategorier", "nn": "Aktivitetskategoriar", "en": "Categories of activities"},
        "description": "An invented example. Groups of categories are codes too; what is not here is told and left out.",
        "unknown": "error",
        "codes": {code: _code(several) for code, several in codes.items()},
    }
    mapping = {
        "mapping": TO_BUFDIR,
        "title": {
            "nb": "Fra aktivitetskategorier til Bufdirs aktivitetstyper",
            "nn": "Frå aktivitetskategoriar til aktivitetstypane til Bufdir",
            "en": "From categories of activities to Bufdir's types",
        },
        "from": CATEGORY,
        "to": "bufdir.activity_type",
        "codes": {code: _target(several) for code, several in codes.items()},
    }
    return enumeration, mapping


def _code(several: Sequence[Line]) -> dict[str, Any]:
    versions = [_version(line) for line in several]
    made: dict[str, Any] = {"dated": versions} if versions[1:] else versions[0]
    if aliases := several[0].aliases:
        made["aliases"] = list(aliases)
    if successors := several[-1].successors:
        made["successor"] = list(successors)
    return made


def _version(line: Line) -> dict[str, Any]:
    parent = {"parent": line.parent} if line.parent else {}
    return {"label": dict(line.label), **parent, **line.days()}


def _target(several: Sequence[Line]) -> str | dict[str, Any]:
    targets = [line.becomes() for line in several]
    if all(one == targets[0] for one in targets):
        return targets[0]
    return {"dated": [{"value": line.becomes(), **line.days()} for line in several]}
