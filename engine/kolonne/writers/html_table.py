"""A sheet's table on the page: caption, headers, rows, totals."""

from collections.abc import Iterator

import polars as pl

from kolonne.contract import Sheet, SheetColumn, Workbook
from kolonne.contract.quick import dataclass
from kolonne.writers.addresses import asks
from kolonne.writers.cell_text import broken
from kolonne.writers.cell_words import cell_texts, time_form
from kolonne.writers.exactness import finer
from kolonne.writers.groups import full_header, groups
from kolonne.writers.html_text import html_block, html_line, html_texts
from kolonne.writers.notes import Kind, Notes
from kolonne.writers.parts import Part, joined
from kolonne.writers.styles import SUMMED
from kolonne.writers.totals import totals_line


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """One table."""

    workbook: Workbook
    sheet: Sheet
    #: Those that are shown.
    columns: tuple[SheetColumn, ...]
    #: Of the table, within the page.
    id: str
    caption: str
    notes: Notes

    def opening(self) -> str:
        """All above the rows."""
        lines = "".join(f"<tr>{''.join(line)}</tr>\n" for line in self._headers() if line)
        return (
            f'<table id="{self.id}">\n<caption>{html_line(self.caption)}</caption>\n{self._runs()}'
            f"<thead>\n{lines}</thead>\n<tbody>\n"
        )

    def rows(self, piece: pl.DataFrame) -> bytes:
        """Some of the rows."""
        parts: list[Part] = ["<tr>"]
        for column in self.columns:
            cells = piece.get_column(column.name)
            self._note_lost(cells, column)
            texts = self._texts(cells, column).fill_null("")
            parts += ["<td>", self._leading(piece, column, texts) if column.link else texts, "</td>"]
        return joined([*parts, "</tr>\n"])

    def _note_lost(self, cells: pl.Series, column: SheetColumn) -> None:
        """What a reader of the page cannot know any more."""
        lost = {Kind.BREAKS: broken(cells)} if column.type == "text" else {}
        if column.type in {"time", "datetime"}:
            lost = {Kind.FINER: finer(cells, time_form(column, self.workbook.locale))}
        for kind, count in lost.items():
            self.notes.count(self._name, kind, full_header(column), count)

    def _leading(self, piece: pl.DataFrame, column: SheetColumn, texts: pl.Series) -> pl.Series:
        """The texts, as links where they have an address."""
        leads = piece.select(asks(column, has_address=True)).to_series()
        asked = int(piece.select(asks(column)).to_series().sum())
        self.notes.count(self._name, Kind.NO_ADDRESS, full_header(column), asked - int(leads.sum()))
        address, _ = html_texts(piece.get_column(column.link))
        link = pl.concat_str(pl.lit('<a rel="noreferrer" href="'), address, pl.lit('">'), texts, pl.lit("</a>"))
        return pl.select(pl.when(leads).then(link).otherwise(texts)).to_series()

    def closing(self) -> str:
        """All below the rows."""
        return f"</tbody>\n{self._totals()}</table>\n"

    def _runs(self) -> str:
        """Neighbouring columns, which a group's header is said to be of."""
        if not groups(self.columns):
            return ""
        return "".join(f'<colgroup span="{span}"></colgroup>' for span in self._spans()) + "\n"

    def _spans(self) -> Iterator[int]:
        at = 0
        for group in groups(self.columns):
            yield from [group.columns[0] - at] if group.columns[0] > at else []
            yield len(group.columns)
            at = group.columns[-1] + 1
        if at < len(self.columns):
            yield len(self.columns) - at

    def _headers(self) -> tuple[list[str], list[str]]:
        upper: list[str] = []
        lower: list[str] = []
        begins = {group.columns[0]: group for group in groups(self.columns)}
        for at, column in enumerate(self.columns):
            name = html_block(column.header)
            look = ' class="number"' if column.type in SUMMED else ""
            if group := begins.get(at):
                span = len(group.columns)
                upper.append(f'<th scope="colgroup" colspan="{span}">{html_block(group.text)}</th>')
            if column.group:
                lower.append(f'<th scope="col"{look}>{name}</th>')
            else:
                high = ' rowspan="2"' if begins else ""
                upper.append(f'<th scope="col"{high}{look}>{name}</th>')
        return upper, lower

    def _totals(self) -> str:
        line = totals_line(self.sheet)
        if line is None:
            return ""
        cells = ""
        shown = [column for column in line.columns if not column.hidden]
        for at, column in enumerate(shown):
            text = self._texts(line.cells.get_column(column.name), column).item() or ""
            if not at and text and self.sheet.totals.get(column.name) is None:
                cells += f'<th scope="row">{text}</th>'
            else:
                cells += f'<td class="number">{text}</td>' if column.type in SUMMED else f"<td>{text}</td>"
        return f"<tfoot>\n<tr>{cells}</tr>\n</tfoot>\n"

    @property
    def _name(self) -> str:
        return self.sheet.title or self.sheet.name

    def _texts(self, cells: pl.Series, column: SheetColumn) -> pl.Series:
        texts = cell_texts(cells, column, self.workbook.locale, self.workbook.timezone)
        if column.type in SUMMED:
            # A number stays on one line with its sign for per cent.
            texts = texts.str.replace(" ", "\N{NO-BREAK SPACE}", literal=True)
        safe, replaced = html_texts(texts, breaks=True)
        self.notes.count(self._name, Kind.CONTROL, full_header(column), replaced)
        return safe
