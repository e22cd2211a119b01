"""Sheets and their columns: what the report looks like."""

from typing import Annotated, Literal

from pydantic import Field

from kolonne.definitions.base import Expression, Id, Model, Name, Placed, Sensitivity, Text
from kolonne.definitions.grouped import MaskDefinition, SpreadDefinition, Total
from kolonne.definitions.heading import HeadingDefinition
from kolonne.definitions.transform import SheetTransformDefinition


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
    value: Annotated[Expression | None, Field(description="What stands in the cells.", examples=["minutes / 60"])] = (
        None
    )
    cases: Annotated[
        list[CaseDefinition] | None,
        Field(
            description="Values by conditions, in place of `value`; the first that is true is taken.",
            min_length=1,
            examples=[[{"when": "heads >= 10", "then": "'large'"}]],
        ),
    ] = None
    otherwise: Annotated[
        Expression | None,
        Field(description="The value where no case is true; blank if not said.", examples=["'small'"]),
    ] = None
    type: Annotated[
        str | None,
        Field(
            description="The type that the value must have.", pattern=r"^[a-z]+(\([0-9]+\))?$", examples=["decimal(2)"]
        ),
    ] = None
    default: Annotated[Expression | None, Field(description="The value where there is none.", examples=["0"])] = None
    required: Annotated[
        bool | WhenDefinition,
        Field(
            description="Whether a row without a value is left out, and told: always, never, or under a condition.",
            examples=[True, {"when": "kind != 'training'"}],
        ),
    ] = False
    show: Annotated[
        Literal["code", "label"],
        Field(description="Whether a code or its label stands in the cells.", examples=["label"]),
    ] = "code"
    enumeration: Annotated[
        Id | None, Field(description="The list of the codes, where the value does not tell.", examples=["bufdir.kind"])
    ] = None
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
    formula: Annotated[
        str | None,
        Field(
            description="How a spreadsheet computes the cell anew when somebody changes what it hangs on: a formula in which "
            "`{name}` is the cell of that column in the same row. Other formats, and cells without a value, have none.",
            min_length=1,
            max_length=1000,
            examples=["={hours} * {rate}"],
        ),
    ] = None
    link: Annotated[
        Name | None,
        Field(
            description="The column with the addresses that the cells lead to: `https`, `http` or `mailto`. It may be the column "
            "itself, or a hidden one.",
            examples=["website"],
        ),
    ] = None
    width: Annotated[
        Annotated[float, Field(gt=0, le=255)] | None,
        Field(description="How wide the column is, in characters; as wide as its content if not said.", examples=[24]),
    ] = None
    dropdown: Annotated[
        bool, Field(description="Whether the cells offer the codes (or labels) of the list.", examples=[True])
    ] = False
    note: Annotated[
        Text | None,
        Field(description="Shown when the header is selected.", examples=[{"nb": "Dagen da aktiviteten ble holdt"}]),
    ] = None
    locked: Annotated[
        bool, Field(description="Whether the cells cannot be changed in the spreadsheet.", examples=[True])
    ] = False
    hidden: Annotated[bool, Field(description="Whether the column is hidden.", examples=[True])] = False
    template: Annotated[
        bool,
        Field(
            description="Whether the column is in the document's template, or only in other formats.", examples=[False]
        ),
    ] = True
    guard: Annotated[
        bool | None,
        Field(
            description="Whether text in .csv files that a spreadsheet would take for a formula gets an apostrophe in "
            "front; as `csv` says if not said.",
            examples=[False],
        ),
    ] = None
    sensitivity: Annotated[
        Sensitivity | None,
        Field(
            description="How private it is: `public`, `internal`, `personal` or `health`; as private as its fields if not said.",
            examples=["personal"],
        ),
    ] = None
    release: Annotated[
        bool, Field(description="Says on purpose that personal values leave the house in this column.", examples=[True])
    ] = False


class TemplateSheetDefinition(Model):
    """Where in the template a sheet goes."""

    sheet: Annotated[
        str | None,
        Field(
            description="The name of the worksheet; the sheet's title if not said.",
            min_length=1,
            examples=["Aktivitetsliste"],
        ),
    ] = None
    header_row: Annotated[
        int | None,
        Field(
            description="The row in which the headers stand, where several could be meant.",
            ge=1,
            le=1_048_575,
            examples=[7],
        ),
    ] = None


class SheetDefinition(Placed):
    """One sheet: every kept row in these columns, or a line for each group of rows."""

    title: Annotated[Text, Field(description="The sheet's name.")]
    template: Annotated[
        Annotated[str, Field(min_length=1)] | Literal[False] | TemplateSheetDefinition | None,
        Field(
            description="The worksheet of the document's template that it fills, by name; the one with its title if not "
            "said. `false`: the sheet is not in the template, and only in other formats.",
            examples=["Aktivitetsliste", False, {"sheet": "Skjema", "header_row": 7}],
        ),
    ] = None
    group: Annotated[
        list[Name] | None,
        Field(
            description="Makes a line of each group of rows that share these values; an empty list makes one line of all.",
            max_length=8,
            examples=[["county"]],
        ),
    ] = None
    fill: Annotated[
        Literal["used", "all"],
        Field(
            description="Whether there are lines for the groups that rows have, or for all codes of the lists, with zeros.",
            examples=["all"],
        ),
    ] = "used"
    columns: Annotated[
        dict[Name, ColumnDefinition],
        Field(
            description="The columns by their names, in order.",
            examples=[{"date": {"header": {"nb": "Dato"}, "value": "day"}}],
        ),
    ] = {}
    spread: Annotated[
        SpreadDefinition | None,
        Field(
            description="Columns for each code of a list, behind the others.",
            examples=[{"over": ["gender"], "value": "sum(heads)"}],
        ),
    ] = None
    transforms: Annotated[
        dict[Name, SheetTransformDefinition],
        Field(
            description="Transforms of plugins over the finished lines, in order, before rules look at them. Not of sheets "
            "with groups.",
            examples=[{"short": {"use": "acme_shorten", "with": {"text": "topic"}, "into": {"topic": "short"}}}],
        ),
    ] = {}
    sort: Annotated[
        list[Annotated[str, Field(pattern=r"^-?[A-Za-z_][A-Za-z0-9_]*$")]],
        Field(
            description="The columns by which lines are ordered; a `-` in front turns the order around. As the records come, or "
            "as the lists of codes have it, if not said.",
            examples=[["-date", "branch"]],
        ),
    ] = []
    totals: Annotated[
        dict[Name, Total],
        Field(description="A last line with the totals of these columns.", examples=[{"subsidy": "sum"}]),
    ] = {}
    totals_label: Annotated[
        Text, Field(description="What stands in front of the totals.", examples=[{"nb": "Sum"}])
    ] = {"nb": "Sum", "nn": "Sum", "se": "Submi", "en": "Total"}
    heading: Annotated[
        dict[Name, HeadingDefinition],
        Field(
            description="Lines above the table: who reports, and places to sign.",
            examples=[{"branch": {"label": {"nb": "Lokallag"}, "value": "org"}}],
        ),
    ] = {}
    mask: Annotated[
        MaskDefinition | None,
        Field(description="Hides small numbers, which may tell of single persons.", examples=[{"below": 5}]),
    ] = None
    nil_row: Annotated[
        dict[Name, Expression] | None,
        Field(
            description="The line that stands in a sheet without any: values by column. With it, a period without records "
            "makes a report that says so.",
            examples=[{"topic": "'ingen aktiviteter'"}],
        ),
    ] = None
    min_rows: Annotated[int | None, Field(description="With fewer lines there is no file.", ge=1, examples=[1])] = None
