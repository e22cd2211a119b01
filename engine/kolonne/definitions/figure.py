"""Figures: numbers that come with the request, to hold the report against them."""

from typing import Annotated, Literal

from pydantic import Field

from kolonne.definitions.base import Placed, Text


class FigureDefinition(Placed):
    """A value that somebody gives when asking for the report, such as a total from an auditor's certificate."""

    type: Annotated[
        Literal["text", "integer", "number", "decimal", "boolean", "date"],
        Field(description="What kind of value it is.", examples=["integer"]),
    ]
    scale: Annotated[
        int | None, Field(description="Digits behind the point; needed for `decimal`.", ge=0, le=12, examples=[2])
    ] = None
    title: Annotated[
        Text | None, Field(description="What it is called.", examples=[{"nb": "Medlemmer i attesten"}])
    ] = None
    required: Annotated[bool, Field(description="Whether the report cannot be made without it.", examples=[True])] = (
        False
    )
