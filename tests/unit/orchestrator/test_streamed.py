"""Rows go to the writer as they come where nothing has to see all of them first."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kolonne.contract import CsvDialect, Sheet, SheetColumn, Workbook, Writer, WriterError
from kolonne.orchestrator.streamed import StreamedRows, row_makers
from kolonne.writers import built_in_writers
from unit.run.documents import planned

Json = dict[str, Any]
DOCUMENT: Json = {
    "document": "demo.report",
    "title": "Report",
    "inputs": {"visits": {"key": "id", "fields": {"id": {"type": "text"}, "minutes": {"type": "integer"}}}},
    "rows": {"from": "visits"},
    "sheets": {"plain": {"title": "Plain", "columns": {"minutes": {"header": "Minutes", "value": "minutes"}}}},
}
RULE = {"severity": "warning", "message": "m"}


def _in_sheet(**members: object) -> Callable[[Json], object]:
    return lambda document: document["sheets"]["plain"].update(members)


def _rule(**members: object) -> Callable[[Json], object]:
    return lambda document: document.update(rules={"r": {**RULE, **members}})


@pytest.mark.parametrize(
    ("change", "streams"),
    [
        pytest.param(lambda _: None, True, id="nothing"),
        pytest.param(_rule(check="minutes > 0"), True, id="a rule of rows"),
        pytest.param(_rule(check="sum(minutes) > 0", per="report"), True, id="a rule of the report, over rows"),
        pytest.param(_in_sheet(min_rows=1), True, id="the number of lines"),
        pytest.param(_in_sheet(nil_row={"minutes": "0"}), True, id="a line instead of none"),
        pytest.param(_in_sheet(totals={"minutes": "sum"}), False, id="totals"),
        pytest.param(_in_sheet(sort=["minutes"]), False, id="an order"),
        pytest.param(_rule(check="sum(minutes) > 0", per="sheet", sheet="plain"), False, id="a rule of the sheet"),
        pytest.param(_rule(check="sum(sheets.plain.minutes) > 0", per="report"), False, id="a look at its lines"),
        pytest.param(_in_sheet(heading={"n": {"label": "N", "value": "count(sheets.plain)"}}), False, id="a heading"),
    ],
)
def test_which_sheets_stream(tmp_path: Path, change: Callable[[Json], object], *, streams: bool) -> None:
    """Those whose lines nobody looks at when all are known, and that stand in the order of records."""
    document = deepcopy(DOCUMENT)
    change(document)
    plan = planned(document)
    made = row_makers(plan, _writer("csv"), _workbook(), tmp_path)
    assert list(made) == (["plain"] if streams else [])
    for maker in made.values():
        maker.close()


def test_other_writers_wait(tmp_path: Path) -> None:
    """A writer that wants all rows at once gets them."""
    assert row_makers(planned(DOCUMENT), _writer("ndjson"), _workbook(), tmp_path) == {}


class _Failing:
    """A maker that takes one frame."""

    def __init__(self) -> None:
        self.taken: list[int] = []

    def add(self, rows: pl.DataFrame) -> None:
        self.taken.append(rows.height)
        if len(self.taken) > 1:
            raise WriterError(f"no room for {rows.height}")

    def close(self) -> None:
        if len(self.taken) > 1:
            raise WriterError("closed in the middle")


def test_what_cannot_be_written_waits(tmp_path: Path) -> None:
    """Whether there is anything to write comes first."""
    bad = replace(_workbook(), csv=CsvDialect(delimiter="x"))
    assert row_makers(planned(DOCUMENT), _writer("csv"), bad, tmp_path) == {}


def test_what_goes_wrong_is_told_when_the_file_is_wanted(tmp_path: Path) -> None:
    """The first of it: whether there is to be a file is decided by rules, and comes first."""
    maker = _Failing()
    rows = StreamedRows(maker, tmp_path / "x.arrow", {"a": pl.Int64()})
    for height in (0, 1, 2, 3):
        rows.write(pl.DataFrame({"a": [1] * height}, schema={"a": pl.Int64}))
    rows.close()
    assert maker.taken == [1, 2]
    assert rows.rows == 6
    with pytest.raises(WriterError, match="no room for 2"):
        rows.made()


def _writer(name: str) -> Writer:
    """As an export has it."""
    return next(one for one in built_in_writers() if one.format == name)


def _workbook() -> Workbook:
    plain = Sheet("plain", "Plain", (SheetColumn("minutes", "Minutes", "integer"),), 0, lambda: ())
    return Workbook("t", "o", "2025", "nb", "f", "0", datetime(2026, 1, 1, tzinfo=UTC), (plain,))
