"""Columns of a frame to the XML of a sheet's rows."""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Protocol

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.cell_text import MOST_UNITS, escaped, fitting, one_break
from kolonne.writers.column_texts import ColumnTexts
from kolonne.writers.day_count import FROM_1900, DayCount
from kolonne.writers.notes import Kind
from kolonne.writers.parts import Part, laid, side_by_side
from kolonne.writers.row_heights import heights
from kolonne.writers.shared_texts import codes_of
from kolonne.writers.text_bytes import text_bytes
from kolonne.writers.text_look import TextLook

#: The most digits that a spreadsheet's number keeps, and the largest number that has no more.
_DIGITS = 15
_MOST_INTEGER = 10**_DIGITS - 1
_DAY_MICROSECONDS = 86_400_000_000
_DAY_NANOSECONDS = 86_400_000_000_000


#: How often a text must occur on average, before it is escaped once and looked up.
_REPEATS = 16
_TEXT_END = "</t></is></c>"
#: Keeps blanks at the ends of a text from being trimmed.
_KEPT = ' xml:space="preserve"'


class RowCells(Protocol):
    """How the cells of one column are written, whatever they are."""

    @property
    def column(self) -> SheetColumn: ...
    @property
    def room(self) -> int: ...
    def row_parts(self, piece: pl.DataFrame, numbers: pl.Series) -> list[Part]:
        """The column's cells of a piece; `numbers` are those of its rows in the sheet, as text."""
        ...


