"""Tests in documents: records that are given, and what must come of them."""

from typing import Annotated

from pydantic import Field, JsonValue

from kolonne.definitions.base import LocaleName, Model, Name, Placed, Scalar

#: A record or a line as JSON: values by name.
Cells = dict[str, JsonValue]


class FailureExpectation(Model):
    """A failure that must be told; what is not said may be anything."""

    rule: Annotated[str, Field(description="The rule's ID, or `field.code` for a cell.", examples=["leader_present"])]
    record: Annotated[
        int | None, Field(description="The number of the record, counted from 1.", ge=1, examples=[1])
    ] = None
    severity: Annotated[str | None, Field(description="`warning`, `error` or `fatal`.", examples=["error"])] = None
    message: Annotated[str | None, Field(description="What is told, whole.", examples=["3 deltakere er for få"])] = None


class TestDefinition(Placed):
    """One test. What is not expected is not looked at."""

    given: Annotated[
        dict[Name, list[Cells]],
        Field(
            description="Records by input, with the source's names of fields or the document's own.",
            examples=[{"activities": [{"id": "1", "minutes": 30}]}],
        ),
    ]
    period: Annotated[
        str | None,
        Field(
            description="The reporting period, as `2025` or `2025-H1`; the year in which the document begins to be valid, or "
            "2025, if not said.",
            examples=["2025"],
        ),
    ] = None
    figures: Annotated[
        dict[Name, Scalar], Field(description="Figures that come with the request.", examples=[{"members": 250}])
    ] = {}
    locale: Annotated[LocaleName, Field(description="The language of labels and messages.", examples=["nn"])] = "nb"
    expect: Annotated[
        dict[Name, list[Cells]],
        Field(
            description="The lines of each sheet, in order, with the columns that are looked at.",
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
        Field(description="How many rows are left out, by reason; all of them.", examples=[{"long_enough": 1}]),
    ] = None
    refused: Annotated[
        str | None,
        Field(
            description="The code of the error that ends the export, where no file is made.",
            examples=["no_data_for_period", "data_rejected"],
        ),
    ] = None
