"""Structure: does a file have the shape of its kind? The model decides; where it refuses, the published schema tells why."""

from typing import Any

from pydantic import ValidationError

from kolonne.definitions import Model, model_of
from kolonne.plan.loc import existing
from kolonne.plan.problems import Desk
from kolonne.plan.schema_errors import report_schema_errors


def read_model(kind: str, desk: Desk) -> Model | None:
    """The model of a resolved document, or None with the problems on the desk."""
    plain = desk.root.plain()
    try:
        return model_of(kind).model_validate(plain)
    except ValidationError as error:
        if not report_schema_errors(kind, plain, desk):
            _report_details(error, plain, desk)
        return None


def _report_details(error: ValidationError, plain: Any, desk: Desk) -> None:
    """What the schema cannot say."""
    for detail in error.errors():
        message = detail["msg"].replace("Value error, ", "").rstrip(".")
        desk.report(existing(detail["loc"], plain), "wrong_value", message[:1].lower() + message[1:])
