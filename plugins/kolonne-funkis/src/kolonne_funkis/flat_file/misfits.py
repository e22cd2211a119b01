"""Misfits: cells that the format cannot hold, by row and column, without what stands in them."""

from dataclasses import dataclass, field

import polars as pl

from kolonne.hookspecs import WriterError

_SHOWN = 5


@dataclass(slots=True)
class Misfits:
    """Gathers them, so that everything that is wrong is told at once."""

    sheet: str
    _places: list[tuple[int, str]] = field(default_factory=list)
    _count: int = 0

    def note(self, column: str, allowed: str, bad: pl.Series, before: int) -> None:
        """Rows where `bad` is true; `before` rows of the sheet have been dealt with already."""
        rows = bad.arg_true()
        self._count += len(rows)
        self._places += [(before + row + 1, f"`{column}`: {allowed}") for row in rows.head(_SHOWN)]

    def refuse(self) -> None:
        """Raise `WriterError` if there are any."""
        if not self._count:
            return
        # Of one row, in the order of the line.
        told = [f"row {row}, {what}" for row, what in sorted(self._places, key=lambda place: place[0])[:_SHOWN]]
        if self._count > len(told):
            told.append(f"… and {self._count - len(told)} more")
        raise WriterError(f"sheet `{self.sheet}`: does not fit the flat file: {'; '.join(told)}")
