"""Which texts a spreadsheet would take for a formula."""

from pathlib import Path

import polars as pl
import pytest

from kolonne.contract import CsvDialect
from kolonne.writers import CsvWriter
from kolonne.writers.guard import guarded
from unit.writers.workbooks import book, one, written

_DANGEROUS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!D2",
    "+47-900-00-000",
    "@SUM(A1)",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\ttab",
    "\x00=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "=",
    "-",
    '=HYPERLINK("http://x","y")',
    "=DDE(1)",
]
_HARMLESS = [
    "-5",
    "-12,5",
    "-1.234,50",
    "+47 900 00 000",
    "+4790000000",
    "1+1",
    "a=b",
    "Kari",
    "",
    "x@y.no",
    " -5 ",
    "-1\u00a0000",
]


@pytest.mark.parametrize("text", _DANGEROUS)
def test_a_dangerous_text_gets_an_apostrophe(text: str) -> None:
    """Whatever blanks or invisible signs stand before the sign."""
    texts, count = guarded(pl.Series(["trygg", text, None]))
    assert (texts.to_list(), count) == (["trygg", "'" + text, None], 1)


@pytest.mark.parametrize("text", _HARMLESS)
def test_a_harmless_text_is_left_alone(text: str) -> None:
    """Numbers and telephone numbers are no formulas."""
    texts, count = guarded(pl.Series(["=1", text]))
    assert (texts.to_list(), count) == (["'=1", text], 1)


def test_guarded_cells_and_headers_are_counted_in_a_notice(tmp_path: Path) -> None:
    """The notice names the columns, so that somebody can look."""
    result = written(CsvWriter(), book(one("text", ["=1", "@x", "-5"], header="=Hode")), tmp_path)
    (notice,) = result.notices
    assert notice == (
        "sheet `Aktiviteter`: 3 cells in `=Hode` begin like a formula and got a leading apostrophe, "
        "so that a spreadsheet shows them as text"
    )
    assert result.path.read_bytes().decode("utf-8-sig").splitlines()[:2] == ["'=Hode;Ved siden av", "'=1;x"]


def test_numbers_are_never_guarded_and_a_dialect_may_switch_the_guard_off(tmp_path: Path) -> None:
    """A negative number stays a number."""
    numbers = written(CsvWriter(), book(one("integer", [-5])), tmp_path, "tall")
    off = written(CsvWriter(), book(one("text", ["=1"]), csv=CsvDialect(guard=False)), tmp_path, "av")
    assert (numbers.notices, off.notices) == ((), ())
    assert b"\r\n-5;" in numbers.path.read_bytes()
    assert b"\r\n=1;" in off.path.read_bytes()
