"""OrganisationDocument: who reports, by which clock, with which plugins."""

from typing import Annotated

from pydantic import Field, JsonValue

from kolonne.definitions.base import Id, LocaleName, Model, Text


class OrganisationDocument(Model):
    """An organisation, or a funder whose documents others extend."""

    schema_: Annotated[str | None, Field(alias="$schema", description="Lets an editor complete and explain.")] = None
    organisation: Annotated[
        str,
        Field(
            description="The organisation's ID: the name of its folder.",
            pattern=r"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$",
            max_length=64,
        ),
    ]
    name: Annotated[Text, Field(description="What it is called.")]
    description: Annotated[str | None, Field(description="A note for those who read the file.")] = None
    timezone: Annotated[str, Field(description="The clock it lives by.", examples=["Europe/Oslo"])] = "Europe/Oslo"
    locales: Annotated[
        list[LocaleName], Field(description="The languages its documents are written in.", min_length=1)
    ] = ["nb"]
    default_document: Annotated[Id | None, Field(description="The document that is meant when none is named.")] = None
    plugins: Annotated[
        dict[str, JsonValue], Field(description="Settings by plugin; each plugin says what its settings look like.")
    ] = {}
