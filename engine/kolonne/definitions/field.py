"""Inputs and their fields: what a source holds."""

from typing import Annotated, Literal

from pydantic import Field

from kolonne.definitions.base import Id, Model, Name, Placed, Scalar, Sensitivity
from kolonne.definitions.link import LinkDefinition
from kolonne.definitions.options import OptionsDefinition

Kind = Literal["text", "integer", "number", "decimal", "boolean", "date", "time", "datetime", "list"]


class UseCode(Model):
    """An unknown code is replaced by this one, and told."""

    use: Annotated[str, Field(description="The code that takes its place.", examples=["other"])]


Unknown = Annotated[
    Literal["error", "blank", "keep", "fatal"] | UseCode,
    Field(
        description="What happens to a code that the list does not have, or not on the day that `as_of` says: `error` "
        "leaves the row out, `blank` empties the cell, `keep` keeps it as it is, `fatal` stops the export, "
        '`{"use": code}` puts another code in its place. It is always told.',
        examples=["error", {"use": "other"}],
    ),
]


class FieldDefinition(Placed):
    """One field of a record."""

    type: Annotated[Kind, Field(description="What kind of value it holds.", examples=["date"])]
    scale: Annotated[
        int | None, Field(description="Digits behind the point; needed for `decimal`.", ge=0, le=12, examples=[2])
    ] = None
    items: Annotated[
        Kind | None, Field(description="What kind of values a `list` holds; text if not said.", examples=["integer"])
    ] = None
    separator: Annotated[
        str,
        Field(
            description="What stands between the items of a `list` that is written as text.",
            min_length=1,
            max_length=3,
            examples=["; "],
        ),
    ] = ","
    source: Annotated[
        str | None,
        Field(
            alias="from",
            description="What the source calls it, with dots into nested records; its own name if not said.",
            examples=["activity_date"],
        ),
    ] = None
    required: Annotated[
        bool, Field(description="Whether a record without it is left out, and told.", examples=[True])
    ] = False
    default: Annotated[Scalar | None, Field(description="The value where the source has none.", examples=[0])] = None
    enumeration: Annotated[Id | None, Field(description="The list whose codes it holds.", examples=["nhf.kind"])] = None
    unknown: Annotated[
        Unknown | None,
        Field(
            description="What happens to a code that the list does not have, in place of what the list itself says.",
            examples=["keep"],
        ),
    ] = None
    accept: Annotated[
        list[Literal["code", "alias", "label"]],
        Field(
            description="How codes may be written: as themselves, by an alias, by a label in any language; in any case.",
            min_length=1,
            examples=[["code", "alias", "label"]],
        ),
    ] = ["code", "alias"]
    as_of: Annotated[
        Name | None,
        Field(
            description="The date field of the same input on which the code must have been valid; if not said, any code "
            "of the list will do.",
            examples=["activity_date"],
        ),
    ] = None
    formats: Annotated[
        list[str] | None,
        Field(
            description="How dates and times are written, tried in order: `yyyy-mm-dd`, `d.m.yyyy`, `hh:mm`.",
            min_length=1,
            examples=[["yyyy-mm-dd", "d.m.yyyy"]],
        ),
    ] = None
    decimal_sign: Annotated[
        Literal["any", ",", "."],
        Field(description="The sign between whole and fraction in numbers; `any` takes both.", examples=[","]),
    ] = "any"
    true: Annotated[list[str], Field(description="Spellings of yes, in small letters.", examples=[["ja", "x"]])] = [
        "true",
        "1",
        "ja",
        "j",
        "yes",
        "y",
        "x",
        "sann",
    ]
    false: Annotated[list[str], Field(description="Spellings of no, in small letters.", examples=[["nei", "-"]])] = [
        "false",
        "0",
        "nei",
        "n",
        "no",
        "usann",
    ]
    keep_empty: Annotated[
        bool, Field(description="Whether empty text stays empty text instead of becoming blank.", examples=[True])
    ] = False
    sensitivity: Annotated[
        Sensitivity,
        Field(
            description="How private it is: `personal` and `health` leave only through a column that says `release`.",
            examples=["personal"],
        ),
    ] = "internal"


class InputDefinition(Placed):
    """One source of records: a file or a table."""

    fields: Annotated[
        dict[Name, FieldDefinition],
        Field(
            description="The fields by their names.",
            min_length=1,
            examples=[{"id": {"type": "text", "required": True}, "day": {"type": "date"}}],
        ),
    ]
    key: Annotated[
        Name | None, Field(description="The field that tells records apart; shown beside failures.", examples=["id"])
    ] = None
    belongs_to: Annotated[
        dict[Name, Name | LinkDefinition],
        Field(
            description="The inputs that its records belong to, and by which field: one of theirs has any number of these.",
            examples=[{"activities": "activity_id"}],
        ),
    ] = {}
    inside: Annotated[
        dict[Name, str],
        Field(
            description="The input in whose records these lie as a list, and where in them (with dots into nested records). "
            "They belong to the record that they lie in.",
            examples=[{"activities": "participants"}],
        ),
    ] = {}
    unmatched: Annotated[
        Literal["warning", "ignore"],
        Field(
            description="Whether records are told of that belong to a record that is not there.", examples=["ignore"]
        ),
    ] = "warning"
    options: Annotated[
        OptionsDefinition,
        Field(
            description="How the source is read, where it cannot be found out.",
            examples=[{"delimiter": ";", "encoding": "windows-1252"}],
        ),
    ] = OptionsDefinition()
