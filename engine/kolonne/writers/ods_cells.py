"""Columns of a frame to the cells of an OpenDocument table."""

from collections.abc import Callable, Sequence

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.cell_text import broken
from kolonne.writers.notes import Kind
from kolonne.writers.ods_text import ods_texts
from kolonne.writers.parts import Part, joined

#: The most digits that a spreadsheet's number keeps.
_DIGITS = 15
#: Days from 1970-01-01 to 1900-03-01 and 9999-12-31: what every spreadsheet program counts alike.
_FIRST_DAY, _LAST_DAY = -25_508, 2_932_896


@dataclass(frozen=True, slots=True)
class OdsCells:
    """How the cells of one column are written."""

    column: SheetColumn
    #: The name of the cells' look.
    style: str
    #: In which instants are shown.
    timezone: str
    #: Told what happened to how many cells.
    note: Callable[[Kind, int], None]
    #: The name of the dropdown; empty for none.
    dropdown: str = ""

    def parts(self, cells: pl.Series) -> list[Part]:
        """The cells as XML, in parts to be put side by side."""
        match self.column.type:
            case "text":
                return self._text(cells)
            case "integer":
                most = 10**_DIGITS - 1
                odd = ~cells.is_between(-most, most)
                return self._typed("float", "value", cells.cast(pl.String), odd, Kind.LONG_NUMBER)
            case "number":
                return self._typed("float", "value", cells.cast(pl.String), ~cells.is_finite(), Kind.NO_NUMBER)
            case "decimal":
                texts = cells.cast(pl.String)
                # The digits that count: without sign and point, without zeros in front and behind.
                digits = texts.str.replace_all(r"[-.]", "").str.strip_chars("0").str.len_bytes()
                return self._typed("float", "value", texts, digits > _DIGITS, Kind.LONG_NUMBER)
            case "boolean":
                known = pl.when(cells).then(pl.lit("true")).when(~cells).then(pl.lit("false"))
                return self._wrapped(pl.select(known).to_series(), *self._tags("boolean", "boolean-value"))
            case "time":
                return self._wrapped(cells.dt.to_string("PT%HH%MM%S%.fS"), *self._tags("time", "time-value"))
            case "date":
                return self._dated(cells, cells, "%Y-%m-%d")
            case _:
                local = cells.dt.convert_time_zone(self.timezone).dt.replace_time_zone(None)
                return self._dated(local, local.dt.date(), "%Y-%m-%dT%H:%M:%S%.f")

    def _text(self, cells: pl.Series) -> list[Part]:
        self.note(Kind.BREAKS, broken(cells))
        texts, cut, replaced = ods_texts(cells)
        self.note(Kind.CUT, cut)
        self.note(Kind.CONTROL, replaced)
        empty = texts == ""
        if empty.any():
            texts = pl.select(pl.when(~empty).then(texts)).to_series()
        return self._wrapped(texts, *self._text_tags())

    def _dated(self, shown: pl.Series, days: pl.Series, form: str) -> list[Part]:
        odd = ~days.cast(pl.Int64).is_between(_FIRST_DAY, _LAST_DAY)
        return self._typed("date", "date-value", shown.dt.to_string(form), odd, Kind.OLD_DATE)

    def _typed(self, kind: str, attribute: str, texts: pl.Series, odd: pl.Series, what: Kind) -> list[Part]:
        """Typed cells; those that are `odd` become text cells, and are noted."""
        tags = self._tags(kind, attribute)
        if not odd.any():
            return self._wrapped(texts, *tags)
        self.note(what, int(odd.sum()))
        spelled = self._cell(texts.str.replace("T", " ", literal=True), *self._text_tags())
        chosen = pl.when(odd).then(spelled).otherwise(self._cell(texts, *tags))
        return [pl.select(chosen.fill_null(self._blank)).to_series()]

    def _wrapped(self, inside: pl.Series, opening: str, closing: str) -> list[Part]:
        if not inside.null_count():
            return [opening, inside, closing]
        return [pl.select(self._cell(inside, opening, closing).fill_null(self._blank)).to_series()]

    def _cell(self, inside: pl.Series, opening: str, closing: str) -> pl.Expr:
        return pl.concat_str(pl.lit(opening), pl.lit(inside), pl.lit(closing))

    def _tags(self, kind: str, attribute: str) -> tuple[str, str]:
        return f'{self._begun} office:value-type="{kind}" office:{attribute}="', '"/>'

    def _text_tags(self) -> tuple[str, str]:
        return f'{self._begun} office:value-type="string"><text:p>', "</text:p></table:table-cell>"

    @property
    def _begun(self) -> str:
        chosen = f' table:content-validation-name="{self.dropdown}"' if self.dropdown else ""
        return f'<table:table-cell table:style-name="{self.style}"{chosen}'

    @property
    def _blank(self) -> str:
        return f"{self._begun}/>"


def ods_rows(piece: pl.DataFrame, columns: Sequence[OdsCells], style: str) -> bytes:
    """The piece's rows as XML; `style` is the name of the rows' look."""
    parts: list[Part] = [f'<table:table-row table:style-name="{style}">']
    for cells in columns:
        parts += cells.parts(piece.get_column(cells.column.name))
    return joined([*parts, "</table:table-row>\n"])
