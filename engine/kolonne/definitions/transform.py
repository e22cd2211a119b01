"""Transforms of plugins, as documents use them."""

from typing import Annotated

from pydantic import Field

from kolonne.definitions.base import Expression, Name, Placed


class TransformDefinition(Placed):
    """A transform of a plugin over the kept rows, before columns are computed. What it makes is named `transform.value`."""

    use: Annotated[Name, Field(description="The transform's name.", examples=["nhf_overlaps"])]
    given: Annotated[
        dict[Name, Expression],
        Field(
            alias="with",
            description="What each of its parameters is, for every row.",
            examples=[{"supporters": "leaders", "starts": "begins", "ends": "finishes", "participants": "names"}],
        ),
    ] = {}


class SheetTransformDefinition(TransformDefinition):
    """A transform of a plugin over the finished lines of a sheet; expressions name its columns."""

    into: Annotated[
        dict[Name, Name],
        Field(
            description="Columns of the sheet whose cells become what the transform makes: column, then value.",
            examples=[{"topic": "shortened"}],
        ),
    ] = {}
