"""Tests in documents: records that are given, and what must come of them."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from kolonne.definitions.base import LocaleName, Model, Name, Placed, Scalar, Severity

#: A record or a line as JSON: values by name.
Cells = dict[str, JsonValue]


class FailureExpectation(Model):
    """A failure that must be told; what is not said may be anything."""

    rule: Annotated[
        str,
        Field(
            description="The rule's ID; of a failure that no rule of the document tells, `name.code` as the list of failures "
            "has it.",
            examples=["leader_present", "minutes.bad_integer"],
        ),
    ]
    record: Annotated[
        int | None,
        Field(
            description="The number of the record in its input, counted from 1; null where it is no record that fails, but a "
            "sheet or the whole report.",
            ge=1,
            examples=[1],
        ),
    ] = None
    severity: Annotated[Severity | None, Field(description="What the failure did.", examples=["error"])] = None
    message: Annotated[
        str | None, Field(description="What is told, the whole sentence.", examples=["3 deltakere er for få"])
    ] = None


class TestDefinition(Placed):
    """Records, and what must come of them. What is not expected is not looked at."""

    given: Annotated[
        dict[Name, list[Cells]],
        Field(
            description="Records by input; their fields by the document's names or the source's. What a record does not say is "
            "blank, and an input that is not named has no records. Records inside of others lie in them, by the name of their "
            "input or where the source has them.",
            examples=[{"activities": [{"id": "1", "minutes": 30}]}],
        ),
    ]
    period: Annotated[
        str | None,
        Field(
            description="The reporting period, as on the command line; the first year on whose first day the document is valid "
            "if not said, 2025 where it always is.",
            examples=["2025", "2025-H1"],
        ),
    ] = None
    figures: Annotated[
        dict[Name, Scalar], Field(description="Figures that come with the request.", examples=[{"members": 250}])
    ] = {}
    locale: Annotated[LocaleName, Field(description="The language of labels and messages.", examples=["nn"])] = "nb"
    expect: Annotated[
        dict[Name, list[Cells]],
        Field(
            description="All lines of a sheet, in order; of each line the columns that are looked at, with the values as they "
            "stand in the sheet: labels where it shows labels, days as `2025-01-31`, null for an empty cell.",
            examples=[{"activities": [{"date": "2025-03-01", "type": "Samtalegruppe"}]}],
        ),
    ] = {}
    failures: Annotated[
        list[FailureExpectation] | None,
        Field(
            description="All failures, in order; an empty list says that there is none.",
            examples=[[{"rule": "leader_present", "record": 1}]],
        ),
    ] = None
    excluded: Annotated[
        dict[str, int] | None,
        Field(
            description="How many rows are left out, by reason; all of them, so that `{}` says that none is.",
            examples=[{"long_enough": 1}],
        ),
    ] = None
    refused: Annotated[
        Literal["no_data_for_period", "data_rejected", "column_mapping_unavailable", "source_unreadable"] | None,
        Field(
            description="The code of the error that ends the export, where no file is made.",
            examples=["data_rejected"],
        ),
    ] = None
