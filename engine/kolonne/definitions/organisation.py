"""OrganisationDocument: who reports, by which clock, with which plugins."""

from typing import Annotated

from pydantic import Field, JsonValue

from kolonne.definitions.base import Id, LocaleName, Model, Text


class OrganisationDocument(Model):
    """An organisation, or a funder whose documents others extend."""

    schema_: Annotated[
        str | None,
        Field(
            alias="$schema",
            description="The schema of this kind of file; lets an editor complete and explain.",
            examples=["../../../schemas/v1/organisation.schema.json"],
        ),
    ] = None
    organisation: Annotated[
        str,
        Field(
            description="The organisation's ID: the name of its folder.",
            pattern=r"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$",
            max_length=64,
            examples=["nhf"],
        ),
    ]
    name: Annotated[Text, Field(description="What it is called.")]
    description: Annotated[
        str | None, Field(description="A note for those who read the file.", examples=["Contact: the office in Oslo."])
    ] = None
    timezone: Annotated[
        str, Field(description="The clock it lives by: a day begins there at midnight.", examples=["America/New_York"])
    ] = "Europe/Oslo"
    locales: Annotated[
        list[LocaleName],
        Field(description="The languages its documents are written in.", min_length=1, examples=[["nb", "nn"]]),
    ] = ["nb"]
    default_document: Annotated[
        Id | None, Field(description="The document that is meant when none is named.", examples=["nhf.likeperson"])
    ] = None
    plugins: Annotated[
        dict[str, JsonValue],
        Field(
            description="Settings by plugin; each plugin says what its settings look like.",
            examples=[{"nhf": {"branch_register": "branches.csv"}}],
        ),
    ] = {}
