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
    #: Reference and address, in the order of the rows.
    _found: list[tuple[str, str]] = field(default_factory=list)

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
        if sum(int(mask.sum()) for mask in masks) > self.most - len(self._found):
            masks = self._capped(masks, linked)
        self._gather(piece, masks, linked, first)
        return piece.hstack(masks)

    def xml(self) -> bytes:
        """The sheet's element; empty without links."""
        if not self._found:
            return b""
        links = []
        for number, (reference, address) in enumerate(self._found, 1):
            _, _, place = address.partition("#")
            location = f" location={_quoted(place)}" if place else ""
            links.append(f'<hyperlink ref="{reference}" r:id="rId{number}"{location}/>')
        return f"<hyperlinks>{''.join(links)}</hyperlinks>".encode()

    def relationships(self) -> bytes:
        """The entry that tells where they lead; empty without links."""
        if not self._found:
            return b""
        told = [
            f'<Relationship Id="rId{number}" Type="{_KIND}" Target={_quoted(address.partition("#")[0])} '
            f'TargetMode="External"/>'
            for number, (_, address) in enumerate(self._found, 1)
        ]
        return f"{_HEAD}{''.join(told)}</Relationships>".encode()

    def _capped(self, masks: pl.DataFrame, linked: Sequence[tuple[int, SheetColumn]]) -> pl.DataFrame:
        """The first links, line by line, as many as the sheet still takes."""
        totals = masks.sum_horizontal()
        running = totals.cum_sum() - totals
        kept = []
        for _, column in linked:
            mask = masks[leads(column.name)]
            running = running + mask.cast(pl.Int64)
            kept.append(mask & (running <= self.most - len(self._found)))
            self.note(Kind.MANY_LINKS, column, int(mask.sum()) - int(kept[-1].sum()))
        return pl.DataFrame(kept)

    def _gather(
        self, piece: pl.DataFrame, masks: pl.DataFrame, linked: Sequence[tuple[int, SheetColumn]], first: int
    ) -> None:
        found = []
        for at, column in linked:
            rows = masks[leads(column.name)].arg_true()
            addresses = piece[column.link].gather(rows)
            letters = column_letters(at)
            found += [(row, at, f"{letters}{first + row}", one) for row, one in zip(rows, addresses, strict=True)]
        self._found += ((reference, address) for _, _, reference, address in sorted(found))


def _quoted(text: str) -> str:
    # It brings all that is needed to fetch addresses, which most workbooks have none of.
    from xml.sax.saxutils import quoteattr

    return quoteattr(text, {'"': "&quot;"})
