"""Cells as people read them, in the words of a language."""

import re

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.writers.cell_text import one_break
from kolonne.writers.number_text import number_texts

#: The places for digits in a spreadsheet's number format.
_DIGITS = re.compile(r"[0#?](?:\.(?P<decimals>[0#?]+))?(?![0#?,])")
_NORWEGIAN = ("nb", "nn", "se")


def cell_texts(cells: pl.Series, column: SheetColumn, locale: str, timezone: str) -> pl.Series:
    """The cells of a column as text, one a cell; null where a cell is blank (null or empty text).

    Norwegian (`nb`, `nn`) and Sámi (`se`) have `31.12.2025`, `12:30`, `1,5`, `ja` and `nei`; other locales `2025-12-31`,
    `1.5`, `yes` and `no`. A decimal shows all digits of its scale, a number at most 15 and never an exponent. Instants
    are wall time in the time zone. Line breaks within text are LF. Of a column's spreadsheet format, three things count:
    how many decimals a number has at most, whether it is told in per cent, and whether times have seconds.
    """
    norwegian = locale[:2] in _NORWEGIAN
    match column.type:
        case "text":
            texts = one_break(cells)
            return pl.select(pl.when(texts != "").then(texts).alias(cells.name)).to_series()
        case "number" | "decimal":
            texts = _number(cells, column)
            return texts.str.replace(".", ",", literal=True) if norwegian else texts
        case "date" | "time":
            return cells.dt.to_string(time_form(column, locale))
        case "datetime":
            return cells.dt.convert_time_zone(timezone).dt.to_string(time_form(column, locale))
        case "boolean":
            yes, no = ("ja", "nei") if norwegian else ("yes", "no")
            said = pl.when(cells).then(pl.lit(yes)).when(~cells).then(pl.lit(no))
            return pl.select(said.alias(cells.name)).to_series()
        case _:
            return cells.cast(pl.String)


def time_form(column: SheetColumn, locale: str) -> str:
    """How days and times of a column are told, as `strftime` has it."""
    day = "%d.%m.%Y" if locale[:2] in _NORWEGIAN else "%Y-%m-%d"
    clock = "%H:%M:%S" if "s" in _bare(column.format).casefold() else "%H:%M"
    return {"date": day, "time": clock}.get(column.type, f"{day} {clock}")


def _bare(form: str) -> str:
    """A number format without what stands in quotes, which is shown as it is, and in brackets."""
    return re.sub(r'"[^"]*"|\[[^\]]*\]', "", form)


def _number(cells: pl.Series, column: SheetColumn) -> pl.Series:
    # Behind the first `;` stands how negative numbers look, in quotes what is shown as it is.
    form = _bare(column.format.split(";")[0])
    is_share = "%" in form
    if column.type == "decimal" and not is_share:
        return cells.cast(pl.String)
    numbers = cells.cast(pl.Float64) * 100 if is_share else cells
    if found := _DIGITS.search(form):
        numbers = numbers.round(len(found.group("decimals") or ""), mode="half_away_from_zero")
    texts = number_texts(numbers)
    return pl.select(pl.concat_str(pl.lit(texts), pl.lit(" %")).alias(cells.name)).to_series() if is_share else texts
