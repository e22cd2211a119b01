"""What holds for whole exports, whatever the records are and however they come.

Runs 12 sets of records by default; `KOLONNE_THOROUGH=2000 pytest tests/unit/run/test_everything.py` runs so many, with new
ones every time.
"""

import os
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from polars.testing import assert_frame_equal

from kolonne.contract import FAILURE_COLUMNS, LEFT_OUT_COLUMNS
from kolonne.expressions import dtype
from kolonne.run import FAILURES, LEFT_OUT
from unit.run.everything import PLAN, inputs
from unit.run.whole import Whole, mapped_whole, typed

_THOROUGH = int(os.environ.get("KOLONNE_THOROUGH", "0"))
_SETTINGS = settings(
    max_examples=_THOROUGH or 12,
    derandomize=not _THOROUGH,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
Given = dict[str, list[dict[str, Any]]]


def assert_sound(whole: Whole, records: Given) -> None:
    """Everything that an export promises."""
    counts = whole.counts
    assert counts.reconciles
    assert counts.read == len(records["visits"])
    related = {name: len(found) for name, found in records.items() if name != "visits"}
    assert {name: found["read"] for name, found in counts.related.items()} == related
    assert dict(whole.failures.schema) == {name: of() for name, of in FAILURES.items()}
    assert dict(whole.left_out.schema) == {name: of() for name, of in LEFT_OUT.items()}
    assert (tuple(whole.failures.columns), tuple(whole.left_out.columns)) == (FAILURE_COLUMNS, LEFT_OUT_COLUMNS)
    assert dict(whole.left_out["reason"].value_counts().iter_rows()) == dict(counts.left_out)
    for sheet in PLAN.sheets:
        shown = {column.name: dtype(column.type) for column in sheet.columns}
        masked = pl.String() if sheet.mask is not None else None
        found = dict(whole.sheets[sheet.name].schema)
        assert list(found) == list(shown)
        assert all(of in {shown[name], masked} for name, of in found.items())
    rows = whole.sheets["rows"].height
    assert rows == counts.exported or (rows, counts.exported) == (1, 0)
    assert (
        sum(counts.failed.values())
        >= whole.failures.filter("out", pl.col("place").str.starts_with("rules."))["row"].n_unique() - 1
    )
    assert bool(whole.fatal) == bool(whole.failures.filter(pl.col("severity") == "fatal").height)
    left_out = whole.left_out["row"].to_list()
    assert left_out == sorted(left_out)


def assert_same(one: Whole, other: Whole) -> None:
    """Both are the same, to the last byte."""
    for name in one.sheets:
        assert_frame_equal(one.sheets[name], other.sheets[name], check_exact=True)
    assert_frame_equal(one.failures, other.failures)
    assert_frame_equal(one.left_out, other.left_out)
    assert one.counts == other.counts
    assert (one.fatal, one.in_period) == (other.fatal, other.in_period)
    assert (one.report.totals, one.report.headings, one.report.hidden) == (
        other.report.totals,
        other.report.headings,
        other.report.hidden,
    )


@_SETTINGS
@given(inputs())
def test_batches_do_not_matter_and_every_row_is_accounted_for(records: Given) -> None:
    """In batches of 1, 2, 7 and all at once the same records give the same export, whose counts reconcile."""
    frames = typed(records)
    whole = mapped_whole(PLAN, frames)
    assert_sound(whole, records)
    for size in (1, 2, 7):
        assert_same(mapped_whole(PLAN, frames, size), whole)
