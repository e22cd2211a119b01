"""A first document for a template: names, types, what goes under which header, and that it is valid."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from kolonne.documents import Library
from kolonne.drafting import Sample, draft, tables_of
from kolonne.drafting.fields import field_name, field_type
from kolonne.drafting.matching import matched
from kolonne.plan import compile_document
from kolonne.registry import Registry
from kolonne.workbooks import open_book
from templates.bufdir_form import made


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        ("Antall deltakere *", (), "antall_deltakere"),
        ("Varighet\n(minutter)", (), "varighet_minutter"),
        ("Målgruppe øst æ", (), "malgruppe_ost_ae"),
        ("2. kvartal", (), "f_2_kvartal"),
        ("Class", (), "class_"),
        ("Period", (), "period_"),
        ("***", (), "field"),
        ("Dato", ("dato", "dato_2"), "dato_3"),
        ("x" * 200, (), "x" * 40),
    ],
)
def test_names_are_made_of_headers(text: str, taken: Sequence[str], name: str) -> None:
    """Small letters without accents, no word of the language, none twice."""
    assert field_name(text, taken) == name


@pytest.mark.parametrize(
    ("values", "code", "found"),
    [
        ([], "dd.mm.yyyy", {"type": "date"}),
        ([], "d.m.yyyy hh:mm", {"type": "datetime"}),
        ([], "#,##0.00", {"type": "decimal", "scale": 2}),
        ([], "0%", {"type": "number"}),
        ([], "#,##0", {"type": "integer"}),
        ([None, " "], "General", {"type": "text"}),
        (["2025-03-01", "1.4.2025"], "General", {"type": "date"}),
        (["2025-03-01", "senere"], "dd.mm.yyyy", {"type": "date"}),
        (["2025-03-01", "senere"], "General", {"type": "text"}),
        (["09:30", "12.15"], "General", {"type": "time"}),
        (["2025-03-01 09:30"], "General", {"type": "datetime"}),
        (["ja", "Nei"], "General", {"type": "boolean"}),
        (["12", "-3"], "General", {"type": "integer"}),
        (["12", "3"], "0.00", {"type": "decimal", "scale": 2}),
        (["12", "3"], "@", {"type": "text"}),
        (["0301", "4601"], "General", {"type": "text"}),
        (["12,5", "10 000,25", "3"], "General", {"type": "decimal", "scale": 2}),
        (["0,1234567"], "General", {"type": "number"}),
        (["Oslo", "12"], "General", {"type": "text"}),
    ],
)
def test_types_are_those_of_most_values(values: Sequence[str | None], code: str, found: dict[str, object]) -> None:
    """Where there are none, the template's format says it; where it says the same, half of them will do."""
    assert field_type(values, code) == found


def test_names_go_under_the_header_that_is_most_like() -> None:
    """Each name once, exact ones first, and nothing that is only guessed."""
    found = matched(["Dato *", "Antall deltakere", "Merknad", "Dato til"], ["dato", "deltakere", "telefon", "til_dato"])
    assert found == {"Dato *": "dato", "Antall deltakere": "deltakere", "Dato til": "til_dato"}


def form(texts: dict[str, str], choices: Sequence[str] = ()) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Skjema")
        for cell, text in texts.items():
            sheet.write_string(cell, text)
        if choices:
            sheet.data_validation("A4", {"validate": "list", "source": list(choices)})
    return stream.getvalue()


def drafted(folder: Path, content: bytes, sample: Sample | None = None) -> tuple[dict[str, Any], str]:
    """A draft, which must be valid, and its notes."""
    tables, left = tables_of(open_book(content))
    found = draft("org.form", "Skjema", "form.xlsx", tables, sample, "log")
    (folder / "form.xlsx").write_bytes(content)
    path = folder / "draft.json"
    path.write_text(json.dumps(found.document), encoding="utf-8")
    library = Library(folder)
    assert compile_document(library, library.file(path), Registry())[1] == ()
    return json.loads(path.read_text(encoding="utf-8")), "\n".join((*left, *found.notes))


def test_a_draft_of_the_form_of_the_example_is_valid(tmp_path: Path) -> None:
    """Both of its sheets, without what the form computes by itself."""
    found, notes = drafted(tmp_path, made())
    assert list(found["sheets"]) == ["aktiviteter", "kontroll"]
    assert "timer" not in found["sheets"]["aktiviteter"]["columns"]
    assert found["inputs"]["log"]["fields"]["dato"] == {"type": "date", "from": "Dato *"}
    assert "fills `Timer`, `Persontimer` of `Aktiviteter`" in notes
    assert "`Lister` is hidden" in notes


def test_columns_of_the_records_go_under_headers_that_look_like_them(tmp_path: Path) -> None:
    """What fits nothing is told, and so is what only looks like it."""
    sample = {"Dato": ["2025-03-01"], "Deltakere": ["12"], "Telefon": ["123"]}
    found, notes = drafted(tmp_path, form({"A3": "Dato", "B3": "Antall deltakere", "C3": "Merknad"}), sample)
    assert found["inputs"]["log"]["fields"] == {
        "dato": {"type": "date", "from": "Dato"},
        "antall_deltakere": {"type": "integer", "from": "Deltakere"},
    }
    assert found["rows"] == {"from": "log", "in_period": "dato"}
    assert "`Deltakere` of the records goes under `Antall deltakere`" in notes
    assert "nothing goes under `Merknad`" in notes


@pytest.mark.parametrize("choices", [["Kurs", "Samtale"], ["Kurs {a}", "it's"], ["\\", "b"]])
def test_what_a_dropdown_offers_becomes_a_rule(choices: list[str], tmp_path: Path) -> None:
    """Unless it cannot be written down as one."""
    found, _ = drafted(tmp_path, form({"A3": "Type {kort}", "B3": "Navn"}, choices))
    rules = found.get("rules", {})
    assert bool(rules) == (choices[0] == "Kurs")
    if rules:
        assert rules["type_kort_offered"]["check"] == "blank(type_kort) or type_kort in ['Kurs', 'Samtale']"


def test_headers_that_stand_twice_are_left_out(tmp_path: Path) -> None:
    """And told; which row is meant is said where it could be another."""
    found, notes = drafted(
        tmp_path, form({"A3": "Navn", "B3": "Beløp", "C3": "Beløp", "A9": "Navn", "A20": "x", "B20": "y", "A21": "z"})
    )
    assert list(found["sheets"]["skjema"]["columns"]) == ["navn"]
    assert found["sheets"]["skjema"]["template"] == {"sheet": "Skjema", "header_row": 3}
    assert "`Beløp` of the worksheet `Skjema` is left out" in notes


def test_headers_one_row_higher_are_told(tmp_path: Path) -> None:
    """Of two rows of headers that are not merged, one is taken."""
    _, notes = drafted(tmp_path, form({"A2": "Dato", "B2": "Navn", "C2": "Tall", "C3": "Antall", "D3": "Beløp"}))
    told = "`Dato`, `Navn` of the worksheet `Skjema` is left out: it stands in row 2, the headers in row 3"
    assert told in notes


def test_a_workbook_without_headers_has_no_tables() -> None:
    """A single text, or headers over rows that are not empty."""
    tables, left = tables_of(open_book(form({"A3": "Navn", "A8": "a", "B8": "b", "A9": "c"})))
    assert tables == ()
    assert left == ("the worksheet `Skjema` has no row of headers with an empty row below it",)
