"""Offers: cells that hold what the template's dropdown does not."""

import polars as pl

from kolonne.contract import SheetColumn, TemplateColumn

#: As a dropdown compares them; of others the text that is shown is not the value.
_COMPARED = frozenset({"text", "integer"})


def not_offered(cells: pl.Series, column: SheetColumn, place: TemplateColumn) -> int:
    """How many of the cells hold something that the dropdown does not offer; blank ones always may."""
    if not place.choices or column.type not in _COMPARED:
        return 0
    texts = cells.cast(pl.String)
    return int((~texts.is_in(list(place.choices)) & (texts != "")).sum())
