"""Columns of a frame to the XML of a sheet's rows."""

from collections.abc import Callable, Sequence
from typing import Protocol

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.cell_text import MOST_UNITS, escaped, escaped_text, fitting, one_break
from kolonne.writers.day_count import FROM_1900, DayCount
from kolonne.writers.looked_up import spelled_once
from kolonne.writers.notes import Kind
from kolonne.writers.parts import Part, joined_view
from kolonne.writers.quick_look import FEW, QuickLook
from kolonne.writers.row_heights import heights

#: The most digits that a spreadsheet's number keeps.
_DIGITS = 15
_DAY_MICROSECONDS = 86_400_000_000
_DAY_NANOSECONDS = 86_400_000_000_000


#: How often a text must occur on average, before it is written once and looked up.
_REPEATS = 16
_TEXT_END = "</t></is></c>"
#: Keeps blanks at the ends of a text from being trimmed.
_KEPT = ' xml:space="preserve"'
#: What may have to be escaped in a text that has no control characters.
_SPECIAL = (b"&", b"<", b">", b"_x", b"\xef\xbf\xbe", b"\xef\xbf\xbf")


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

    def row_parts(self, piece: pl.DataFrame, numbers: pl.Series) -> list[Part]:  # noqa: ARG002 # others need them
        """The column's cells of a piece; `numbers` are those of its rows in the sheet, as text."""
        return self.parts(piece.get_column(self.column.name))

    def parts(self, cells: pl.Series) -> list[Part]:
        """The cells as XML, in parts to be put side by side."""
        match self.column.type:
            case "text":
                return self._text(cells)
            case "integer":
                return self._integer(cells)
            case "number":
                return self._number(cells)
            case "decimal":
                return self._decimal(cells)
            case "boolean":
                return self._wrapped(cells.cast(pl.Int8).cast(pl.String), f'<c s="{self.style}" t="b"><v>', "</v></c>")
            case "time":
                share = cells.cast(pl.Int64) / _DAY_NANOSECONDS
                return self._wrapped(share.cast(pl.String), *self._number_tags())
            case "date":
                return self._dated(cells.cast(pl.Int64), cells, "%Y-%m-%d")
            case _:
                local = cells.dt.convert_time_zone(self.timezone).dt.replace_time_zone(None)
                return self._dated(local.dt.timestamp("us") / _DAY_MICROSECONDS, local, "%Y-%m-%d %H:%M:%S%.f")

    def _text(self, cells: pl.Series) -> list[Part]:
        if cells.len() > FEW:
            look = QuickLook(cells)
            if not (look.has_control() or look.has_empty() or look.longest() > MOST_UNITS):
                # As nearly always: nothing to be cut, and no line break that must change.
                is_special = look.holds(*_SPECIAL)
                opening = self._text_opening(_KEPT if look.touches_blank() else "")
                if is_special or cells.null_count():
                    return self._repeated(cells, opening, is_special=is_special)
                return [opening, cells, _TEXT_END]
        broken = one_break(cells)
        if broken is not cells:
            self.note(Kind.BREAKS, int((broken != cells).sum()))
        fit, cut = fitting(broken)
        self.note(Kind.CUT, cut)
        empty = fit == ""
        if empty.any():
            fit = pl.select(pl.when(~empty).then(fit)).to_series()
        return self._wrapped(escaped(fit), *self._text_tags())

    def _repeated(self, cells: pl.Series, opening: str, *, is_special: bool) -> list[Part]:
        """Text cells, of which few may be enough to look at: those of codes, names and places repeat themselves."""

        def spell(distinct: pl.Series) -> pl.Series:
            if is_special:
                return pl.Series([f"{opening}{escaped_text(text)}{_TEXT_END}" for text in distinct], dtype=pl.String)
            return pl.select(self._cell(distinct, opening, _TEXT_END)).to_series()

        made = spelled_once(cells, _REPEATS, spell, self._blank)
        return self._wrapped(escaped(cells) if is_special else cells, opening, _TEXT_END) if made is None else [made]

    def _integer(self, cells: pl.Series) -> list[Part]:
        most = 10**_DIGITS - 1
        return self._numeric(cells, ~cells.is_between(-most, most), Kind.LONG_NUMBER, lambda: cells.cast(pl.String))

    def _number(self, cells: pl.Series) -> list[Part]:
        return self._numeric(cells, ~cells.is_finite(), Kind.NO_NUMBER, lambda: cells.cast(pl.String))

    def _decimal(self, cells: pl.Series) -> list[Part]:
        texts = cells.cast(pl.String)
        # The digits that count: without sign and point, without zeros in front and behind.
        if _has_few_digits(cells):
            return self._wrapped(texts, *self._number_tags())
        digits = texts.str.replace_all(r"[-.]", "").str.strip_chars("0").str.len_bytes()
        return self._numeric(texts, digits > _DIGITS, Kind.LONG_NUMBER, lambda: texts)

    def _dated(self, days: pl.Series, shown: pl.Series, form: str) -> list[Part]:
        odd = ~((days >= self.days.first) & (days < self.days.last + 1))
        return self._numeric(days + self.days.offset, odd, self.days.outside, lambda: shown.dt.strftime(form))

    def _numeric(self, numbers: pl.Series, odd: pl.Series, kind: Kind, said: Callable[[], pl.Series]) -> list[Part]:
        """Number cells; those that are `odd` become text cells holding what `said` gives, and are noted."""
        texts, tags = numbers.cast(pl.String), self._number_tags()
        if not odd.any():
            return self._wrapped(texts, *tags)
        self.note(kind, int(odd.sum()))
        spelled, plain = self._cell(said(), *self._text_tags()), self._cell(texts, *tags)
        return [pl.select(pl.when(odd).then(spelled).otherwise(plain).fill_null(self._blank)).to_series()]

    def _wrapped(self, inside: pl.Series, opening: str, closing: str) -> list[Part]:
        if not inside.null_count():
            return [opening, inside, closing]
        return [pl.select(self._cell(inside, opening, closing).fill_null(self._blank)).to_series()]

    def _cell(self, inside: pl.Series, opening: str, closing: str) -> pl.Expr:
        return pl.concat_str(pl.lit(opening), pl.lit(inside), pl.lit(closing))

    def _number_tags(self) -> tuple[str, str]:
        return f'<c s="{self.style}"><v>', "</v></c>"

    def _text_tags(self) -> tuple[str, str]:
        return self._text_opening(_KEPT), _TEXT_END

    def _text_opening(self, space: str) -> str:
        return f'<c s="{self.style}" t="inlineStr"><is><t{space}>'

    @property
    def _blank(self) -> str:
        return f'<c s="{self.style}"/>'


def _has_few_digits(cells: pl.Series) -> bool:
    """Whether no decimal can have more digits than a spreadsheet's number keeps."""
    bound = 10 ** (_DIGITS - (cells.dtype.scale if isinstance(cells.dtype, pl.Decimal) else _DIGITS))
    least, most = cells.min(), cells.max()
    return least is None or bool(-bound < least and most < bound)


def rows(piece: pl.DataFrame, columns: Sequence[RowCells], first: int, line_height: int) -> memoryview:
    """The piece's rows as XML; `first` is the number of its first row in the sheet, from 1, and a line has a height."""
    numbers = pl.int_range(first, first + piece.height, eager=True).cast(pl.String)
    parts: list[Part] = ['<row r="', numbers, '"']
    if rooms := {cells.column.name: cells.room for cells in columns if cells.room}:
        parts.append(heights(piece, rooms, line_height))
    parts.append(">")
    for cells in columns:
        parts += cells.row_parts(piece, numbers)
    return joined_view([*parts, "</row>"])