@dataclass(frozen=True, slots=True)
class Cells:
    """How the cells of one column are written."""

    column: SheetColumn
    #: The index of the cell's look in the workbook's styles.
    style: int
    #: In which instants are shown.
    timezone: str
    #: Told what happened to how many cells.
    note: Callable[[Kind, int], None]
    #: Characters a line, where text wraps; else 0.
    room: int = 0
    #: From which day dates are counted.
    days: DayCount = FROM_1900
    #: The texts that pieces have codes of.
    texts: ColumnTexts | None = None

    def row_parts(self, piece: pl.DataFrame, numbers: pl.Series) -> list[Part]:  # noqa: ARG002 # others need them
        """The column's cells of a piece; `numbers` are those of its rows in the sheet, as text."""
        coded = codes_of(self.column.name)
        if self.texts is None or coded not in piece.columns:
            return self.parts(piece.get_column(self.column.name))
        codes = piece.get_column(coded)
        self.texts.tell(codes, self.note)
        return [self.texts.cells(codes, self.style)]

    def parts(self, cells: pl.Series) -> list[Part]:
        """The cells as XML, in parts to be put side by side."""
        match self.column.type:
            case "text":
                return self._text(cells)
            case "integer":
                is_short = _lies(cells, -_MOST_INTEGER, _MOST_INTEGER)
                odd = None if is_short else ~cells.is_between(-_MOST_INTEGER, _MOST_INTEGER)
                return self._numeric(cells, odd, Kind.LONG_NUMBER, lambda: cells)
            case "number":
                # A sum tells it sooner than looking at each; one that is too large tells nothing.
                odd = None if isfinite(cells.sum()) else ~cells.is_finite()
                return self._numeric(cells, odd, Kind.NO_NUMBER, lambda: cells)
            case "decimal":
                return self._decimal(cells)
            case "boolean":
                return self._wrapped(pl.lit(cells).cast(pl.Int8), cells, f'<c s="{self.style}" t="b"><v>', "</v></c>")
            case "time":
                return self._wrapped(pl.lit(cells).cast(pl.Int64) / _DAY_NANOSECONDS, cells, *self._number_tags())
            case "date":
                return self._dated(cells.cast(pl.Int64), cells, "%Y-%m-%d")
            case _:
                local = cells.dt.convert_time_zone(self.timezone).dt.replace_time_zone(None)
                return self._dated(local.dt.timestamp("us") / _DAY_MICROSECONDS, local, "%Y-%m-%d %H:%M:%S%.f")

    def _text(self, cells: pl.Series) -> list[Part]:
        look = TextLook(cells)
        if look.is_between(1, MOST_UNITS) and not look.has_control():
            # As nearly always: nothing to be cut, and no line break that must change.
            opening = self._text_opening(_KEPT if look.touches_blank() else "")
            return self._wrapped(_escaped(cells) if look.is_special() else pl.lit(cells), cells, opening, _TEXT_END)
        broken = one_break(cells)
        if broken is not cells:
            self.note(Kind.BREAKS, int((broken != cells).sum()))
        fit, cut = fitting(broken)
        self.note(Kind.CUT, cut)
        empty = fit == ""
        if empty.any():
            fit = pl.select(pl.when(~empty).then(fit)).to_series()
        return self._wrapped(pl.lit(escaped(fit)), fit, *self._text_tags())

    def _decimal(self, cells: pl.Series) -> list[Part]:
        bound = 10 ** (_DIGITS - (cells.dtype.scale if isinstance(cells.dtype, pl.Decimal) else _DIGITS))
        if _lies(cells, -bound, bound):
            return self._numeric(cells, None, Kind.LONG_NUMBER, lambda: cells)
        # The digits that count: without sign and point, without zeros in front and behind.
        digits = cells.cast(pl.String).str.replace_all(r"[-.]", "").str.strip_chars("0").str.len_bytes()
        return self._numeric(cells, digits > _DIGITS, Kind.LONG_NUMBER, lambda: cells)

    def _dated(self, days: pl.Series, shown: pl.Series, form: str) -> list[Part]:
        known = self.days
        is_counted = _lies(days, known.first, known.last)
        odd = None if is_counted else ~((days >= known.first) & (days < known.last + 1))
        return self._numeric(days + known.offset, odd, known.outside, lambda: shown.dt.strftime(form))

    def _numeric(
        self, numbers: pl.Series, odd: pl.Series | None, kind: Kind, said: Callable[[], pl.Series]
    ) -> list[Part]:
        """Number cells; those that are `odd` become text cells holding what `said` gives, and are noted."""
        tags = self._number_tags()
        if odd is None or not odd.any():
            return self._wrapped(pl.lit(numbers), numbers, *tags)
        self.note(kind, int(odd.sum()))
        spelled, plain = self._cell(pl.lit(said()), *self._text_tags()), self._cell(pl.lit(numbers), *tags)
        return [pl.when(odd).then(spelled).otherwise(plain).fill_null(self._blank)]

    def _wrapped(self, inside: pl.Expr, cells: pl.Series, opening: str, closing: str) -> list[Part]:
        """Cells with something inside, and blank ones where a cell of the column is null."""
        if not cells.null_count():
            return [opening, inside.cast(pl.String), closing]
        filled = self._cell(inside, opening, closing)
        return [pl.when(pl.lit(cells).is_not_null()).then(filled).otherwise(pl.lit(self._blank))]

    def _cell(self, inside: pl.Expr, opening: str, closing: str) -> pl.Expr:
        return side_by_side([opening, inside.cast(pl.String), closing])

    def _number_tags(self) -> tuple[str, str]:
        return f'<c s="{self.style}"><v>', "</v></c>"

    def _text_tags(self) -> tuple[str, str]:
        return self._text_opening(_KEPT), _TEXT_END

    def _text_opening(self, space: str) -> str:
        return f'<c s="{self.style}" t="inlineStr"><is><t{space}>'

    @property
    def _blank(self) -> str:
        return f'<c s="{self.style}"/>'


def _lies(cells: pl.Series, least: int, most: int) -> bool:
    """Whether every cell is at least and at most so much; those that are null pass."""
    low, high = cells.min(), cells.max()
    return low is None or bool(least <= low and high <= most)  # type: ignore[operator] # they are numbers


def _escaped(texts: pl.Series) -> pl.Expr:
    """The texts, escaped. Few may be enough to look at: those of codes, names and places repeat themselves."""
    if texts.n_unique() > len(texts) // _REPEATS:
        return pl.lit(escaped(texts))
    distinct = texts.unique().drop_nulls()
    codes = pl.lit(texts).cast(pl.Enum(distinct), strict=False).to_physical()
    return pl.lit(escaped(distinct)).gather(codes)


def rows(piece: pl.DataFrame, columns: Sequence[RowCells], first: int, line_height: int) -> list[memoryview]:
    """The piece's rows as XML, in stretches; `first` is the number of its first row in the sheet, from 1, and a line has a height."""
    numbers = pl.int_range(first, first + piece.height, eager=True).cast(pl.String)
    parts: list[Part] = ['<row r="', numbers, '"']
    if rooms := {cells.column.name: cells.room for cells in columns if cells.room}:
        parts.append(heights(piece, rooms, line_height))
    parts.append(">")
    for cells in columns:
        parts += cells.row_parts(piece, numbers)
    return text_bytes(laid([*parts, "</row>"]))
