"""Headings: what stands above a sheet's table, and what is filled in or signed there."""

from typing import Annotated

from pydantic import Field

from kolonne.definitions.base import Expression, Placed, Text


class HeadingDefinition(Placed):
    """One line above the table."""

    label: Annotated[Text, Field(description="What stands in front.", examples=[{"nb": "Dato og underskrift"}])]
    value: Annotated[
        Expression | None,
        Field(
            description="What stands beside it, computed of the whole report; a place to fill in if not said.",
            examples=["count()"],
        ),
    ] = None
    sign: Annotated[bool, Field(description="Whether it is signed: there is a line to write on.", examples=[True])] = (
        False
    )
