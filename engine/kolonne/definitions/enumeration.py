"""Enumerations and mappings: closed lists of codes, and how one list becomes another."""

from typing import Annotated

from pydantic import Field

from kolonne.definitions.base import Id, Model, Text
from kolonne.definitions.document import Validity
from kolonne.definitions.field import Unknown

CodeName = Annotated[str, Field(min_length=1, max_length=80)]


class CodeDefinition(Validity):
    """One code."""

    label: Annotated[Text, Field(description="What it is called.")]
    aliases: Annotated[
        list[str],
        Field(
            description="Other ways in which sources write the code; capital letters do not count.",
            examples=[["gruppe", "samtalegr."]],
        ),
    ] = []
    parent: Annotated[
        str | None,
        Field(description="The code above it in the same list: the county of a municipality.", examples=["03"]),
    ] = None
    description: Annotated[
        str | None,
        Field(description="A note for those who read the list.", examples=["Since 2024 with outdoor groups."]),
    ] = None


class CodeFile(Model):
    """Codes in a .csv file (UTF-8, comma) beside the document; the values are the headers of its columns."""

    path: Annotated[
        str, Field(description="The file's name.", pattern=r"^[A-Za-z0-9_-]+\.csv$", examples=["kommuner.csv"])
    ]
    code: Annotated[
        str, Field(description="The header of the column that holds the codes.", min_length=1, examples=["kode"])
    ] = "code"
    label: Annotated[
        str, Field(description="The header of the column that holds the labels.", min_length=1, examples=["navn"])
    ] = "label"
    since: Annotated[
        str | None,
        Field(
            alias="from",
            description="The header of the column with the first day on which a code is valid.",
            examples=["gyldig_fra"],
        ),
    ] = None
    until: Annotated[
        str | None,
        Field(
            description="The header of the column with the day after the last one on which a code is valid.",
            examples=["gyldig_til"],
        ),
    ] = None
    parent: Annotated[
        str | None, Field(description="The header of the column with the codes above.", examples=["fylke"])
    ] = None


class EnumerationDocument(Model):
    """A closed list of codes."""

    schema_: Annotated[
        str | None,
        Field(
            alias="$schema",
            description="The schema of this kind of file; lets an editor complete and explain.",
            examples=["../../../schemas/v1/enumeration.schema.json"],
        ),
    ] = None
    enumeration: Annotated[Id, Field(description="The list's ID: owner, dot, name.", examples=["bufdir.kind"])]
    title: Annotated[Text, Field(description="What the list is called.")]
    description: Annotated[
        str | None,
        Field(description="A note for those who read the list.", examples=["From the Central Coordinating Register."]),
    ] = None
    unknown: Annotated[Unknown, Field(description="What happens to a code that the list does not have.")]
    codes: Annotated[
        dict[CodeName, Text | CodeDefinition],
        Field(
            description="The codes, in order, with their labels.",
            examples=[{"group": {"nb": "Samtalegruppe"}, "course": "Kurs"}],
        ),
    ] = {}
    file: Annotated[
        CodeFile | None,
        Field(
            description="Codes in a file of their own, after those of `codes`.",
            examples=[{"path": "municipality.csv", "from": "valid_from"}],
        ),
    ] = None


class NotCounted(Model):
    """A code that deliberately does not count."""

    not_counted: Annotated[
        Text, Field(description="Why it does not count.", examples=[{"nb": "styremøte", "nn": "styremøte"}])
    ]


class MappingDocument(Model):
    """From the codes of one list to those of another. Every code of the first must be answered for."""

    schema_: Annotated[
        str | None,
        Field(
            alias="$schema",
            description="The schema of this kind of file; lets an editor complete and explain.",
            examples=["../../../schemas/v1/mapping.schema.json"],
        ),
    ] = None
    mapping: Annotated[Id, Field(description="The mapping's ID: owner, dot, name.", examples=["nhf.kind_to_bufdir"])]
    title: Annotated[Text, Field(description="What the mapping is called.")]
    description: Annotated[
        str | None,
        Field(description="A note for those who read the mapping.", examples=["Agreed with the funder in March 2024."]),
    ] = None
    source: Annotated[Id, Field(alias="from", description="The list whose codes are mapped.", examples=["nhf.kind"])]
    target: Annotated[Id, Field(alias="to", description="The list they become codes of.", examples=["bufdir.kind"])]
    codes: Annotated[
        dict[CodeName, CodeName | NotCounted],
        Field(
            description="What each code becomes: a code of the other list, or `not_counted` with the reason.",
            min_length=1,
            examples=[{"talk": "group", "board": {"not_counted": {"nb": "styremøte"}}}],
        ),
    ]
