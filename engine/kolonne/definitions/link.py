"""Links: how the records of one input find those of another."""

from typing import Annotated

from pydantic import Field

from kolonne.definitions.base import Model, Name


class LinkDefinition(Model):
    """Two fields that hold the same value where records belong together."""

    by: Annotated[
        Name, Field(description="The field of this input that says where a record belongs.", examples=["activity_id"])
    ]
    key: Annotated[
        Name | None,
        Field(
            description="The field of the other input that it is held against; its `key` if not said.", examples=["id"]
        ),
    ] = None
