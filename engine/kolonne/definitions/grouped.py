"""What a grouped sheet can do beside its columns: spread values over columns, and hide small numbers."""

from typing import Annotated, Literal

from pydantic import Field

from kolonne.definitions.base import Expression, Model, Name, Text

#: What the total of a column can be.
Total = Literal["sum", "min", "max", "count"]


class SpreadDefinition(Model):
    """A table across: a column for each code, or each combination of codes, of one or more lists."""

    over: Annotated[
        list[Name],
        Field(
            description="The values that become columns. Each is a code of a list; every code that is valid in the period "
            "has its column, whether a row has it or not.",
            min_length=1,
            max_length=3,
            examples=[["gender", "age_group"]],
        ),
    ]
    value: Annotated[Expression, Field(description="What stands in the cells.", examples=["sum(heads)"])]
    unknown: Annotated[
        bool | Text,
        Field(
            description="Whether there is a column for rows without a code, and what stands above it. Where there is none, "
            "such rows are told.",
            examples=[{"nb": "Ukjent"}],
        ),
    ] = True
    total: Annotated[
        Text | None,
        Field(description="The header of a column `total` that adds up the cells of a line.", examples=[{"nb": "Sum"}]),
    ] = None
    totals: Annotated[
        bool, Field(description="Whether the sheet's last line adds up each of these columns.", examples=[True])
    ] = False
    format: Annotated[
        str | None,
        Field(description="A spreadsheet's number format of the cells.", min_length=1, max_length=80, examples=["0"]),
    ] = None


class MaskDefinition(Model):
    """Small numbers are hidden, because they may tell of single persons; and so much besides that they cannot be reckoned."""

    below: Annotated[
        int, Field(description="Numbers from 1 to below this are hidden; zero is not.", ge=2, le=1000, examples=[5])
    ]
    columns: Annotated[
        list[Name],
        Field(description="The columns that are masked beside those of `spread`.", examples=[["participants"]]),
    ] = []
    shown: Annotated[
        Text | None,
        Field(
            description="What stands in place of every hidden number, of those that are hidden besides small ones too: two signs "
            "would give some away. Cells are empty if not said, so that the column keeps its type.",
            examples=[":"],
        ),
    ] = None
    complementary: Annotated[
        bool,
        Field(
            description="Whether, where a total shows what a hidden number must be, another number is hidden with it.",
            examples=[False],
        ),
    ] = True
    note: Annotated[
        Text | None, Field(description="A line above the table.", examples=[{"nb": "Tall under 5 vises ikke."}])
    ] = None
