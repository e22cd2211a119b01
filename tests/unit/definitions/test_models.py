"""The models, and the schemas that are made from them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import extend
from pydantic import BaseModel, ValidationError

from documents.checking import HERE, INVALID, LIBRARY, VALID
from kolonne.definitions import KINDS, make_schema, pick, published_schema, whole_schema, write_schemas
from kolonne.definitions.options import OptionsDefinition
from kolonne.readers.csv_dialect import TOLD_DELIMITERS, TOLD_QUOTES
from kolonne.readers.csv_encoding import encoding_of

SCHEMAS = HERE.parents[1] / "schemas" / "v1"


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        yield from inner_models(field.annotation)


def inner_models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from models(annotation)
    for argument in get_args(annotation):
        yield from inner_models(argument)


EVERY_MODEL = sorted({found for model, _ in KINDS.values() for found in models(model)}, key=lambda one: one.__name__)


@pytest.mark.parametrize("kind", KINDS)
def test_committed_schemas(kind: str) -> None:
    """The published schemas are those of the models."""
    model, name = KINDS[kind]
    committed = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert committed == make_schema(model) == published_schema(kind)
    Draft202012Validator.check_schema(committed)


def test_schemas_are_written_as_committed(tmp_path: Path) -> None:
    """Writing the schemas changes no byte of what is committed."""
    write_schemas(tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in SCHEMAS.glob("*.json")}


@pytest.mark.parametrize("model", EVERY_MODEL, ids=lambda model: model.__name__)
def test_every_field_is_described(model: type[BaseModel]) -> None:
    """Each model and each of its fields says in a sentence what it is for."""
    assert model.__doc__
    for name, field in model.model_fields.items():
        assert (field.description or "").endswith((".", ")")), f"{model.__name__}.{name}"


@pytest.mark.parametrize("case", [*VALID, *INVALID], ids=lambda path: path.stem)
def test_schema_and_model_agree(case: Path) -> None:
    """What an editor that knows the schema takes, the engine takes too, and the other way round.

    But for 2.0 in place of 2: to JSON Schema it is a whole number, and to people who write JSON it is none.
    """
    file = LIBRARY.file(case)
    if file.root is None or not file.kind:
        assert file.problems or case.stem in {"unknown_kind", "a_list_is_no_document"}
        return
    plain = file.root.plain()
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    strict: Any = extend(Draft202012Validator, type_checker=types)  # type: ignore[no-untyped-call] # of jsonschema
    validator = strict(whole_schema(file.kind), format_checker=FormatChecker(["date"]))
    try:
        KINDS[file.kind][0].model_validate(plain)
    except ValidationError:
        assert not validator.is_valid(plain)
    else:
        assert validator.is_valid(plain)


@pytest.mark.parametrize(
    ("languages", "locale", "expected"),
    [
        ("nb nn se en", "se", "se"),
        ("nb nn en", "se", "nb"),
        ("nn en", "se", "nn"),
        ("en", "se", "en"),
        ("nn en", "nb", "nn"),
        ("en fi", "nb", "en"),
        ("nb en", "nn", "nb"),
        ("en fi", "nn", "en"),
        ("nn nb", "en", "nb"),
        ("nn fi", "en", "nn"),
        ("fi sv", "nb", "fi"),
        ("nn nb en", "de", "en"),
        ("nn nb", "de", "nb"),
        ("nb en", "nb-NO", "nb"),
        ("nb nb_NO", "nb_NO", "nb_NO"),
        ("nb nb_NO", "nb-NO", "nb"),
    ],
)
def test_fall_back(languages: str, locale: str, expected: str) -> None:
    """A missing language is replaced by the nearest one there is, in the stated order."""
    assert pick({language: language for language in languages.split()}, locale) == expected


def test_one_text_for_all() -> None:
    """A plain text is the text in every language."""
    assert pick("Dato", "en") == "Dato"


def test_options_are_those_of_the_readers(tmp_path: Path) -> None:
    """Every option that a document may state is one that the .csv reader takes."""
    allowed = {name: get_args(get_args(field.annotation)[0]) for name, field in OptionsDefinition.model_fields.items()}
    assert set(allowed["delimiter"]) <= set(TOLD_DELIMITERS)
    assert set(allowed["quote"]) == set(TOLD_QUOTES)
    assert [encoding_of(tmp_path, name) for name in allowed["encoding"]] == list(allowed["encoding"])
