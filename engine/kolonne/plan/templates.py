"""A document and its template → Template: every sheet and every column found, or told."""

import hashlib
from collections.abc import Mapping, Sequence

from kolonne.contract import Template, TemplateColumn, TemplateSheet
from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument, SheetDefinition, TemplateSheetDefinition
from kolonne.documents import Path, near
from kolonne.plan.problems import Desk, near_or_all
from kolonne.plan.sheet_plan import SheetPlan
from kolonne.plan.template_headers import HeaderFinder, HeaderTexts
from kolonne.workbooks import ForeignBook, ForeignSheet, Unfillable, fill_area


@dataclass(frozen=True, slots=True)
class TemplatePlanner:
    document: ColumnDocument
    desk: Desk
    #: Sheets of which it is not known which columns they have, and why is told.
    vague: frozenset[str] | set[str]

    def plan(self, sheets: Sequence[SheetPlan], name: str, content: bytes, book: ForeignBook) -> Template:
        """The template with a place for every sheet that has one."""
        taken: dict[str, str] = {}
        found: list[TemplateSheet] = []
        for sheet in sheets:
            definition = self.document.sheets[sheet.name]
            if definition.template is False:
                continue
            worksheet = self.worksheet(sheet, definition, book)
            if worksheet is None:
                continue
            if other := taken.setdefault(worksheet.name, sheet.name) != sheet.name and taken[worksheet.name]:
                message = f"the worksheet `{worksheet.name}` is filled by the sheet `{other}` already"
                self.desk.report(self.place(sheet.name), "template_sheet_taken", message)
                continue
            made = self.sheet(sheet, definition, book, worksheet)
            if made is not None:
                found.append(made)
        if not found and all(sheet.template is False for sheet in self.document.sheets.values()):
            message = "no sheet of the document is in the template"
            self.desk.report(("template",), "template_sheet_missing", message, "leave `template` out, or a `false`")
        return Template(name, content, hashlib.sha256(content).hexdigest(), tuple(found))

    def place(self, name: str) -> Path:
        """Where a document says which worksheet a sheet fills."""
        says = self.document.sheets[name].template is not None
        return ("sheets", name, "template" if says else "title")

    def worksheet(self, sheet: SheetPlan, definition: SheetDefinition, book: ForeignBook) -> ForeignSheet | None:
        named = (
            definition.template.sheet
            if isinstance(definition.template, TemplateSheetDefinition)
            else definition.template
        )
        title = definition.title
        titles = [sheet.title, *([title] if isinstance(title, str) else title.values())]
        wanted = [named] if isinstance(named, str) else titles
        found = next((one for text in wanted if (one := book.sheet(text)) is not None), None)
        if found is None:
            message = f"the template `{book.name}` has no worksheet `{wanted[0]}`"
            hint = near(wanted[0], book.sheet_names) or near_or_all("", book.sheet_names, "its worksheets")
            self.desk.report(self.place(sheet.name), "template_sheet_missing", message, hint)
        return found

    def sheet(
        self, sheet: SheetPlan, definition: SheetDefinition, book: ForeignBook, worksheet: ForeignSheet
    ) -> TemplateSheet | None:
        wanted = header_texts(sheet, definition)
        if not wanted or sheet.name in self.vague:
            return None
        own = definition.template if isinstance(definition.template, TemplateSheetDefinition) else None
        finder = HeaderFinder(self.desk, sheet.name, self.place(sheet.name), worksheet, definition)
        found = finder.find(wanted, own.header_row if own is not None else None)
        if found is None:
            return None
        row, columns = found
        area = fill_area(worksheet, row, columns.values())
        if isinstance(area, Unfillable):
            message = f"in the worksheet `{worksheet.name}` {area.message}"
            self.desk.report(self.place(sheet.name), "template_row_taken", message, area.hint)
            return None
        made = tuple(self.column(book, worksheet, name, area.first, column) for name, column in columns.items())
        return TemplateSheet(sheet.name, worksheet.name, row, area.first, area.last, area.left, area.right, made)

    def column(self, book: ForeignBook, sheet: ForeignSheet, name: str, row: int, column: int) -> TemplateColumn:
        style = sheet.style(row, column)
        dropdown = sheet.dropdown(row, column)
        choices = book.choices(sheet, dropdown) if dropdown is not None else None
        is_strict = dropdown is not None and not dropdown.is_loose
        return TemplateColumn(name, column, style, book.styles.format(style), choices or (), is_strict)


def header_texts(sheet: SheetPlan, definition: SheetDefinition) -> Mapping[str, HeaderTexts]:
    """How the header of each column may read, in whatever language, with what stands above it."""
    found: dict[str, HeaderTexts] = {}
    for column in sheet.columns:
        written = definition.columns.get(column.name)
        if written is not None and not written.template:
            continue
        header = written.header if written is not None else column.header
        texts = [column.header, *([header] if isinstance(header, str) else header.values())]
        found[column.name] = tuple(dict.fromkeys((text, column.above) for text in texts))
    return found
