"""Links of a page: gathered while its rows are written, and told to the file behind them."""

from collections.abc import Callable, Sequence
from dataclasses import field

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.addresses import asks
from kolonne.writers.column_letters import column_letters
from kolonne.writers.notes import Kind

#: Of a sheet, in Excel.
MOST_LINKS = 65_530
_OFFICE = "http://schemas.openxmlformats.org"
_KIND = f"{_OFFICE}/officeDocument/2006/relationships/hyperlink"
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_OFFICE}/package/2006/relationships">'


def leads(name: str) -> str:
    """The column of a marked piece that says which cells of a column lead somewhere."""
    return f"\0leads {name}"


@dataclass(slots=True)
class Links:
    """Those of one page."""

    #: All columns of the page.
    columns: Sequence[SheetColumn]
    #: Told what happened to how many cells of a column.
    note: Callable[[Kind, SheetColumn, int], None]
    most: int = field(default_factory=lambda: MOST_LINKS)
    #: The cells (reference) and where they lead (address), in the order of the rows.
    _found: list[pl.DataFrame] = field(default_factory=list)
    _count: int = 0

    def marked(self, piece: pl.DataFrame, first: int) -> pl.DataFrame:
        """The piece, and for each column with links which of its cells lead somewhere.

        `first` is the number of its first row in the sheet, from 1.
        """
        linked = [(at, column) for at, column in enumerate(self.columns) if column.link]
        if not linked:
            return piece
        masks = piece.select(asks(column, has_address=True).alias(leads(column.name)) for _, column in linked)
        for _, column in linked:
            wanted = int(piece.select(asks(column)).to_series().sum())
            self.note(Kind.NO_ADDRESS, column, wanted - int(masks[leads(column.name)].sum()))
        if sum(int(mask.sum()) for mask in masks) > self.most - self._count:
            masks = self._capped(masks, linked)
        self._gather(piece, masks, linked, first)
        return piece.hstack(masks)

    def xml(self) -> bytes:
        """The sheet's element; empty without links."""
        place = pl.col("place")
        location = pl.when(place != "").then(pl.concat_str(pl.lit(' location="'), place, pl.lit('"')))
        told = pl.concat_str(
            pl.lit('<hyperlink ref="'), "reference", pl.lit('" r:id="rId'), "number", pl.lit('"'),
            location.otherwise(pl.lit("")), pl.lit("/>"),
        )  # fmt: skip
        return self._joined("<hyperlinks>", told, "</hyperlinks>")

    def relationships(self) -> bytes:
        """The entry that tells where they lead; empty without links."""
        told = pl.concat_str(
            pl.lit('<Relationship Id="rId'), "number", pl.lit(f'" Type="{_KIND}" Target="'), "target",
            pl.lit('" TargetMode="External"/>'),
        )  # fmt: skip
        return self._joined(_HEAD, told, "</Relationships>")

    def _joined(self, opening: str, told: pl.Expr, closing: str) -> bytes:
        if not self._count:
            return b""
        # Of an address, the part that stands behind `#` is told in the sheet.
        target, place = (pl.col("address").str.replace(pattern, "") for pattern in (r"#.*", r"^[^#]*#?"))
        safe = pl.col("target", "place").str.replace_many(["&", '"'], ["&amp;", "&quot;"])
        found = pl.concat(self._found).with_row_index("number", 1).with_columns(target=target, place=place)
        return f"{opening}{found.with_columns(safe).select(told.str.join('')).item()}{closing}".encode()

    def _capped(self, masks: pl.DataFrame, linked: Sequence[tuple[int, SheetColumn]]) -> pl.DataFrame:
        """The first links, line by line, as many as the sheet still takes."""
        totals = masks.sum_horizontal()
        running = totals.cum_sum() - totals
        kept = []
        for _, column in linked:
            mask = masks[leads(column.name)]
            running = running + mask.cast(pl.Int64)
            kept.append(mask & (running <= self.most - self._count))
            self.note(Kind.MANY_LINKS, column, int(mask.sum()) - int(kept[-1].sum()))
        return pl.DataFrame(kept)

    def _gather(
        self, piece: pl.DataFrame, masks: pl.DataFrame, linked: Sequence[tuple[int, SheetColumn]], first: int
    ) -> None:
        numbered = piece.with_row_index("\0row", first)
        found = [
            numbered.filter(masks[leads(column.name)]).select(
                row="\0row",
                at=pl.lit(at),
                reference=pl.concat_str(pl.lit(column_letters(at)), "\0row"),
                address=column.link,
            )
            for at, column in linked
        ]
        self._found.append(pl.concat(found).sort("row", "at").select("reference", "address"))
        self._count += self._found[-1].height
