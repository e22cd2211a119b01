"""Which texts a spreadsheet would take for a formula."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolonne.contract import CsvDialect, SheetColumn
from kolonne.writers import CsvWriter
from kolonne.writers.guard import guarded
from unit.writers.payloads import DANGEROUS, HARMLESS, begins_like_a_formula, reads_as_a_formula
from unit.writers.workbooks import book, of_frame, one, sheet, written

#: Texts made of what formulas, numbers and disguises are made of.
_TRICKY = st.text(
    st.one_of(
        st.sampled_from(
            "=+-@＝＋－＠﹦﹢﹣﹫ \t\r\n\x00\x85\u00a0\u200b\u2028\ufeff\u3164\"＂'0123456789.,;eE%‰()|!AÅ"
        ),
        st.characters(codec="utf-8", exclude_categories=["Cn", "Cs"]),
    ),
    max_size=8,
)


@pytest.mark.parametrize("text", DANGEROUS.values(), ids=DANGEROUS)
def test_a_dangerous_text_gets_an_apostrophe(text: str) -> None:
    """Whatever does not show stands before the sign."""
    texts, places = guarded(pl.Series(["trygg", text, None, ""]))
    assert (texts.to_list(), places.to_list()) == (["trygg", "'" + text, None, ""], [1])


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_a_harmless_text_is_left_alone(text: str) -> None:
    """Numbers and telephone numbers are no formulas."""
    texts, places = guarded(pl.Series(["=1", text]))
    assert (texts.to_list(), places.to_list()) == (["'=1", text], [0])


@pytest.mark.parametrize("known", [DANGEROUS, HARMLESS], ids=["dangerous", "harmless"])
def test_the_definition_of_a_formula_knows_every_payload(known: dict[str, str]) -> None:
    """So that what is held to it is held to the payloads."""
    assert {name: reads_as_a_formula(text) for name, text in known.items()} == dict.fromkeys(known, known is DANGEROUS)


@given(st.lists(st.none() | _TRICKY, max_size=20))
def test_no_guarded_text_reads_as_a_formula_and_no_other_is_touched(texts: list[str | None]) -> None:
    """Each is what it was, or what it was behind an apostrophe where it begins like a formula."""
    given_texts = pl.Series(texts, dtype=pl.String)
    found, places = guarded(given_texts)
    pairs = list(zip(texts, found, strict=True))
    changed = [(text, now) for text, now in pairs if text != now]
    assert not any(reads_as_a_formula(now) for now in found if now is not None)
    assert all(text is not None and now == "'" + text and begins_like_a_formula(text) for text, now in changed)
    assert places.to_list() == [at for at, (text, now) in enumerate(pairs) if text != now]
    assert given_texts.to_list() == texts


@pytest.mark.parametrize("start", [0, 1, 7])
def test_a_slice_of_a_column_is_guarded_as_the_column_is(start: int) -> None:
    """Pieces of a frame share its memory, and begin anywhere in it."""
    whole = pl.concat([pl.Series(["a", "=1", None, "=" + "x" * 40]), pl.Series(["", "-5", "@b", "Å"])], rechunk=False)
    assert guarded(whole[start:])[0].to_list() == guarded(whole)[0].to_list()[start:]


def test_guarded_cells_and_headers_are_counted_in_a_notice(tmp_path: Path) -> None:
    """The notice names the columns, so that somebody can look."""
    result = written(CsvWriter(), book(one("text", ["=1", "@x", "-5"], header="=Hode")), tmp_path)
    (notice,) = result.notices
    assert notice == (
        "sheet `Aktiviteter`: 3 cells in `=Hode` begin like a formula and got a leading apostrophe, "
        "so that a spreadsheet shows them as text"
    )
    assert result.path.read_bytes().decode("utf-8-sig").splitlines()[:2] == ["'=Hode;Ved siden av", "'=1;x"]


def test_the_notice_tells_how_many_cells_of_each_column_were_changed(tmp_path: Path) -> None:
    """Where they are of several columns."""
    columns = [SheetColumn(name, name.upper(), "text") for name in "abc"]
    made = sheet(*columns, a=["=1", "=2"], b=["x", "y"], c=["@", "x"])
    (notice,) = written(CsvWriter(), book(made), tmp_path).notices
    assert notice.startswith("sheet `Aktiviteter`: 3 cells in `A` (2), `C` (1) begin like a formula")


def test_numbers_are_never_guarded_and_a_dialect_may_switch_the_guard_off(tmp_path: Path) -> None:
    """A negative number stays a number."""
    numbers = written(CsvWriter(), book(one("integer", [-5])), tmp_path, "tall")
    off = written(CsvWriter(), book(one("text", ["=1"]), csv=CsvDialect(guard=False)), tmp_path, "av")
    assert (numbers.notices, off.notices) == ((), ())
    assert b"\r\n-5;" in numbers.path.read_bytes()
    assert b"\r\n=1;" in off.path.read_bytes()


@pytest.mark.parametrize(
    ("of_all", "of_column", "line"),
    [(True, None, "'=1;'=2"), (True, False, "=1;'=2"), (False, True, "'=1;=2"), (False, None, "=1;=2")],
)
def test_a_column_may_be_guarded_otherwise_than_the_rest(
    of_all: bool, of_column: bool | None, line: str, tmp_path: Path
) -> None:
    """What the column says counts, for its header as well."""
    columns = (SheetColumn("a", "=A", "text", guard=of_column), SheetColumn("b", "B", "text"))
    made = book(sheet(*columns, a=["=1"], b=["=2"]), csv=CsvDialect(guard=of_all))
    lines = written(CsvWriter(), made, tmp_path).path.read_bytes().decode("utf-8-sig").splitlines()
    assert lines == ["'=A;B" if line.startswith("'") else "=A;B", line]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_no_cell_of_a_file_reads_as_a_formula(delimiter: str, tmp_path: Path) -> None:
    """Of all that stands in it: cells, headers, groups, heading, note and totals."""
    payloads = list(DANGEROUS.values())
    columns = [SheetColumn(f"c{at}", text, "text", group=text) for at, text in enumerate(payloads)]
    frame = pl.DataFrame({column.name: payloads for column in columns})
    made = of_frame(frame, tuple(columns))
    made = replace(made, note=payloads[0], totals_label=payloads[1], totals={"c1": payloads[2]})
    workbook = book(made, csv=CsvDialect(heading=True, bom=False, delimiter=delimiter, decimal="."))
    text = written(CsvWriter(), workbook, tmp_path).path.read_bytes().decode()
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]
    assert len(cells) > len(payloads) ** 2
    assert not [cell for cell in cells if reads_as_a_formula(cell)]
