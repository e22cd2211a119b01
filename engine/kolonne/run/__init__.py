"""Transform and check: pure functions, Batch in, Outcome out; and the report, when all rows are known."""

from kolonne.run.absent import absent_columns
from kolonne.run.across import looked_at, looked_up
from kolonne.run.contributions import schema as contribution_schema
from kolonne.run.contributions import wanted as wanted_contributions
from kolonne.run.ledger import settled
from kolonne.run.outcome import FAILURES, LEFT_OUT, Outcome
from kolonne.run.passage import Passage
from kolonne.run.records import RecordsReader, duplicates, keys_looked_for, unmatched
from kolonne.run.related import Records
from kolonne.run.report import Report, in_order, make_report, read_lines
from kolonne.run.transform import advance, enter, resumed, settle, transform

__all__ = [
    "FAILURES",
    "LEFT_OUT",
    "Outcome",
    "Passage",
    "Records",
    "RecordsReader",
    "Report",
    "absent_columns",
    "advance",
    "contribution_schema",
    "duplicates",
    "enter",
    "in_order",
    "keys_looked_for",
    "looked_at",
    "looked_up",
    "make_report",
    "read_lines",
    "resumed",
    "settle",
    "settled",
    "transform",
    "unmatched",
    "wanted_contributions",
]
