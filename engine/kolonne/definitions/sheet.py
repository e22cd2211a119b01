"""Sheets and their columns: what the report looks like."""

from typing import Annotated, Literal

from pydantic import Field

from kolonne.definitions.base import Expression, Id, Model, Name, Placed, Sensitivity, Text


class WhenDefinition(Model):
    """A condition in place of a plain yes or no."""

    when: Annotated[Expression, Field(description="True where it holds.")]


class CaseDefinition(Model):
    """One case of a column."""

    when: Annotated[Expression, Field(description="The first case whose condition is true is taken.")]
    then: Annotated[Expression, Field(description="The value in that case.")]


class ColumnDefinition(Placed):
    """One column of a sheet."""

    header: Annotated[Text, Field(description="What stands above the column.")]
    value: Annotated[Expression | None, Field(description="What stands in the cells.")] = None
    cases: Annotated[
        list[CaseDefinition] | None, Field(description="Values by conditions, in place of `value`.", min_length=1)
    ] = None
    otherwise: Annotated[
        Expression | None, Field(description="The value where no case is true; blank if not said.")
    ] = None
    type: Annotated[
        str | None,
        Field(
            description="The type that the value must have.", pattern=r"^[a-z]+(\([0-9]+\))?$", examples=["decimal(2)"]
        ),
    ] = None
    default: Annotated[Expression | None, Field(description="The value where there is none.", examples=["0"])] = None
    required: Annotated[
        bool | WhenDefinition, Field(description="Whether a row without a value is left out, and told.")
    ] = False
    show: Annotated[Literal["code", "label"], Field(description="Whether a code or its label stands in the cells.")] = (
        "code"
    )
    enumeration: Annotated[Id | None, Field(description="The list of the codes, where the value does not tell.")] = None
    as_of: Annotated[
        Expression | None,
        Field(
            description="The date on which the code must have been valid, and whose label is shown; if not said, any code "
            "of the list will do, and the label is that of the period's last day.",
            examples=["activity_date"],
        ),
    ] = None
    format: Annotated[
        str | None,
        Field(description="A spreadsheet's number format.", min_length=1, max_length=80, examples=["dd.mm.yyyy"]),
    ] = None
    width: Annotated[
        Annotated[float, Field(gt=0, le=255)] | None,
        Field(description="In characters; fits the content if not said."),
    ] = None
    dropdown: Annotated[bool, Field(description="Whether the cells offer the codes (or labels) of the list.")] = False
    note: Annotated[Text | None, Field(description="Shown when the header is selected.")] = None
    locked: Annotated[bool, Field(description="Whether the cells cannot be changed in the spreadsheet.")] = False
    hidden: Annotated[bool, Field(description="Whether the column is hidden.")] = False
    sensitivity: Annotated[
        Sensitivity | None, Field(description="How private it is; that of its fields if not said.")
    ] = None
    release: Annotated[
        bool, Field(description="Says on purpose that personal values leave the house in this column.")
    ] = False


class SheetDefinition(Placed):
    """One sheet: every kept row, in these columns."""

    title: Annotated[Text, Field(description="The sheet's name.")]
    columns: Annotated[
        dict[Name, ColumnDefinition], Field(description="The columns by their names, in order.", min_length=1)
    ]
