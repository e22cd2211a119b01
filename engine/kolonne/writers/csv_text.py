"""A column as the text that a .csv file shows, in the words of a dialect."""

import re
from collections.abc import Sequence
from functools import partial

import polars as pl

from kolonne.contract import CsvDialect, SheetColumn, WriterError
from kolonne.writers.exactness import finer
from kolonne.writers.guard import FORMULA, guarded
from kolonne.writers.looked_up import looked_up
from kolonne.writers.number_text import number_texts
from kolonne.writers.repeats import Repeats

#: In nanoseconds, as times are counted.
_MINUTE = 60_000_000_000
#: Rows that are looked at one by one sooner than it is learnt what repeats itself in them.
_FEW = 4096
#: The most columns of which that is learnt, as each may take a few hundred kilobytes.
_MOST_COLUMNS = 64
_TIMES = frozenset({"time", "datetime"})
_NOWHERE = pl.Series(dtype=pl.UInt32)


class CsvText:
    """Columns to text, one dialect, instants as wall time in one zone.

    Raises `WriterError` for a dialect that nothing could read back.
    """

    def __init__(self, dialect: CsvDialect, timezone: str) -> None:
        if len(dialect.delimiter) != 1 or re.match(r"[\w\"\r\n+-]", dialect.delimiter):
            raise WriterError(f"csv: found the delimiter `{dialect.delimiter}`; one sign such as `;` is needed")
        if dialect.line_end not in {"\r\n", "\n"}:
            raise WriterError(f"csv: found the line end {dialect.line_end!r}; allowed are CR LF and LF")
        if dialect.quotes not in {"needed", "never"}:
            raise WriterError(f"csv: found quotes `{dialect.quotes}`; allowed are `needed` and `never`")
        self._dialect = dialect
        self._timezone = timezone
        self._special = f'[{re.escape(dialect.delimiter)}"\\r\\n]|^\\s|\\s$'
        self._repeats: dict[tuple[SheetColumn, pl.DataType], Repeats] = {}

    def columns(self, piece: pl.DataFrame, columns: Sequence[SheetColumn]) -> list[tuple[pl.Series, int]]:
        """As `column` for some columns of a piece; what repeats itself from piece to piece is spelled once."""
        if piece.height <= _FEW:
            return [self.column(piece.get_column(column.name), column) for column in columns]
        types = piece.schema
        repeats = {column.name: self._repeated(types[column.name], column) for column in columns}
        lookups = {name: lookup for name, one in repeats.items() if one is not None and (lookup := one.lookup)}
        # One call for all of them, since calls cost more than hashes do.
        slots = piece.select(lookup.slots for lookup in lookups.values())
        made: list[tuple[pl.Series, int]] = []
        for column in columns:
            cells, one = piece.get_column(column.name), repeats[column.name]
            if one is None:
                made.append(self.column(cells, column))
            elif lookup := lookups.get(column.name):
                made.append(one.texts(cells, (lookup, slots.get_column(column.name))))
            else:
                made.append(one.texts(cells))
        return made

    def column(self, cells: pl.Series, column: SheetColumn) -> tuple[pl.Series, int]:
        """The cells (null where blank) as text, in quotes if the dialect has them, and how many were guarded.

        Numbers that Polars' own writer spells as the dialect does stay numbers.
        """
        if self._is_native(cells.dtype, column.type):
            return cells, 0
        texts, guarded_places = self.spelled(cells, column)
        return texts, len(guarded_places)

    def _repeated(self, dtype: pl.DataType, column: SheetColumn) -> Repeats | None:
        if self._is_native(dtype, column.type):
            return None
        found = self._repeats.get((column, dtype))
        if found is None and len(self._repeats) < _MOST_COLUMNS:
            found = self._repeats[column, dtype] = Repeats(partial(self.spelled, column=column))
        return found

    def _is_native(self, dtype: pl.DataType, kind: str) -> bool:
        dialect = self._dialect
        if not dialect.delimiter.isascii():
            return False
        if kind == "decimal":
            return dialect.decimal in {".", ","} and dialect.decimal != dialect.delimiter
        return kind == "integer" and dtype.is_integer()

    def spelled(self, cells: pl.Series, column: SheetColumn) -> tuple[pl.Series, pl.Series]:
        """The cells as text, and the places of those that were guarded."""
        if column.type == "text":
            return self._text(cells, is_guarded=self._dialect.guard if column.guard is None else column.guard)
        texts = self.plain(cells, column.type)
        # The dialect's own signs need quotes only where they collide with its delimiter.
        return (self._quoted(texts) if self._collides(column.type) else texts), _NOWHERE

    def _text(self, cells: pl.Series, *, is_guarded: bool) -> tuple[pl.Series, pl.Series]:
        signs = [FORMULA] * is_guarded + [self._special] * (self._dialect.quotes != "never")
        odd = cells.str.contains("|".join(signs)) if signs else None
        if odd is None or not odd.any():
            return cells, _NOWHERE
        # As few have to change, the rest is done for those alone.
        places = odd.arg_true()
        found = cells.gather(places)
        texts, guarded_places = guarded(found) if is_guarded else (found, _NOWHERE)
        return cells.clone().scatter(places, self._quoted(texts)), places.gather(guarded_places)

    def plain(self, cells: pl.Series, kind: str) -> pl.Series:
        """The cells of a type as text in the dialect's forms, neither quoted nor guarded; null stays null."""
        dialect = self._dialect
        match kind:
            case "boolean":
                # A null stays null, which when-then-otherwise alone would not do.
                known = pl.when(cells.is_null()).then(None).when(cells)
                chosen = known.then(pl.lit(dialect.true)).otherwise(pl.lit(dialect.false))
                return pl.select(chosen.alias(cells.name)).to_series()
            case "number" | "decimal":
                texts = number_texts(cells) if kind == "number" else cells.cast(pl.String)
                return texts if dialect.decimal == "." else texts.str.replace(".", dialect.decimal, literal=True)
            case "datetime":
                local = cells.dt.convert_time_zone(self._timezone).dt.replace_time_zone(None)
                return local.dt.strftime(dialect.datetime)
            case "date":
                return looked_up(cells, 1, lambda days: days.dt.strftime(dialect.date))
            case "time":
                return looked_up(cells, _MINUTE, lambda times: times.dt.strftime(dialect.time))
            case _:
                return cells.cast(pl.String)

    def finer(self, cells: pl.Series, kind: str) -> int:
        """How many of the cells of a type are times of which the dialect does not show all."""
        return finer(cells, self._dialect.time if kind == "time" else self._dialect.datetime) if kind in _TIMES else 0

    def _collides(self, kind: str) -> bool:
        dialect = self._dialect
        signs = {
            "boolean": (dialect.true, dialect.false),
            "number": (dialect.decimal,),
            "decimal": (dialect.decimal,),
            "date": (dialect.date,),
            "time": (dialect.time,),
            "datetime": (dialect.datetime,),
        }
        return any(re.search(self._special, text) for text in signs.get(kind, ()))

    def _quoted(self, texts: pl.Series) -> pl.Series:
        if self._dialect.quotes == "never":
            return texts
        places = texts.str.contains(self._special).arg_true()
        if places.is_empty():
            return texts
        doubled = texts.gather(places).str.replace_all('"', '""', literal=True)
        quoted = pl.select(pl.concat_str(pl.lit('"'), doubled, pl.lit('"'))).to_series()
        return texts.clone().scatter(places, quoted)
