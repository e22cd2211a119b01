"""Tables of a template: where headers stand with rows to fill below them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kolonne.contract.quick import dataclass
from kolonne.workbooks import ForeignBook, ForeignSheet, Headers, Unfillable, counts_rows, fill_area, plain

#: Further down, nobody looks for headers.
_MOST_ROWS = 100
#: A single text above an empty cell is a label more often than a header.
_LEAST_HEADERS = 2


@dataclass(frozen=True, slots=True)
class FormHeader:
    """A header, and how the first row to fill looks under it."""

    #: On one line.
    text: str
    #: From 1.
    column: int
    #: The number format.
    format: str
    #: What its dropdown offers; empty for none.
    choices: tuple[str, ...]
    #: Whether the form fills it: with a formula, or the numbers of the rows.
    is_given: bool


@dataclass(frozen=True, slots=True)
class FormTable:
    """A worksheet and its row of headers."""

    worksheet: str
    header_row: int
    headers: tuple[FormHeader, ...]
    #: Whether another row of the worksheet has one of the headers too, so that the row must be said.
    is_ambiguous: bool
    #: Headers that stand in the row more than once, each once.
    doubled: tuple[str, ...] = ()
    #: What stands beside the headers one row higher, with nothing below it: headers, it may be, of two rows.
    above: tuple[str, ...] = ()


def tables_of(book: ForeignBook) -> tuple[tuple[FormTable, ...], tuple[str, ...]]:
    """One a worksheet that has one; and why the others have none, in words for people."""
    found: list[FormTable] = []
    left: list[str] = []
    for sheet in book.sheets:
        if sheet.state != "visible":
            left.append(f"the worksheet `{sheet.name}` is hidden")
            continue
        table = _table(book, sheet)
        if table is None:
            left.append(f"the worksheet `{sheet.name}` has no row of headers with an empty row below it")
            continue
        found.append(table)
        if table.doubled:
            listed = ", ".join(f"`{text}`" for text in table.doubled)
            left.append(f"{listed} of the worksheet `{sheet.name}` is left out: it stands there more than once")
        if table.above:
            listed = ", ".join(f"`{text}`" for text in table.above)
            where = f"in row {table.header_row - 1}, the headers in row {table.header_row}"
            left.append(f"{listed} of the worksheet `{sheet.name}` is left out: it stands {where}")
    return tuple(found), tuple(left)


def _table(book: ForeignBook, sheet: ForeignSheet) -> FormTable | None:
    headers = Headers(sheet)
    best: tuple[int, Mapping[int, str]] | None = None
    for row in range(1, _MOST_ROWS + 1):
        for run in _runs(headers.texts(row)):
            if len(run) < max(_LEAST_HEADERS, len(best[1]) + 1 if best is not None else 0):
                continue
            own = [column for column in run if not counts_rows(sheet, row + 1, column)]
            if own and not isinstance(fill_area(sheet, row, own), Unfillable):
                best = (row, run)
    return _made(book, sheet, headers, *best) if best is not None else None


def _runs(texts: Mapping[int, str]) -> Iterator[dict[int, str]]:
    """Texts that stand side by side."""
    run: dict[int, str] = {}
    for column, text in texts.items():
        if run and column != max(run) + 1:
            yield run
            run = {}
        run[column] = text
    if run:
        yield run


def _made(
    book: ForeignBook, sheet: ForeignSheet, headers: Headers, row: int, run: Mapping[int, str]
) -> FormTable | None:
    made: list[FormHeader] = []
    doubled = Counter(plain(text) for text in headers.texts(row).values())
    for column, text in run.items():
        if doubled[plain(text)] > 1:
            # They could not be told apart.
            continue
        cell = sheet.rows.get(row + 1, {}).get(column)
        offered = sheet.dropdown(row + 1, column)
        choices = book.choices(sheet, offered) if offered is not None else None
        made.append(
            FormHeader(
                " ".join(text.split()),
                column,
                book.styles.format(sheet.style(row + 1, column)),
                choices or (),
                (cell is not None and cell.is_formula) or counts_rows(sheet, row + 1, column),
            )
        )
    others = headers.rows({str(one.column): [(one.text, "")] for one in made if not one.is_given})
    is_ambiguous = len(others) > 1 and others[1].score == others[0].score
    twice = {plain(text): " ".join(text.split()) for text in run.values() if doubled[plain(text)] > 1}
    return FormTable(
        sheet.name, row, tuple(made), is_ambiguous, tuple(twice.values()), tuple(_above(headers, row, run))
    )


def _above(headers: Headers, row: int, run: Mapping[int, str]) -> Iterator[str]:
    """Texts over the first or the last header's neighbours, as far as one stands beside another."""
    higher, here = headers.texts(row - 1), headers.texts(row)
    left, right = min(run) - 1, max(run) + 1
    found: list[str] = []
    while left in higher and left not in here:
        found.insert(0, higher[left])
        left -= 1
    while right in higher and right not in here:
        found.append(higher[right])
        right += 1
    return (" ".join(text.split()) for text in found)
