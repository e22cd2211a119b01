"""Rows: which records make rows, what is computed for them, and which are kept."""

from typing import Annotated

from pydantic import Field

from kolonne.definitions.base import Expression, Model, Name, Placed, Text
from kolonne.definitions.transform import TransformDefinition


class KeepDefinition(Placed):
    """A condition that rows must meet to belong in the report."""

    when: Annotated[
        Expression,
        Field(description="True for the rows that are kept; blank counts as false.", examples=["minutes >= 45"]),
    ]
    otherwise: Annotated[Text, Field(description="Why the others are left out. May use values: `{minutes} minutter`.")]


class RowsDefinition(Model):
    """From records to rows."""

    source: Annotated[
        Name, Field(alias="from", description="The input whose records make rows.", examples=["activities"])
    ]
    each: Annotated[
        dict[Name, Expression],
        Field(
            description="One row for each item of a list: the item's name and the list.",
            max_length=1,
            examples=[{"day": "days(first_day, last_day)"}],
        ),
    ] = {}
    in_period: Annotated[
        Expression | None,
        Field(description="The date of a row; rows outside the reporting period are left out.", examples=["day"]),
    ] = None
    let: Annotated[
        dict[Name, Expression],
        Field(description="Values computed once and used by name.", examples=[{"hours": "minutes / 60"}]),
    ] = {}
    keep: Annotated[
        dict[Name, KeepDefinition],
        Field(
            description="Conditions, in order; the first that is not met is the reason.",
            examples=[{"long_enough": {"when": "minutes >= 45", "otherwise": {"nb": "for kort"}}}],
        ),
    ] = {}
    transforms: Annotated[
        dict[Name, TransformDefinition],
        Field(
            description="Transforms of plugins over the kept rows, in order, before columns are computed.",
            examples=[{"kept": {"use": "acme_no_doubles", "with": {"who": "leader_name", "day": "day"}}}],
        ),
    ] = {}
