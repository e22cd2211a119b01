"""Rules: what must be true of a row."""

from typing import Annotated

from pydantic import Field

from kolonne.definitions.base import Expression, Placed, Severity, Text


class RuleDefinition(Placed):
    """A check of every kept row. A check that is blank is not broken."""

    check: Annotated[Expression, Field(description="What must be true.", examples=["participants >= 3"])]
    severity: Annotated[
        Severity,
        Field(
            description="`warning` keeps the row and tells, `error` leaves it out and tells, `fatal` makes no file and tells."
        ),
    ]
    message: Annotated[Text, Field(description="What is told. May use values: `{participants} deltakere`.")]
    help: Annotated[Text | None, Field(description="What to do about it.")] = None
