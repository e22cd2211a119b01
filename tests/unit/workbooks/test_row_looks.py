"""Rows of a form with a frame or stripes, and what those look like that come in."""

import io
from typing import Any

import pytest
import xlsxwriter

from kolonne.workbooks import FillArea, ForeignSheet, RowLooks, fill_area, open_book

#: What rows may look like, by a letter.
_LOOKS: dict[str, dict[str, Any]] = {
    "-": {"border": 1},
    "^": {"border": 1, "top": 2},
    "_": {"border": 1, "bottom": 2},
    "g": {"border": 1, "bg_color": "#EEEEEE"},
    "G": {"border": 1, "bg_color": "#EEEEEE", "bottom": 2},
    "w": {"bg_color": "#FFFFFF"},
    "b": {"border": 1, "bold": True},
    "0": {"border": 1, "num_format": "0.0"},
    "|": {"left": 1},
    "'": {"left": 1, "top": 1},
    ",": {"left": 1, "bottom": 1},
}


def form(rows: str) -> ForeignSheet:
    """A worksheet with a header in row 1 and, under it, rows of these looks; a blank is a row without one."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Ark")
        sheet.write_row("A1", ["A", "B"])
        looks = {letter: book.add_format(look) for letter, look in _LOOKS.items() if letter in rows}
        for number, letter in enumerate(rows, 1):
            if letter != " ":
                sheet.write_blank(number, 0, None, looks[letter])
                sheet.write_blank(number, 1, None, looks[letter])
        sheet.write(len(rows) + 1, 0, "Sum")
    return open_book(stream.getvalue()).sheets[0]


@pytest.mark.parametrize(
    ("rows", "like"),
    [
        ("-", 1),
        ("---", 3),
        ("^--_", 4),
        ("^_", 2),
        ("',", 2),
        ("'||,", 4),
        ("-g-g", 4),
        ("^g-G", 4),
        ("-g", 1),
        ("-gg", 1),
        ("-g--", 4),
        ("-- -", 2),
        ("--b", 2),
        ("--0", 2),
        ("--w", 2),
        ("ww-", 2),
    ],
)
def test_rows_to_fill(rows: str, like: int) -> None:
    """Those that differ by their lines, or by colours in turn; not by letters, number formats, or with nothing around them."""
    assert fill_area(form(rows), 1, [1, 2]) == FillArea(2, 1 + like, 1, 2)


def test_a_label_in_front_of_a_row() -> None:
    """It makes a row of other lines one of totals; where all rows have one, or the row looks the same, it says nothing."""

    def found(looks: str, labels: str) -> object:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Ark")
            sheet.write("B1", "A")
            for row, (letter, label) in enumerate(zip(looks, labels, strict=True), 1):
                sheet.write_blank(row, 1, None, book.add_format(_LOOKS[letter]))
                sheet.write(row, 0, label.strip())
        return fill_area(open_book(stream.getvalue()).sheets[0], 1, [2])

    assert found("--_", "  S") == FillArea(2, 3, 2, 2)
    assert found("--_", "abc") == FillArea(2, 4, 2, 2)
    assert found("---", "  S") == FillArea(2, 4, 2, 2)


@pytest.mark.parametrize(
    ("rows", "count", "shown"),
    [
        ("-", 0, ""),
        ("-", 4, "----"),
        ("---", 2, "--"),
        ("---", 5, "-----"),
        ("^--_", 2, "^-"),
        ("^--_", 4, "^--_"),
        ("^--_", 7, "^-----_"),
        ("^_", 1, "^"),
        ("^_", 5, "^^^^_"),
        ("^-_", 5, "^---_"),
        ("-g-", 6, "-g-g-g"),
        ("-g-g", 7, "-g-g-g-"),
        ("^g-G", 8, "^g-g-g-G"),
        ("^g-g_", 8, "^g-g-g-_"),
        ("^-_", 3, "^-_"),
    ],
)
def test_what_rows_look_like(rows: str, count: int, shown: str) -> None:
    """Those of the form as they are; those that come in as in its middle, and the last one as its last."""
    runs = list(RowLooks(form(rows), 2, 1, 2).runs(1 + len(rows), count))
    found = [
        rows[run.models[(number - run.first) % len(run.models)] - 2]
        for run in runs
        for number in range(run.first, run.last + 1)
    ]
    assert "".join(found) == shown
    assert [run.first for run in runs[1:]] == [run.last + 1 for run in runs[:-1]]


def test_many_rows_are_few_runs() -> None:
    """However many rows there are, nothing is done for each."""
    assert [len(list(RowLooks(form(rows), 2, 1, 2).runs(5, 10**9))) for rows in ("----", "-g-g", "^--_")] == [1, 1, 4]
