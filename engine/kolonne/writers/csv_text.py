"""A column as the text that a .csv file shows, in the words of a dialect."""

import re

import polars as pl

from kolonne.contract import CsvDialect, SheetColumn, WriterError
from kolonne.writers.guard import guarded
from kolonne.writers.looked_up import looked_up
from kolonne.writers.number_text import number_texts
from kolonne.writers.quick_look import FEW, is_bare

#: In nanoseconds, as times are counted.
_MINUTE = 60_000_000_000


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
        self._signs = b'"\r\n' + (dialect.delimiter.encode() if dialect.delimiter.isascii() else bytes(range(128, 256)))
        self._special = f'[{re.escape(dialect.delimiter)}"\\r\\n]|^\\s|\\s$'

    def column(self, cells: pl.Series, column: SheetColumn) -> tuple[pl.Series, int]:
        """The cells as text (null where blank), in quotes if the dialect has them, and how many were guarded."""
        if column.type == "text":
            is_guarded = self._dialect.guard if column.guard is None else column.guard
            texts, count = guarded(cells) if is_guarded else (cells, 0)
            return self._quoted(texts), count
        texts = self.plain(cells, column.type)
        # The dialect's own signs need quotes only where they collide with its delimiter.
        return (self._quoted(texts) if self._collides(column.type) else texts), 0

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
        if texts.len() > FEW and is_bare(texts, self._signs):
            return texts
        places = texts.str.contains(self._special).arg_true()
        if places.is_empty():
            return texts
        doubled = texts.gather(places).str.replace_all('"', '""', literal=True)
        quoted = pl.select(pl.concat_str(pl.lit('"'), doubled, pl.lit('"'))).to_series()
        return texts.clone().scatter(places, quoted)
