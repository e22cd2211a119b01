"""Mappings: how one list of codes becomes another."""

from typing import Annotated

from pydantic import Field

from kolonne.definitions.base import Id, Model, Text
from kolonne.definitions.document import Validity
from kolonne.definitions.enumeration import CodeName, CsvName


# Plans make some of their own.
class NotCounted(Model, defer_build=False):
    """A code that deliberately does not count."""

    not_counted: Annotated[
        Text, Field(description="Why it does not count.", examples=[{"nb": "styremøte", "nn": "styremøte"}])
    ]


class DatedTarget(Validity):
    """What a code becomes, and when."""

    value: Annotated[
        CodeName | NotCounted, Field(description="The code, or why it does not count.", examples=["outreach"])
    ]


class DatedMapping(Model):
    """A code that becomes different things at different times."""

    dated: Annotated[
        list[DatedTarget],
        Field(
            description="What it becomes by time; the first day of the reporting period picks, or the day that "
            "`translate` is given.",
            min_length=1,
            examples=[[{"until": "2020-01-01", "value": "visit"}, {"from": "2020-01-01", "value": "outreach"}]],
        ),
    ]


class MappingFile(Model):
    """What codes become, in a .csv file (UTF-8, comma) beside the document; the values are the headers of its columns.

    A code that becomes different things at different times stands on several lines, each with its own days.
    """

    path: CsvName
    from_code: Annotated[
        str,
        Field(
            description="The header of the column with the codes that are mapped.", min_length=1, examples=["fra_kode"]
        ),
    ] = "from_code"
    to_code: Annotated[
        str, Field(description="The header of the column with what they become.", min_length=1, examples=["til_kode"])
    ] = "to_code"
    not_counted: Annotated[
        str | None,
        Field(
            description="The column of why codes do not count; a line has a reason or a code.", examples=["not_counted"]
        ),
    ] = None
    since: Annotated[
        str | None, Field(alias="from", description="The column of the first days.", examples=["from"])
    ] = None
    until: Annotated[
        str | None, Field(description="The column of the days after the last ones.", examples=["until"])
    ] = None


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
        dict[CodeName, CodeName | NotCounted | DatedMapping],
        Field(
            description="What each code becomes: a code of the other list, or `not_counted` with the reason.",
            examples=[{"talk": "outreach", "board": {"not_counted": {"nb": "styremøte"}}}],
        ),
    ] = {}
    file: Annotated[
        MappingFile | None,
        Field(
            description="Codes in a file of their own, beside those of `codes`.", examples=[{"path": "kommuner.csv"}]
        ),
    ] = None
