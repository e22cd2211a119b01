"""The published JSON Schemas: made from the models, committed under schemas/v1, shipped in the wheel."""

import json
import threading
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kolonne.definitions.base import Model
from kolonne.definitions.document import ColumnDocument
from kolonne.definitions.enumeration import EnumerationDocument
from kolonne.definitions.mapping import MappingDocument
from kolonne.definitions.organisation import OrganisationDocument
from kolonne.definitions.over import whole_only, with_over

#: Kind of file → its model and the name of its schema.
KINDS: dict[str, tuple[type[Model], str]] = {
    "document": (ColumnDocument, "column-document"),
    "enumeration": (EnumerationDocument, "enumeration"),
    "mapping": (MappingDocument, "mapping"),
    "organisation": (OrganisationDocument, "organisation"),
}


_BUILDING = threading.Lock()


def model_of(kind: str) -> type[Model]:
    """The model of a kind of file, built when it is first asked for."""
    model = KINDS[kind][0]
    # Before 2.14, pydantic would build it in two threads at once, and stumble.
    with _BUILDING:
        model.model_rebuild()
    return model


def make_schema(model: type[Model]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a model."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    found: dict[str, Any] = _without_titles(schema)
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": model.__name__, **found}
    return with_over(found, model.__name__) if "extends" in model.model_fields else found


def _without_titles(node: Any) -> Any:
    """pydantic titles every field with its own name, which tells nobody anything, and leaves the names of things open."""
    if isinstance(node, list):
        return [_without_titles(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {
        key: {name: _without_titles(item) for name, item in value.items()}
        if key in {"properties", "$defs"}
        else _without_titles(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
    }
    return {**found, "additionalProperties": False} if "patternProperties" in found else found


@cache
def published_schema(kind: str) -> dict[str, Any]:
    """The schema as it is shipped."""
    name = f"{KINDS[kind][1]}.schema.json"
    shipped = files("kolonne").joinpath("schemas", "v1", name)
    # An editable installation has the schemas where the repository has them.
    path = shipped if shipped.is_file() else Path(__file__).parents[3] / "schemas" / "v1" / name
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def whole_schema(kind: str) -> dict[str, Any]:
    """The schema of a document with everything it extends laid under it."""
    return whole_only(published_schema(kind))


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder."""
    for model, name in KINDS.values():
        text = json.dumps(make_schema(model), indent=2, ensure_ascii=False)
        (folder / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")
