"""NewTexts: texts that the workbook's table does not have yet, made ready for it, those of many columns in one go."""

from collections.abc import Sequence

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.writers.cell_text import MOST_UNITS, escaped, fitting, one_break
from kolonne.writers.parts import side_by_side
from kolonne.writers.text_look import TextLook


@dataclass(frozen=True, slots=True)
class NewTexts:
    """Some texts, one entry each, in order."""

    #: As they stand in the table.
    entries: list[str]
    #: Which of them got other line breaks, and which were cut to what a cell holds.
    broken: frozenset[int] = frozenset()
    cut: frozenset[int] = frozenset()


def new_texts(texts: Sequence[str]) -> NewTexts:
    """Make texts ready. To ask about all of them takes hardly longer than about one, as most of it is asking."""
    given = pl.Series("text", texts, dtype=pl.String)
    look = TextLook(given)
    if look.is_between(0, MOST_UNITS) and not look.has_control():
        if not (look.is_special() or look.touches_blank()):
            return NewTexts([f"<si><t>{text}</t></si>" for text in texts])
        return NewTexts(_entries(given))
    broken = one_break(given)
    fit, _ = fitting(broken)
    return NewTexts(_entries(fit), frozenset((broken != given).arg_true()), frozenset((fit != broken).arg_true()))


def _entries(texts: pl.Series) -> list[str]:
    text = pl.lit(texts)
    space = pl.when(text.str.strip_chars() != text).then(pl.lit(' xml:space="preserve"')).otherwise(pl.lit(""))
    return pl.select(side_by_side(["<si><t", space, ">", escaped(texts), "</t></si>"])).to_series().to_list()
