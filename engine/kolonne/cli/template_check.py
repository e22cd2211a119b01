"""`kolonne template check`: whether a document fits a template, and what goes where."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kolonne.cli.checking import Checking
from kolonne.cli.lineage import document_path
from kolonne.cli.printing import Paper, print_json
from kolonne.cli.usage import no_template_name, wrong_usage
from kolonne.contract import Template, TemplateColumn, TemplateSheet
from kolonne.definitions import is_template_name
from kolonne.plan import ColumnPlan, Plan, compile_document
from kolonne.workbooks import ForeignBook, ForeignSheet, Headers, cell_name, counts_rows, letters, open_book


def run_template_check(document: str, template: Path, org_configs: Path, *, as_json: bool) -> int:
    """Print what does not fit, or what goes where; gives the exit code."""
    path = document_path(document, org_configs)
    if path is None:
        return wrong_usage(
            f"there is no file and no document `{document}`; documents are looked for in `{org_configs}`"
        )
    if not template.is_file():
        return wrong_usage(f"there is no template `{template}`")
    if not is_template_name(template.name):
        return wrong_usage(no_template_name(template))
    checking = Checking()
    # What plugins bring is known when the file has been looked at.
    tuple(checking.problems(path))
    library = checking.library(path)
    file = library.file(path)
    if file.kind not in {"", "document"}:
        return wrong_usage(f"`{path}` is no column document")
    plan, problems = compile_document(library, file, checking.registry(library, file), template=template)
    if plan is None or plan.template is None:
        if as_json:
            print_json({"problems": [problem.as_json() for problem in problems]})
        for problem in () if as_json else problems:
            print(problem)  # noqa: T201
        return 1
    book = open_book(plan.template.content, template.name)
    if as_json:
        print_json(
            {
                "document": plan.document,
                "template": template.name,
                "sheets": _json(plan.template),
                "remarks": list(_remarks(plan, plan.template)),
            }
        )
        return 0
    paper = Paper(sys.stdout)
    for line in _text(plan, plan.template, book):
        paper.line(line)
    return 0


def _text(plan: Plan, template: Template, book: ForeignBook) -> Iterator[str]:
    yield f"{plan.document} fits `{template.name}`"
    for place in template.sheets:
        worksheet = book.sheet(place.worksheet)
        if worksheet is None:
            continue
        texts = Headers(worksheet).texts(place.header_row)
        yield ""
        yield f"`{place.worksheet}`, by the sheet {place.name}: headers in row {place.header_row}, {_rows(place)}"
        by_column = {one.column: one for one in place.columns}
        wide = max(len(_line(texts.get(column, ""))) for column in range(place.left, place.right + 1))
        for column in range(place.left, place.right + 1):
            what = _filled(by_column[column]) if column in by_column else _own(worksheet, place.first_row, column)
            yield f"  {letters(column):<3} {_line(texts.get(column, '')):<{wide}}  {what}".rstrip()
    remarks = list(_remarks(plan, template))
    if remarks:
        yield ""
        yield "Remarks"
    for remark in remarks:
        yield f"  {remark}"


def _rows(place: TemplateSheet) -> str:
    if place.first_row == place.last_row:
        return f"row {place.first_row} to fill"
    return f"rows {place.first_row} to {place.last_row} to fill"


def _filled(column: TemplateColumn) -> str:
    offers = f", offers {len(column.choices)}" if column.choices else ""
    return f"← {column.name}{offers}"


def _own(worksheet: ForeignSheet, row: int, column: int) -> str:
    if counts_rows(worksheet, row, column):
        return "the template's numbers of rows"
    cell = worksheet.rows.get(row, {}).get(column)
    return "the template's formula" if cell is not None and cell.is_formula else "not filled"


def _line(text: str) -> str:
    return " ".join(text.split())


def _json(template: Template) -> list[Mapping[str, object]]:
    return [
        {
            "sheet": place.name,
            "worksheet": place.worksheet,
            "header_row": place.header_row,
            "first_row": place.first_row,
            "last_row": place.last_row,
            "columns": {
                one.name: {
                    "cell": cell_name(place.first_row, one.column),
                    "format": one.format,
                    "choices": list(one.choices),
                }
                for one in place.columns
            },
        }
        for place in template.sheets
    ]


def _remarks(plan: Plan, template: Template) -> Iterator[str]:
    """What can be filled, but may not be meant."""
    places = {place.name: place for place in template.sheets}
    for sheet in plan.sheets:
        if sheet.name not in places:
            yield f"the sheet {sheet.name} is not in the template"
            continue
        columns = {column.name: column for column in sheet.columns}
        for one in places[sheet.name].columns:
            yield from _remarks_of(f"{sheet.name}.{one.name}", columns[one.name], one)


def _remarks_of(name: str, column: ColumnPlan, place: TemplateColumn) -> Iterator[str]:
    if place.choices and column.choices:
        odd = [choice for choice in column.choices if choice not in place.choices]
        if odd:
            shown = ", ".join(f"`{choice}`" for choice in odd[:3]) + (", …" if len(odd) > 3 else "")
            yield f"{name}: the template's dropdown does not offer {shown}"
    if place.format.strip() == "@" and column.type.kind != "text":
        yield f"{name}: the template has text there, so that the {column.type.kind} is written as text"
