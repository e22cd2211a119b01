"""ColumnDocument: what a funder and an organisation want in a report."""

from typing import Annotated

from pydantic import Field

from kolonne.definitions.base import Day, Id, Model, Name, Placed, Scalar, TemplateName, Text
from kolonne.definitions.csv import CsvDefinition
from kolonne.definitions.field import InputDefinition, Kind
from kolonne.definitions.figure import FigureDefinition
from kolonne.definitions.rows import RowsDefinition
from kolonne.definitions.rule import RuleDefinition
from kolonne.definitions.sheet import SheetDefinition
from kolonne.definitions.trial import TestDefinition


class Validity(Model):
    """From a day, inclusive, until a day, exclusive."""

    since: Annotated[
        Day | None, Field(alias="from", description="The first day; from ever if not said.", examples=["2024-01-01"])
    ] = None
    until: Annotated[
        Day | None,
        Field(description="The day after the last one; until further notice if not said.", examples=["2025-01-01"]),
    ] = None


class DatedValue(Validity):
    """A value and when it holds."""

    value: Annotated[Scalar, Field(description="The value in that time.", examples=[3])]


class ParameterDefinition(Placed):
    """A value that expressions use by name; it may change with time."""

    type: Annotated[Kind, Field(description="What kind of value it is.", examples=["integer"])]
    scale: Annotated[
        int | None, Field(description="Digits behind the point; needed for `decimal`.", ge=0, le=12, examples=[2])
    ] = None
    value: Annotated[Scalar | None, Field(description="The value, if it is the same at all times.", examples=[3])] = (
        None
    )
    dated: Annotated[
        list[DatedValue] | None,
        Field(
            description="The values by time; the first day of the reporting period picks.",
            min_length=1,
            examples=[[{"until": "2020-01-01", "value": 5}, {"from": "2020-01-01", "value": 3}]],
        ),
    ] = None


class ColumnDocument(Model):
    """A column document: inputs, rows, sheets and rules."""

    schema_: Annotated[
        str | None,
        Field(
            alias="$schema",
            description="The schema of this kind of file; lets an editor complete and explain.",
            examples=["../../../schemas/v1/column-document.schema.json"],
        ),
    ] = None
    document: Annotated[Id, Field(description="The document's ID: owner, dot, name.", examples=["nhf.likeperson"])]
    title: Annotated[Text, Field(description="What the report is called.")]
    description: Annotated[
        str | None,
        Field(
            description="A note for those who read the document.", examples=["Agreed with the funder in March 2024."]
        ),
    ] = None
    extends: Annotated[
        Id | None, Field(description="The document this one is laid over.", examples=["bufdir.likeperson"])
    ] = None
    valid: Annotated[
        Validity | None,
        Field(description="For which reporting periods, by their first day.", examples=[{"from": "2024-01-01"}]),
    ] = None
    parameters: Annotated[
        dict[Name, ParameterDefinition],
        Field(
            description="Values that expressions use by name, such as limits and rates, and that may change with time.",
            examples=[{"min_heads": {"type": "integer", "value": 3}}],
        ),
    ] = {}
    figures: Annotated[
        dict[Name, FigureDefinition],
        Field(
            description="Values that come with the request, by name.",
            examples=[{"members": {"type": "integer", "required": True}}],
        ),
    ] = {}
    inputs: Annotated[
        dict[Name, InputDefinition],
        Field(
            description="The sources of records by name.",
            min_length=1,
            examples=[{"activities": {"key": "id", "fields": {"id": {"type": "text"}, "day": {"type": "date"}}}}],
        ),
    ]
    rows: Annotated[
        RowsDefinition,
        Field(
            description="Which records make rows, what is computed for them, and which are kept.",
            examples=[{"from": "activities", "in_period": "day"}],
        ),
    ]
    sheets: Annotated[
        dict[Name, SheetDefinition],
        Field(
            description="The sheets by name, in order.",
            min_length=1,
            examples=[
                {
                    "activities": {
                        "title": {"nb": "Aktiviteter"},
                        "columns": {"date": {"header": {"nb": "Dato"}, "value": "day"}},
                    }
                }
            ],
        ),
    ]
    rules: Annotated[
        dict[Name, RuleDefinition],
        Field(
            description="The rules by their stable IDs, in order.",
            examples=[
                {"enough": {"check": "heads >= 3", "severity": "error", "message": {"nb": "bare {heads} deltakere"}}}
            ],
        ),
    ] = {}
    csv: Annotated[
        CsvDefinition,
        Field(
            description="How a .csv file is written.",
            examples=[{"dialect": "norwegian_excel"}, {"dialect": "rfc4180", "bom": True}],
        ),
    ] = CsvDefinition()
    template: Annotated[
        TemplateName | None,
        Field(
            description="A workbook of the funder's that is filled when the report is made as .xlsx. The file lies in the "
            "folder `templates` beside `documents`.",
            examples=["bufdir-2025.xlsx"],
        ),
    ] = None
    tests: Annotated[
        dict[Name, TestDefinition],
        Field(
            description="Records, and what must come of them; `kolonne test` runs them.",
            examples=[{"too_short": {"given": {"activities": [{"minutes": 5}]}, "excluded": {"long_enough": 1}}}],
        ),
    ] = {}
