"""Lines: rows of a sheet as lines of the flat file, column by column."""

from dataclasses import dataclass, field

import polars as pl

from kolonne_funkis.flat_file.columns import Columns
from kolonne_funkis.flat_file.field import Field
from kolonne_funkis.flat_file.fields import PARTICIPANTS
from kolonne_funkis.flat_file.lettering import Lettering
from kolonne_funkis.flat_file.misfits import Misfits

_LINE_END = "\r\n"


@dataclass(slots=True)
class Lines:
    """Makes lines of a sheet, piece by piece, and remembers what must be told."""

    columns: Columns
    #: Of a line: the association's number, and the member's where the sheet does not say it.
    association: str
    member: str
    leaves_out_no_gender: bool
    lettering: Lettering
    misfits: Misfits
    _rows: int = 0
    _blanks: dict[str, int] = field(default_factory=dict)
    _left_out: int = 0

    def take(self, piece: pl.DataFrame) -> bytes:
        """The lines of some rows, encoded."""
        cells = [pl.lit(self.association)]
        cells += [
            pl.lit(self.member if name is None else self._field(of, piece[name])) for of, name in self.columns.line
        ]
        self._without_field(piece)
        self._add_up(piece)
        self._rows += piece.height
        lines = pl.concat_str(pl.concat_str(cells, separator=";"), pl.lit(_LINE_END))
        return str(pl.select(lines.fill_null("").str.join("")).item()).encode(self.lettering.encoding)

    def notices(self) -> tuple[str, ...]:
        """What the format forced upon the data, in sentences for people."""
        told = [f"`{name}`: not known of {_courses(count)}" for name, count in self._blanks.items()]
        if self._left_out:
            who = "participant is" if self._left_out == 1 else "participants are"
            told.append(f"{self._left_out:,} {who} left out, for whom there is no field of a gender")
        return (*told, *self.lettering.notices())

    def _field(self, of: Field, cells: pl.Series) -> pl.Series:
        blank = _blank(cells)
        texts = cells.to_frame().select(of.shape(pl.col(cells.name)).alias(of.name)).to_series()
        if of.blank is None:
            bad = texts.is_null()
        else:
            bad = texts.is_null() & ~blank
            texts = texts.set(blank, of.blank)
            if of.tells_blanks and (count := int(blank.sum())):
                self._blanks[of.name] = self._blanks.get(of.name, 0) + count
        self.misfits.note(cells.name, of.allowed, bad, self._rows)
        return self.lettering.fit(of.name, texts) if of.is_free_text else texts

    def _without_field(self, piece: pl.DataFrame) -> None:
        for of, name in self.columns.no_gender:
            cells = piece[name]
            if self.leaves_out_no_gender:
                self.misfits.note(name, of.allowed, cells.is_null() | (cells < 0), self._rows)
                self._left_out += int(cells.sum())
            else:
                self.misfits.note(name, _NO_FIELD, (cells != 0).fill_null(value=True), self._rows)

    def _add_up(self, piece: pl.DataFrame) -> None:
        if self.columns.total is None:
            return
        counted = [name for of, name in self.columns.line if of in PARTICIPANTS and name is not None]
        counted += [name for _, name in self.columns.no_gender]
        differs = piece.select(pl.sum_horizontal(counted).ne_missing(pl.col(self.columns.total))).to_series()
        self.misfits.note(self.columns.total, "the sum of the line's participants", differs, self._rows)


_NO_FIELD = "0; there are fields for men and women only (see the setting `flat_file.unknown_gender`)"


def _blank(cells: pl.Series) -> pl.Series:
    return cells.is_null() if cells.dtype != pl.String else cells.is_null() | (cells.str.strip_chars() == "")


def _courses(count: int) -> str:
    return "1 course" if count == 1 else f"{count:,} courses"
