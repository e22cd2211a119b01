"""Cells as people read them, in the words of a language."""

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.writers.cell_text import one_break
from kolonne.writers.format_code import FormatSection, format_sections
from kolonne.writers.number_text import number_texts

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
        case "integer" | "number" | "decimal":
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
    code = format_sections(column.format)[0]
    clock = "%H:%M:%S" if code.has("clock", "s") or code.has("elapsed", "s") else "%H:%M"
    return {"date": day, "time": clock}.get(column.type, f"{day} {clock}")


def _number(cells: pl.Series, column: SheetColumn) -> pl.Series:
    # How negative numbers look says nothing here.
    code = format_sections(column.format)[0]
    is_share = code.has("sign", "%")
    if column.type != "number" and not is_share:
        return cells.cast(pl.String)
    numbers = cells.cast(pl.Float64) * 100 if is_share else cells
    if (decimals := _decimals(code)) is not None:
        numbers = numbers.round(decimals, mode="half_away_from_zero")
    texts = number_texts(numbers)
    return pl.select(pl.concat_str(pl.lit(texts), pl.lit(" %")).alias(cells.name)).to_series() if is_share else texts


def _decimals(code: FormatSection) -> int | None:
    """How many places there are behind the decimal point; None where the format does not show the number to a place."""
    digits = "".join(part.text for part in code.parts if part.sort == "digits")
    # Powers, fractions, and thousands (`0,`).
    if not digits or digits.endswith(",") or code.has("power") or code.has("sign", "/"):
        return None
    return len(digits.partition(".")[2])
