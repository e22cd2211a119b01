"""Rules: what must be true of a row."""

from typing import Annotated, Literal

from pydantic import Field

from kolonne.definitions.base import Expression, Name, Placed, Severity, Text


class RuleDefinition(Placed):
    """A check of every kept row, or of many rows together. A check that is blank is not broken."""

    check: Annotated[Expression | None, Field(description="What must be true.", examples=["participants >= 3"])] = None
    kind: Annotated[
        Name | None,
        Field(description="In place of `check`: a kind of rule that a plugin brings.", examples=["acme_register"]),
    ] = None
    given: Annotated[
        dict[Name, Expression],
        Field(
            alias="with",
            description="With `kind`: what each of its parameters is, for every row.",
            examples=[{"number": "member_number"}],
        ),
    ] = {}
    per: Annotated[
        Literal["row", "cell", "group", "sheet", "report"],
        Field(
            description="What is checked: each `row`, each `cell` of some columns (named `value`), each `group` of rows or each "
            "line of a grouped sheet, a `sheet` with all of its lines, or the whole `report`.",
            examples=["report"],
        ),
    ] = "row"
    by: Annotated[
        list[Name],
        Field(
            description="With `per` `group`: the values that the rows of a group share.", examples=[["branch", "day"]]
        ),
    ] = []
    sheet: Annotated[
        Name | None,
        Field(description="With `per` `sheet`, `cell` or `group`: the sheet that is checked.", examples=["summary"]),
    ] = None
    columns: Annotated[
        list[Name], Field(description="With `per` `cell`: the columns whose cells are checked.", examples=[["minutes"]])
    ] = []
    severity: Annotated[
        Severity,
        Field(
            description="`warning` keeps the row and tells, `error` leaves it out and tells, `fatal` makes no file and tells. "
            "A sheet or a report cannot be left out: there it is `warning` or `fatal`.",
            examples=["error"],
        ),
    ]
    message: Annotated[
        Text | None,
        Field(
            description="What is told. May use values: `{participants} deltakere`. A `kind` may have words of its own.",
            examples=[{"nb": "bare {participants} deltakere"}],
        ),
    ] = None
    help: Annotated[
        Text | None, Field(description="What to do about it.", examples=[{"nb": "Fyll ut hvem som ledet gruppen."}])
    ] = None
