"""What people and their programs do to a workbook: what is understood, and what is told at which cell."""

import io
import re
import zipfile
from datetime import date, datetime
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from unit.editing.going import back, changed, made, text

DOCUMENT: dict[str, Any] = {
    "document": "demo.report",
    "title": {"nb": "Besøk", "en": "Visits"},
    "valid": {"from": "2024-01-01"},
    "parameters": {
        "least": {"type": "integer", "value": 3},
        "rate": {"type": "decimal", "scale": 2, "dated": [{"until": "2020-01-01", "value": 1}, {"from": "2020-01-01", "value": 2}]},
    },
    "inputs": {"visits": {"fields": {"id": {"type": "text"}, "minutes": {"type": "integer"}}}},
    "rows": {"from": "visits", "let": {"hours": "minutes / 60", "days": "hours / 24"}},
    "sheets": {
        "list": {
            "title": {"nb": "Liste"},
            "columns": {
                "id": {"header": {"nb": "Nr."}, "value": "id", "required": True},
                "hours": {"header": {"nb": "Timer"}, "value": "hours", "width": 9},
            },
        }
    },
    "rules": {"short": {"check": "minutes > 5", "severity": "error", "message": {"nb": "for kort"}}},
    "tests": {"t": {"given": {"visits": [{"id": "1", "minutes": 5}, {"id": "2", "minutes": 7}]}, "failures": []}},
}  # fmt: skip
#: Cells as `sheet/line/header`.
Cells = dict[str, object]


def cell_of(book: Workbook, place: str) -> Any:
    """The cell at a line of a sheet, under a header, or behind the name of a form's line."""
    sheet, line, header = place.split("/")
    page: Worksheet = book[sheet]
    if not line:
        return next(row[1] for row in page.iter_rows() if row[0].value == header)
    return page.cell(int(line), next(cell.column for cell in page[1] if cell.value == header))


@cache
def workbook() -> bytes:
    """The workbook of the document."""
    return made(DOCUMENT)


@cache
def opened() -> Workbook:
    """The same, opened; to open it anew for each case takes long."""
    return openpyxl.load_workbook(io.BytesIO(workbook()))


def with_cells(cells: Cells) -> bytes:
    """The workbook with other values in some cells."""
    found = [(cell_of(opened(), place), value) for place, value in cells.items()]
    # A day changes what its cell looks like.
    before = [(cell.value, cell.number_format) for cell, _ in found]
    for cell, value in found:
        cell.value = value
    stream = io.BytesIO()
    opened().save(stream)
    for (cell, _), (value, form) in zip(found, before, strict=True):
        cell.value, cell.number_format = value, form
    return stream.getvalue()


def told(content: bytes) -> list[str]:
    """What is told of a workbook: cell, code, message and hint."""
    problems = back(content).problems
    return [f"{one.cell}: {one.code}: {one.message}" + (f" ({one.hint})" if one.hint else "") for one in problems]


def got(content: bytes) -> Any:
    """The document of a workbook of which nothing is told."""
    done = back(content)
    assert not done.problems
    return done.document


