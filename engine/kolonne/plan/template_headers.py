"""Headers of a sheet, looked for in a template's worksheet; what is missing, moved or renamed is told."""

from collections.abc import Mapping
from typing import TypeAlias

from kolonne.contract.quick import dataclass
from kolonne.definitions import SheetDefinition
from kolonne.documents import Path
from kolonne.plan.problems import Desk, near_or_all
from kolonne.workbooks import ForeignSheet, HeaderRow, Headers, HeaderText, Unfillable, cell_name, fill_area, nearest

#: The ways in which a header may read, the first of them as this export writes it.
HeaderTexts: TypeAlias = tuple[HeaderText, ...]
_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class HeaderFinder:
    desk: Desk
    name: str
    #: Where the document says which worksheet it is.
    place: Path
    worksheet: ForeignSheet
    definition: SheetDefinition

    def find(self, wanted: Mapping[str, HeaderTexts], header_row: int | None) -> tuple[int, dict[str, int]] | None:
        """The row of the headers, and the column of each; None where one is not found, which is told."""
        headers = Headers(self.worksheet)
        rows = headers.rows(wanted)
        row = self.settled(rows, header_row, wanted)
        if row is None:
            if not rows or header_row is not None:
                self.nothing(headers, wanted, header_row)
            return None
        claimed = {column for columns in row.columns.values() for column in columns}
        free = {column: text for column, text in headers.texts(row.row).items() if column not in claimed}
        found: dict[str, int] = {}
        for name, texts in wanted.items():
            columns = row.columns.get(name, ())
            if len(columns) == 1:
                found[name] = columns[0]
            elif columns:
                cells = " and ".join(cell_name(row.row, column) for column in columns)
                message = f"the header `{texts[0][0]}` stands in {cells} of the worksheet `{self.worksheet.name}`"
                self.report(name, "template_header_ambiguous", message)
            else:
                self.missing(name, texts, row.row, rows, free)
        return (row.row, found) if len(found) == len(wanted) else None

    def settled(
        self, rows: tuple[HeaderRow, ...], header_row: int | None, wanted: Mapping[str, HeaderTexts]
    ) -> HeaderRow | None:
        """The one row that holds most of the headers."""
        if header_row is not None:
            return next((one for one in rows if one.row == header_row), None)
        best = [one for one in rows if one.score == rows[0].score]
        if len(best) > 1:
            best = [one for one in best if self.can_be_filled(one)] or best
        if len(best) > 1:
            shown = " and ".join(str(one.row) for one in best[:2])
            what = (
                f"the headers of `{self.name}`"
                if len(wanted) > 1
                else f"the header `{next(iter(wanted.values()))[0][0]}`"
            )
            message = f"rows {shown} of the worksheet `{self.worksheet.name}` could both hold {what}"
            hint = f'say which: `"template": {{"sheet": "{self.worksheet.name}", "header_row": {best[0].row}}}`'
            self.desk.report(self.place, "template_header_ambiguous", message, hint)
        return best[0] if len(best) == 1 else None

    def can_be_filled(self, row: HeaderRow) -> bool:
        places = [columns[0] for columns in row.columns.values()]
        return not isinstance(fill_area(self.worksheet, row.row, places), Unfillable)

    def nothing(self, headers: Headers, wanted: Mapping[str, HeaderTexts], header_row: int | None) -> None:
        """No row holds any of them."""
        names = ", ".join(f"`{texts[0][0]}`" for texts in list(wanted.values())[:3]) + (
            ", …" if len(wanted) > 3 else ""
        )
        where = f"row {header_row} of " if header_row is not None else ""
        message = f"none of the headers {names} stands in {where}the worksheet `{self.worksheet.name}`"
        rows = {header_row} if header_row is not None else {cell.row for cell in self.worksheet.cells()}
        known = [_short(text) for row in sorted(rows) for text in headers.texts(row).values()]
        hints = (_hint(texts, known) for texts in wanted.values())
        self.desk.report(self.place, "template_header_missing", message, next((hint for hint in hints if hint), ""))

    def missing(
        self, name: str, texts: HeaderTexts, row: int, rows: tuple[HeaderRow, ...], free: Mapping[int, str]
    ) -> None:
        shown = texts[0][0]
        other = next((one for one in rows if one.row != row and name in one.columns), None)
        if other is not None:
            cell = cell_name(other.row, other.columns[name][0])
            message = f"the header `{shown}` stands in {cell} of the worksheet `{self.worksheet.name}`, the others in row {row}"
            self.report(name, "template_header_moved", message)
            return
        known = [_short(text) for text in free.values()]
        hint = _hint(texts, known)
        message = f"the header `{shown}` does not stand in row {row} of the worksheet `{self.worksheet.name}`"
        if hint:
            self.report(name, "template_header_renamed", message, hint)
        else:
            self.report(name, "template_header_missing", message, near_or_all("", known, "not asked for"))

    def report(self, name: str, code: str, message: str, hint: str = "") -> None:
        inside = ("columns", name, "header") if name in self.definition.columns else ("spread",)
        self.desk.report(("sheets", self.name, *inside), code, message, hint)


def _hint(texts: HeaderTexts, known: list[str]) -> str:
    """The header that is most like one of the texts; empty where none is."""
    found = next((one for text, _ in texts if (one := nearest(text, known))), "")
    return f"did you mean `{found}`?" if found else ""


def _short(text: str) -> str:
    """On one line, and not too long to be read."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"
