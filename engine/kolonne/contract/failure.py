"""Failure: a data row that breaks a rule. Failures travel as frames, one row each, in these columns."""

from enum import StrEnum

#: Columns of a frame of failures, in order. `row` is the 0-based index of the record in its source; `number` the same
#: record as people count, from 1; `key` the record's own ID where the document names one; `value` what was found, left
#: blank where the field is personal; `out` whether this failure took the row out of the report.
FAILURE_COLUMNS = ("row", "number", "key", "place", "rule", "code", "severity", "message", "value", "out")

#: Columns of a frame of rows that were left out.
LEFT_OUT_COLUMNS = ("row", "number", "key", "reason", "message")


class Severity(StrEnum):
    """What a broken rule does."""

    #: The row is kept, and it is told.
    WARNING = "warning"
    #: The row is left out, and it is told.
    ERROR = "error"
    #: No file is made, and it is told.
    FATAL = "fatal"