UNDERSTOOD: list[tuple[str, Cells, tuple[str | int, ...], object]] = [
    ("a number as text", {"Kolonner/3/Bredde": "12"}, ("sheets", "list", "columns", "hours", "width"), 12),
    ("a decimal comma", {"Kolonner/3/Bredde": "12,5"}, ("sheets", "list", "columns", "hours", "width"), 12.5),
    ("a whole number with a comma", {"Parametre/3/Desimaler": "2,0"}, ("parameters", "rate", "scale"), 2),
    ("a number for a text", {"Regler/2/Melding (nb)": 2024}, ("rules", "short", "message", "nb"), "2024"),
    ("half a number for a text", {"Regler/2/Melding (nb)": 1.5}, ("rules", "short", "message", "nb"), "1.5"),
    ("a number for an expression", {"Verdier/2/Uttrykk": 60}, ("rows", "let", "hours"), "60"),
    ("a date for a day", {"Dokument//Gjelder: Fra og med": date(2025, 1, 31)}, ("valid", "from"), "2025-01-31"),
    ("a midnight", {"Dokument//Gjelder: Fra og med": datetime(2025, 1, 31)}, ("valid", "from"), "2025-01-31"),  # noqa: DTZ001
    ("a Norwegian day", {"Dokument//Gjelder: Fra og med": "31.1.2025"}, ("valid", "from"), "2025-01-31"),
    ("a date for any value", {"Parametre/2/Verdi": date(2025, 1, 31)}, ("parameters", "least", "value"), "2025-01-31"),
    ("a comma in any value", {"Parametre/2/Verdi": "0,75"}, ("parameters", "least", "value"), 0.75),
    ("quotes for a text", {"Parametre/2/Verdi": '"4"'}, ("parameters", "least", "value"), "4"),
    ("zeros in front", {"Parametre/2/Verdi": "007"}, ("parameters", "least", "value"), "007"),
    ("a truth value", {"Parametre/2/Verdi": True}, ("parameters", "least", "value"), True),
    ("yes in English", {"Kolonner/3/Påkrevd": "Yes"}, ("sheets", "list", "columns", "hours", "required"), True),
    ("a cross", {"Kolonner/3/Påkrevd": "X"}, ("sheets", "list", "columns", "hours", "required"), True),
    ("0 for no", {"Kolonner/3/Påkrevd": 0}, ("sheets", "list", "columns", "hours", "required"), False),
    ("FALSE for no", {"Kolonner/3/Påkrevd": False}, ("sheets", "list", "columns", "hours", "required"), False),
    ("a condition", {"Kolonner/3/Påkrevd": "id != ''"}, ("sheets", "list", "columns", "hours", "required"), {"when": "id != ''"}),
    ("a choice in capitals", {"Regler/2/Alvor": " Warning "}, ("rules", "short", "severity"), "warning"),
    ("nothing but blanks", {"Kolonner/3/Bredde": "  "}, ("sheets", "list", "columns", "hours"), {"header": {"nb": "Timer"}, "value": "hours"}),
    ("cases", {"Kolonner/3/Tilfeller": "a > 1 -> 'x'\n\nb → 'y'"}, ("sheets", "list", "columns", "hours", "cases"),
     [{"when": "a > 1", "then": "'x'"}, {"when": "b", "then": "'y'"}]),
    ("a list with commas", {"Ark/2/Sorter etter": "-id, hours,"}, ("sheets", "list", "sort"), ["-id", "hours"]),
    ("a list on lines", {"Ark/2/Sorter etter": "-id\nhours"}, ("sheets", "list", "sort"), ["-id", "hours"]),
    ("names with values", {"Ark/2/Summer": "hours: sum\nid:count"}, ("sheets", "list", "totals"), {"hours": "sum", "id": "count"}),
    ("a removal in English", {"Kolonner/3/Format": "(Removed)"}, ("sheets", "list", "columns", "hours", "format"), None),
    ("a language that is no column", {"Regler/1/Melding (se)": "Melding (fkv)", "Regler/2/Melding (se)": "liian lyhyt"},
     ("rules", "short", "message", "fkv"), "liian lyhyt"),
    ("another language's header", {"Regler/1/Alvor": "Severity"}, ("rules", "short", "severity"), "error"),
    ("another time", {"Parametre/4/Fra og med": "2021-01-01", "Parametre/4/Verdi": 5}, ("parameters", "rate", "dated", 1),
     {"from": "2021-01-01", "value": 5}),
    ("an unknown code's code", {"Felt/2/Ukjent kode": "use: other"}, ("inputs", "visits", "fields", "id", "unknown"), {"use": "other"}),
    ("JSON", {"Regler/2/Annet (JSON)": '{"new": [1]}'}, ("rules", "short", "new"), [1]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "path", "value"), [row[1:] for row in UNDERSTOOD], ids=[row[0] for row in UNDERSTOOD]
)
def test_what_is_understood(cells: Cells, path: tuple[str | int, ...], value: object) -> None:
    """What people type, and what Excel makes of it, is taken as the column needs it."""
    found = got(with_cells(cells))
    for step in path:
        found = found[step]
    assert text(found) == text(value)


