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
    aliases: Annotated[list[str], Field(description="Other ways to write the code, in any case.")] = []
    parent: Annotated[str | None, Field(description="The code above it.")] = None
    description: Annotated[str | None, Field(description="A note for those who read the list.")] = None


class CodeFile(Model):
    """Codes in a .csv file (UTF-8, comma) beside the document; the values are the headers of its columns."""

    path: Annotated[
        str, Field(description="The file's name.", pattern=r"^[A-Za-z0-9_-]+\.csv$", examples=["kommuner.csv"])
    ]
    code: Annotated[str, Field(description="The column of the codes.", min_length=1)] = "code"
    label: Annotated[str, Field(description="The column of the labels.", min_length=1)] = "label"
    since: Annotated[str | None, Field(alias="from", description="The column of the first days.")] = None
    until: Annotated[str | None, Field(description="The column of the days after the last ones.")] = None
    parent: Annotated[str | None, Field(description="The column of the codes above.")] = None


class EnumerationDocument(Model):
    """A closed list of codes."""

    schema_: Annotated[str | None, Field(alias="$schema", description="Lets an editor complete and explain.")] = None
    enumeration: Annotated[Id, Field(description="The list's ID: owner, dot, name.", examples=["bufdir.kind"])]
    title: Annotated[Text, Field(description="What the list is called.")]
    description: Annotated[str | None, Field(description="A note for those who read the list.")] = None
    unknown: Annotated[Unknown, Field(description="What happens to a code that the list does not have.")]
    codes: Annotated[
        dict[CodeName, Text | CodeDefinition], Field(description="The codes, in order, with their labels.")
    ] = {}
    file: Annotated[CodeFile | None, Field(description="Codes in a file of their own, after those of `codes`.")] = None


class NotCounted(Model):
    """A code that deliberately does not count."""

    not_counted: Annotated[
        Text, Field(description="Why it does not count.", examples=[{"nb": "styremøte", "nn": "styremøte"}])
    ]


class MappingDocument(Model):
    """From the codes of one list to those of another. Every code of the first must be answered for."""

    schema_: Annotated[str | None, Field(alias="$schema", description="Lets an editor complete and explain.")] = None
    mapping: Annotated[Id, Field(description="The mapping's ID: owner, dot, name.", examples=["nhf.kind_to_bufdir"])]
    title: Annotated[Text, Field(description="What the mapping is called.")]
    description: Annotated[str | None, Field(description="A note for those who read the mapping.")] = None
    source: Annotated[Id, Field(alias="from", description="The list whose codes are mapped.", examples=["nhf.kind"])]
    target: Annotated[Id, Field(alias="to", description="The list they become codes of.", examples=["bufdir.kind"])]
    codes: Annotated[dict[CodeName, CodeName | NotCounted], Field(description="What each code becomes.", min_length=1)]
