"""Enumerations: closed lists of codes."""

from typing import Annotated

from pydantic import Field

from kolonne.definitions.base import Id, Model, Text
from kolonne.definitions.document import Validity
from kolonne.definitions.field import Unknown

CodeName = Annotated[str, Field(min_length=1, max_length=80)]
#: A .csv file beside the document.
CsvName = Annotated[
    str, Field(description="The file's name.", pattern=r"^[A-Za-z0-9_-]+\.csv$", examples=["kommuner.csv"])
]
_Aliases = Annotated[
    list[str],
    Field(
        description="Other ways in which sources write the code; capital letters do not count.",
        examples=[["gruppe", "samtalegr."]],
    ),
]
_Parent = Annotated[str | None, Field(description="The code above it: the county of a municipality.", examples=["46"])]
_Successor = Annotated[
    str | Annotated[list[str], Field(min_length=1)] | None,
    Field(
        description="The code that takes its place on the day `until`; several, where it is split.",
        examples=["3103", ["1508", "1580"]],
    ),
]
_Note = Annotated[
    str | None, Field(description="A note for those who read the list.", examples=["Since 2024 with outdoor groups."])
]


class CodeDefinition(Validity):
    """One code."""

    label: Annotated[Text, Field(description="What it is called.")]
    aliases: _Aliases = []
    parent: _Parent = None
    successor: _Successor = None
    description: _Note = None


class CodeVersion(Validity):
    """What a code is called, and what stands above it, for a time."""

    label: Annotated[Text, Field(description="What it is called in that time.")]
    parent: Annotated[str | None, Field(description="The code above it in that time.", examples=["46"])] = None


class DatedCode(Model):
    """One code whose label or parent changes with time."""

    dated: Annotated[
        list[CodeVersion],
        Field(
            description="What it is by time; no day may be left out between them.",
            min_length=1,
            examples=[
                [{"until": "2024-01-01", "label": "Vestfold"}, {"from": "2024-01-01", "label": "Vestfold fylke"}]
            ],
        ),
    ]
    aliases: _Aliases = []
    successor: _Successor = None
    description: _Note = None


class CodeFile(Model):
    """Codes in a .csv file (UTF-8, comma) beside the document; the values are the headers of its columns.

    A code that changes with time stands on several lines, each with its own days.
    """

    path: CsvName
    code: Annotated[
        str, Field(description="The header of the column that holds the codes.", min_length=1, examples=["kode"])
    ] = "code"
    label: Annotated[
        str, Field(description="The header of the column that holds the labels.", min_length=1, examples=["navn"])
    ] = "label"
    since: Annotated[
        str | None, Field(alias="from", description="The column of the first days.", examples=["from"])
    ] = None
    until: Annotated[
        str | None, Field(description="The column of the days after the last ones.", examples=["until"])
    ] = None
    parent: Annotated[str | None, Field(description="The column of the codes above.", examples=["county"])] = None
    successor: Annotated[
        str | None,
        Field(
            description="The column of the codes that take their place; several stand with `;` between them.",
            examples=["successor"],
        ),
    ] = None


class SuccessorFile(Model):
    """What took the place of which code, in a .csv file (UTF-8, comma) beside the document; a split code stands on
    several lines. The values are the headers of its columns."""

    path: CsvName
    old: Annotated[
        str, Field(description="The header of the column with the codes that ended.", min_length=1, examples=["gammel"])
    ] = "old"
    new: Annotated[
        str,
        Field(
            description="The header of the column with the codes that took their place.", min_length=1, examples=["ny"]
        ),
    ] = "new"
    since: Annotated[
        str | None,
        Field(
            alias="from",
            description="The column of the first days of the new codes, which are held against the codes' own days.",
            examples=["from"],
        ),
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
    extends: Annotated[
        Id | None,
        Field(
            description="The list this one is laid over: a code overrides the parts it says, `null` removes one, a new "
            "one is added.",
            examples=["bufdir.kind"],
        ),
    ] = None
    unknown: Annotated[Unknown, Field(description="What happens to a code that the list does not have.")]
    parents: Annotated[
        Id | None,
        Field(description="The list that the parents are codes of; this one if not said.", examples=["bufdir.county"]),
    ] = None
    codes: Annotated[
        dict[CodeName, Text | CodeDefinition | DatedCode],
        Field(
            description="The codes, in order, with their labels.",
            examples=[{"group": {"nb": "Samtalegruppe"}, "course": "Kurs"}],
        ),
    ] = {}
    file: Annotated[
        CodeFile | None,
        Field(description="Codes in a file of their own, after those of `codes`.", examples=[{"path": "kommuner.csv"}]),
    ] = None
    successors: Annotated[
        SuccessorFile | None,
        Field(description="Successors in a file of their own.", examples=[{"path": "successors.csv", "from": "from"}]),
    ] = None