TOLD: list[tuple[str, Cells, list[str]]] = [
    ("no number", {"Kolonner/3/Bredde": "wide"}, ["cell_value: found `wide`; a number is needed, for instance 12 or 12,5"]),
    ("a truth value for a number", {"Kolonner/3/Bredde": True}, ["cell_value: found TRUE; a number is needed"]),
    ("a date for a text", {"Regler/2/Melding (nb)": date(2025, 3, 1)},
     ["cell_value: found the date 2025-03-01; text is needed (make the cell's format Text, and write it once more)"]),
    ("a moment for a day", {"Dokument//Gjelder: Fra og med": datetime(2025, 1, 31, 12)},  # noqa: DTZ001
     ["cell_value: found the date 2025-01-31T12:00:00; a day without a time is needed"]),
    ("no choice", {"Regler/2/Alvor": "eror"},
     ["cell_value: found `eror`; allowed are `warning`, `error`, `fatal` (did you mean `error`?)"]),
    ("neither yes nor no", {"Felt/2/Påkrevd": "kanskje"}, ["cell_value: found `kanskje`; allowed are `ja`, `nei`, `yes`, `no`"]),
    ("a formula in an expression", {"Verdier/2/Uttrykk": "=minutes/60"},
     [("cell_value: found a formula of the spreadsheet; an expression of the document is needed (write it as text, without `=`: "
       "`minutes/60`)")]),
    ("a formula without a value", {"Regler/2/Melding (nb)": "=A1"},
     [("cell_value: found a formula that has not been computed (open the workbook in Excel or LibreOffice and save it, or write the "
       "value in its place)")]),
    ("an error", {"Regler/2/Melding (nb)": "#N/A"}, ["cell_value: found the error `#N/A` of a formula (write the value in its place)"]),
    ("broken JSON", {"Regler/2/Annet (JSON)": '{"a": }'}, ["cell_value: it is not JSON: found `}`; a value is needed"]),
    ("broken JSON for any value", {"Parametre/2/Verdi": "[1,"},
     ["cell_value: it is not JSON: found the end of the file; a value is needed"]),
    ("a case without a value", {"Kolonner/3/Tilfeller": "a > 1"},
     ["cell_value: found `a > 1`; each line is a condition, `→` and a value (`->` will do for `→`)"]),
    ("a line without a name", {"Ark/2/Summer": "sum"}, ["cell_value: found `sum`; each line is a name, `:` and a value"]),
    ("a name twice in a cell", {"Ark/2/Summer": "a: sum\na: max"}, ["cell_value: `a` stands twice"]),
    ("an order that is none", {"Regler/2/Rekkefølge": "abc"},
     ["cell_value: it is not JSON: found `abc`; a value is needed (text stands in double quotes)"]),
    ("a renamed column", {"Regler/1/Alvor": "Alvår"}, ["wrong_header: there is no column `Alvår` (did you mean `Alvor`?)"]),
    ("a column renamed beyond recognition", {"Regler/1/Alvor": "Q7"},
     ["wrong_header: there is no column `Q7` (a column of your own begins with `#`)"]),
    ("a column twice", {"Regler/1/Melding (en)": "Melding (nb)"}, ["wrong_header: `Melding (nb)` stands twice; it is in Regler!E1 already"]),
    ("a header that is gone", {"Regler/1/Alvor": None}, ["wrong_header: the column has values and no header (a column of your own begins with `#`)"]),
    ("the column of names", {"Regler/1/Navn": "Nvan"}, ["wrong_header: there is no column `Navn` or `name` (did you mean `Nvan`?)"]),
    ("a line of the form", {"Dokument//Bygger på": "demo.base", "Dokument/2/Felt": "Skjemma", "Dokument/2/Verdi": "x"},
     ["wrong_header: there is no `Skjemma` (did you mean `Skjema`?)"]),
    ("the column of names beside one of sheets", {"Kolonner/1/Navn": "Kolonnenavn"},
     ["wrong_header: there is no column `Navn` or `name` (is it `Kolonnenavn`?)"]),
    ("the column of names, renamed beyond recognition", {"Kolonner/1/Navn": "Q7"}, ["wrong_header: there is no column `Navn` or `name` (is it `Q7`?)"]),
    ("a name that cannot be read", {"Verdier/2/Navn": date(2025, 3, 1)},
     ["cell_value: found the date 2025-03-01; text is needed (make the cell's format Text, and write it once more)"]),
    ("no name", {"Verdier/2/Navn": None}, ["line_without_name: the line has values, and nothing here says of what"]),
    ("no sheet", {"Kolonner/2/Ark": None}, ["line_without_name: the line has values, and nothing here says of what"]),
    ("a name twice", {"Regler/3/Navn": "short", "Regler/3/Sjekk": "true"}, ["name_twice: `short` stands twice; it is in Regler!A2 already"]),
    ("a line of nothing", {"Kolonner/2/Ark": "lsit"}, ["line_of_nothing: there is no `lsit` (did you mean `list`?)"]),
    ("taken away and there", {"Regler/2/Fjernes": "ja"}, ["cells_disagree: `short` is taken away and yet has values"]),
    ("one text and several", {"Regler/2/Melding (alle språk)": "x"},
     ["cells_disagree: `message` stands as a whole in Regler!Q2 already (empty one of them)"]),
    ("twice, once as JSON", {"Regler/2/Annet (JSON)": '{"severity": "error"}'},
     ["cells_disagree: `severity` stands in Regler!D2 too (empty one of them)"]),
    ("JSON in place of a line", {"Regler/2/Annet (JSON)": "5"},
     ["cells_disagree: it stands in place of the whole line, which has values too"]),
    ("two types of a parameter", {"Parametre/4/Type": "text"},
     ["cells_disagree: it differs from Parametre!B3, of the same `rate` (empty it)"]),
    ("a list that is and is not empty", {"Testposter/2/Ingen": "ja"}, ["cells_disagree: there are other lines, so that the list is not empty"]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "messages"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_what_is_told(cells: Cells, messages: list[str]) -> None:
    """What cannot be understood is told at its cell, with what was found and what is allowed."""
    found = told(with_cells(cells))
    assert [one.partition(": ")[2] for one in found] == messages
    sheet = next(iter(cells)).partition("/")[0]
    assert all(one.startswith(f"{sheet}!") for one in found)


def test_a_thing_that_was_renamed_is_told_once() -> None:
    """At the first of the lines that were its own."""
    message = "there is no `list`, to which 2 lines belong (did you mean `lines`?)"
    assert told(with_cells({"Ark/2/Navn": "lines"})) == [f"Kolonner!A2: line_of_nothing: {message}"]


def test_everything_is_told_at_once() -> None:
    """Mistakes on several sheets are all told."""
    cells: Cells = {"Regler/2/Alvor": "eror", "Kolonner/3/Bredde": "wide", "Verdier/2/Navn": None}
    assert len(told(with_cells(cells))) == 3


def test_a_format_with_zeros_counts() -> None:
    """A number that a cell shows as 0301 is that text where text is needed."""

    for number, form, shown in (
        (301, "0000", "0301"),
        (-7, "000", "-007"),
        (7, "00;-00;@", "07"),
        (12345, "000", "12345"),
    ):

        def change(book: Workbook, number: int = number, form: str = form) -> None:
            cell = cell_of(book, "Regler/2/Melding (nb)")
            cell.value, cell.number_format = number, form

        assert got(changed(workbook(), change))["rules"]["short"]["message"] == {"nb": shown}


def test_the_value_of_a_formula_counts() -> None:
    """Of a formula that was computed the value is taken."""
    content = with_cells({"Regler/2/Melding (nb)": '="for "&"lite"'})
    found: Any = back(computed(content, b"E2", b't="str"', b"for lite")).document
    assert found["rules"]["short"]["message"] == {"nb": "for lite"}


def test_a_formula_that_shows_nothing_says_nothing() -> None:
    """Also where its line holds nothing else."""
    content = with_cells({"Regler/7/Melding (nb)": '=IF(A7="","",A7)'})
    found = back(computed(content, b"E7", b't="str"', b""))
    assert (found.problems, found.document) == ((), DOCUMENT)


def test_a_formula_in_place_of_an_expression_is_told() -> None:
    """Whatever the spreadsheet made of it."""
    for value, kind in ((b"#NAME?", b't="e"'), (b"", b't="str"'), (b"1.5", b"")):
        content = computed(with_cells({"Regler/2/Sjekk": "=minutes/60"}), b"B2", kind, value)
        message = "found a formula of the spreadsheet; an expression of the document is needed"
        assert told(content) == [f"Regler!B2: cell_value: {message} (write it as text, without `=`: `minutes/60`)"]


def computed(content: bytes, cell: bytes, kind: bytes, value: bytes) -> bytes:
    """The workbook, as a program saves it that has computed the formula of a cell."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = re.sub(
                rb'(<c r="%b"(?: s="\d+")?)[^>]*(><f>.*?</f>)<v ?/?>(?:</v>)?' % cell,
                rb"\1 %b\2<v>%b</v>" % (kind, value),
                old.read(name),
            )
            new.writestr(name, data)
    return stream.getvalue()


def test_columns_and_lines_may_be_moved() -> None:
    """Columns are found by their headers, wherever they stand; lines count in their order; empty lines do nothing."""

    def change(book: Workbook) -> None:
        page = book["Verdier"]
        page.move_range("A1:E3", rows=3, cols=2)
        page["A1"] = "Våre verdier"
        rows = [[cell.value for cell in row] for row in page["C5:G6"]]
        for at, row in enumerate(reversed(rows)):
            for column, value in enumerate(row):
                page.cell(5 + at * 4, 3 + column).value = value
        for cell in page[6]:
            cell.value = None

    assert text(got(changed(workbook(), change))["rows"]["let"]) == text(
        {"days": "hours / 24", "hours": "minutes / 60"}
    )


def test_own_notes_are_passed_over() -> None:
    """Sheets and columns that begin with `#` are not read; others that nobody knows are told."""

    def change(book: Workbook) -> None:
        for name in ("#mine", "Utkast"):
            book.create_sheet(name)["A1"] = "husk"
        page = book["Regler"]
        page.cell(1, 40).value, page.cell(2, 40).value = "# spørsmål", "hvorfor?"
        page.cell(1, 41).value, page.cell(2, 41).value = "Qqqq", "hvorfor?"

    done = back(changed(workbook(), change))
    assert not done.problems
    assert text(done.document) == text(DOCUMENT)
    assert done.notices == (
        "Regler!AO1: the column `Qqqq` is not read; `#` in front of its header says that it is yours",
        "the sheet `Utkast` is not read; `#` in front of its name says that it is yours",
    )


def test_a_column_that_was_taken_away_is_told() -> None:
    """Without its column a member is not said; that is allowed, and told."""

    def change(book: Workbook) -> None:
        page = book["Kolonner"]
        page.delete_cols(next(cell.column for cell in page[1] if cell.value == "Bredde"))

    done = back(changed(workbook(), change))
    assert done.notices == ("Kolonner!A1: the sheet has no column `Bredde`, so that nothing is said there",)
    assert not any("width" in one for one in done.document["sheets"]["list"]["columns"].values())  # type: ignore[index]


def test_a_sheet_that_is_missing_is_told_once() -> None:
    """Lines that would belong to its things are not told beside."""

    def change(book: Workbook) -> None:
        del book["Tester"]
        book["Ark"].title = "Arkene"

    assert told(changed(workbook(), change)) == [
        ": missing_sheet: there is no sheet `Ark` or `sheets` (did you mean `Arkene`?)",
        ": missing_sheet: there is no sheet `Tester` or `tests` (leave the sheet there, without lines, where there are none)",
    ]


def test_a_workbook_of_something_else() -> None:
    """A workbook without a sheet that says what it is holds no document."""
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    (problem,) = back(stream.getvalue()).problems
    assert problem.code == "missing_sheet"


def test_a_new_line_needs_nothing_but_its_cells() -> None:
    """A line that somebody adds stands where it was put, with its members in the usual order."""
    cells: Cells = {
        "Kolonner/4/Ark": "list", "Kolonner/4/Verdi": "days", "Kolonner/4/Navn": "days", "Kolonner/4/Format": "0.0",
        "Kolonner/4/Overskrift (nb)": "Dager",
    }  # fmt: skip
    columns = got(with_cells(cells))["sheets"]["list"]["columns"]
    assert list(columns) == ["id", "hours", "days"]
    assert text(columns["days"]) == text({"header": {"nb": "Dager"}, "value": "days", "format": "0.0"})


def test_what_hangs_on_lines_that_are_lost_is_not_told() -> None:
    """Whoever reads the document of such a workbook knows that lines are missing."""
    assert back(workbook()).is_whole
    assert back(with_cells({"Kolonner/3/Bredde": "wide"})).is_whole
    assert not back(with_cells({"Verdier/2/Navn": date(2025, 3, 1)})).is_whole
    assert not back(with_cells({"Kolonner/1/Navn": "Q7"})).is_whole
