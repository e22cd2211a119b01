"""The published schemas help whoever writes: an editor that knows them explains, completes and offers an example."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from kolonne.definitions import KINDS, published_schema
from kolonne.definitions.over import OVER
from unit.definitions.test_models import EVERY_MODEL


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Every property of every object of a schema: where it is, what is said of it, and whether it must be there."""
    for name, part in {"": schema, **schema.get("$defs", {})}.items():
        for key, found in part.get("properties", {}).items():
            yield f"{name}/{key}", found, key in part.get("required", ())


EVERY_PROPERTY = [
    # Nothing is required of what lies over something else.
    pytest.param(kind, found, is_required or f"{OVER}/" in name, id=f"{kind}:{name}")
    for kind in KINDS
    for name, found, is_required in properties(published_schema(kind))
]


@pytest.mark.parametrize(("kind", "found", "is_required"), EVERY_PROPERTY)
def test_every_property_explains_itself(kind: str, found: dict[str, Any], is_required: bool) -> None:
    """It has a description, an example that it takes, and a default unless it must be said."""
    assert found["description"].endswith((".", ")"))
    assert found["examples"]
    assert is_required or "default" in found
    validator = Draft202012Validator({"$defs": published_schema(kind).get("$defs", {}), "anyOf": [found]})
    for example in found["examples"]:
        assert not [error.message for error in validator.iter_errors(example)]


@pytest.mark.parametrize("model", EVERY_MODEL, ids=lambda model: model.__name__)
def test_every_field_has_an_example(model: type[BaseModel]) -> None:
    """Each field of each model has an example, which differs from what holds without it."""
    for name, field in model.model_fields.items():
        assert field.examples, f"{model.__name__}.{name}"
        assert field.is_required() or field.examples[0] != field.default, f"{model.__name__}.{name}"
