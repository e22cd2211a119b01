"""A document and its template: what is found, and what is told, at its place in the JSON."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from kolonne.contract import Problem, Template
from kolonne.documents import Library
from kolonne.plan import Plan, compile_document
from kolonne.registry import Registry
from unit.plan.documents import DOCUMENT, KIND, written

#: Worksheet → texts by cell.
Cells = Mapping[str, Mapping[str, str]]
RIGHT = {"A4": "TYPE *", "C4": "Navn:", "B4": "c", "D4": "Merknad"}


def form(cells: Cells) -> bytes:
    """A workbook with these texts; the cell E5 of each sheet has a dropdown, and so has A5."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, texts in cells.items():
            sheet = book.add_worksheet(name)
            for cell, text in texts.items():
                sheet.write_string(cell, text)
            sheet.data_validation("A5", {"validate": "list", "source": ["Første", "Andre"]})
    return stream.getvalue()


def compiled(
    folder: Path, cells: Cells, template: object = None, **more: Any
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of the usual document with a template, and what is told."""
    sheet = {**DOCUMENT["sheets"]["one"], **({} if template is None else {"template": template})}
    document = {**DOCUMENT, "template": "form.xlsx", "sheets": {"one": sheet}, **more}
    library = library_with(folder, document)
    (folder / "org" / "templates").mkdir()
    (folder / "org" / "templates" / "form.xlsx").write_bytes(form(cells))
    return of(library)


def library_with(folder: Path, document: object) -> Library:
    """A library with one document and its list."""
    return written(folder, {"org/documents/doc.json": document, "org/enumerations/kind.json": KIND})


def of(library: Library) -> tuple[Plan | None, tuple[Problem, ...]]:
    (file,) = library.documents("org")
    return compile_document(library, file, Registry())


def test_every_column_is_found_by_its_header(tmp_path: Path) -> None:
    """In any order and language, wherever the row is; with looks and dropdowns of the row under it."""
    plan, problems = compiled(tmp_path, {"Ark": {"A1": "Skjema", **RIGHT}})
    assert not problems
    assert plan is not None
    assert isinstance(plan.template, Template)
    (place,) = plan.template.sheets
    assert (place.worksheet, place.header_row, place.first_row, place.last_row) == ("Ark", 4, 5, 5)
    assert (place.left, place.right) == (1, 4)
    assert [(column.name, column.column, column.choices) for column in place.columns] == [
        ("kind", 1, ("Første", "Andre")),
        ("c", 2, ()),
        ("name", 3, ()),
    ]


@pytest.mark.parametrize("template", [None, "skjema", {"sheet": "Skjema"}, {"header_row": 4}])
def test_the_worksheet_is_named_or_has_the_title(template: object, tmp_path: Path) -> None:
    """By its title in any language, or by what the sheet says."""
    plan, problems = compiled(tmp_path, {"Sheet": RIGHT, "Skjema": RIGHT}, template)
    assert not problems
    assert plan is not None
    assert plan.template is not None
    assert plan.template.sheets[0].worksheet == ("Sheet" if template in (None, {"header_row": 4}) else "Skjema")


def test_the_plan_hangs_on_every_byte_of_the_template(tmp_path: Path) -> None:
    """Another template, another fingerprint."""
    prints = set()
    for name, cells in (("a", RIGHT), ("b", {**RIGHT, "A1": "Skjema"}), ("c", RIGHT)):
        (tmp_path / name).mkdir()
        plan, _ = compiled(tmp_path / name, {"Ark": cells})
        assert plan is not None
        prints.add(plan.fingerprint)
    assert len(prints) == 2


@pytest.mark.parametrize(
    ("cells", "template", "code", "pointer", "words"),
    [
        (RIGHT | {"C4": "Navnet"}, None, "template_header_renamed", "columns/name/header", "did you mean `Navnet`?"),
        (RIGHT | {"C4": "", "C1": "Navn"}, None, "template_header_moved", "columns/name/header", "stands in C1"),
        (RIGHT | {"C4": "Telefon"}, None, "template_header_missing", "columns/name/header", "are `Telefon`, `Merknad`"),
        (RIGHT | {"E4": "Navn"}, None, "template_header_ambiguous", "columns/name/header", "stands in C4 and E4"),
        (RIGHT | {"A9": "Type", "B9": "C", "C9": "Navn"}, None, "template_header_ambiguous", "title", "rows 4 and 9"),
        (RIGHT | {"B5": "Eksempel"}, None, "template_row_taken", "title", "`Eksempel` stands in B5"),
        (RIGHT, "Skjemaet", "template_sheet_missing", "template", "did you mean `Skjema`?"),
        (RIGHT, {"sheet": "Ark", "header_row": 3}, "template_header_missing", "template", "in row 3 of the worksheet"),
        ({"A1": "Kind of"}, None, "template_header_missing", "title", "none of the headers `Type`, `C`, `Navn` stands"),
    ],
)
def test_what_does_not_fit_is_told(
    cells: Mapping[str, str], template: object, code: str, pointer: str, words: str, tmp_path: Path
) -> None:
    """Each once, at its place, with what there is instead."""
    _, problems = compiled(tmp_path, {"Ark": cells, "Skjema": {}}, template)
    (problem,) = problems
    assert (problem.code, problem.pointer) == (code, f"/sheets/one/{pointer}")
    assert words in f"{problem.message} {problem.hint}"


def test_everything_that_does_not_fit_is_told_at_once(tmp_path: Path) -> None:
    """Not only the first header."""
    _, problems = compiled(tmp_path, {"Ark": {"A4": "Type", "B4": "Sum", "C4": "Navnet"}})
    assert [problem.code for problem in problems] == ["template_header_missing", "template_header_renamed"]


def test_columns_may_be_in_other_formats_only(tmp_path: Path) -> None:
    """`template: false` says of a column that the form does not have it."""
    columns = {**DOCUMENT["sheets"]["one"]["columns"], "more": {"header": "Mer", "value": "c", "template": False}}
    plan, problems = compiled(tmp_path, {"Ark": RIGHT}, sheets={"one": {"title": "Ark", "columns": columns}})
    assert not problems
    assert plan is not None
    assert plan.template is not None
    assert [column.name for column in plan.template.sheets[0].columns] == ["kind", "c", "name"]


def test_what_is_broken_in_the_document_is_not_told_of_the_template_too(tmp_path: Path) -> None:
    """A column that cannot be read has no header to look for."""
    columns = {**DOCUMENT["sheets"]["one"]["columns"], "other": {"header": "Annet", "value": "nothing"}}
    _, problems = compiled(tmp_path, {"Ark": RIGHT}, sheets={"one": {"title": "Ark", "columns": columns}})
    assert [problem.code for problem in problems] == ["unknown_name"]


def test_a_document_that_extends_another_fills_the_template_of_that(tmp_path: Path) -> None:
    """A funder's template lies with the funder's document; a name in an organisation's own, with the organisation."""
    library_with(tmp_path, {**DOCUMENT, "template": "form.xlsx"})
    (tmp_path / "org" / "templates").mkdir()
    (tmp_path / "org" / "templates" / "form.xlsx").write_bytes(form({"Ark": RIGHT}))
    (tmp_path / "own" / "documents").mkdir(parents=True)
    (tmp_path / "own" / "organisation.json").write_text('{"organisation": "own", "name": "Egen"}')
    path = tmp_path / "own" / "documents" / "doc.json"
    path.write_text('{"document": "own.doc", "extends": "org.doc"}')
    library = Library(tmp_path)
    plan, problems = compile_document(library, library.file(path), Registry())
    assert not problems
    assert plan is not None
    path.write_text('{"document": "own.doc", "extends": "org.doc", "template": "form.xlsx"}')
    library = Library(tmp_path)
    _, problems = compile_document(library, library.file(path), Registry())
    assert [(problem.code, problem.file) for problem in problems] == [("template_missing", str(path))]


@pytest.mark.parametrize(
    "name",
    [
        "../form.xlsx",
        "/etc/form.xlsx",
        "a/form.xlsx",
        "a\\form.xlsx",
        "..\\form.xlsx",
        "C:form.xlsx",
        ".xlsx",
        "form.xlsm",
        "form",
        "f\u0000.xlsx",
    ],
)
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    """A template is a file in one folder; anything else is refused before a file is looked for."""
    (tmp_path / "form.xlsx").write_bytes(form({"Ark": RIGHT}))
    _, problems = of(library_with(tmp_path, {**DOCUMENT, "template": name}))
    assert [(problem.code, problem.pointer) for problem in problems] == [("wrong_value", "/template")]


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    """What lies elsewhere is not read."""
    library = library_with(tmp_path, {**DOCUMENT, "template": "form.xlsx"})
    (tmp_path / "secret.xlsx").write_bytes(form({"Ark": RIGHT}))
    (tmp_path / "org" / "templates").mkdir()
    (tmp_path / "org" / "templates" / "form.xlsx").symlink_to(tmp_path / "secret.xlsx")
    _, problems = of(library)
    assert [problem.code for problem in problems] == ["template_missing"]
    assert "leads out of the folder" in problems[0].message


def test_where_a_sheet_goes_needs_a_template(tmp_path: Path) -> None:
    """`template` of a sheet says nothing without one of the document."""
    sheets = {"one": {**DOCUMENT["sheets"]["one"], "template": "Ark"}}
    _, problems = of(library_with(tmp_path, {**DOCUMENT, "sheets": sheets}))
    assert [(problem.code, problem.pointer) for problem in problems] == [("misplaced_field", "/sheets/one/template")]


def test_a_document_has_something_in_its_template(tmp_path: Path) -> None:
    """With every sheet left out, there would be nothing to fill."""
    _, problems = compiled(tmp_path, {"Ark": RIGHT}, False)
    assert [problem.code for problem in problems] == ["template_sheet_missing"]
