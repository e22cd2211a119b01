"""ProgressEvent: how far an export has come."""

from enum import StrEnum

from kolonne.contract.quick import dataclass


class Stage(StrEnum):
    """The stages of every export, in order."""

    QUERY = "query"
    MAP = "map"
    GENERATE = "generate"
    BUNDLE = "bundle"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """One step of an export."""

    stage: Stage
    #: Rows this stage has dealt with.
    rows_done: int
    #: Rows this stage will deal with; None while that is not known.
    rows_total: int | None
    #: Seconds since the export began.
    elapsed: float
