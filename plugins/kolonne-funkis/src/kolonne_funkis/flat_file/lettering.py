"""Lettering: free text that fits between semicolons, on one line, and into the letters of an encoding."""

from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

_BREAKS = r"[\x00-\x1f\x7f-\x9f\x{2028}\x{2029}]+"
#: What comes nearest to letters and signs that older encodings lack.
_NEAREST = {
    "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "…": "...", "€": "EUR",
    "á": "a", "č": "c", "đ": "d", "ŋ": "n", "š": "s", "ŧ": "t", "ž": "z", "Á": "A", "Č": "C", "Đ": "D", "Ŋ": "N",
    "Š": "S", "Ŧ": "T", "Ž": "Z", "ł": "l", "Ł": "L", "œ": "oe", "Œ": "OE",
}  # fmt: skip


@dataclass(slots=True)
class Lettering:
    """Makes texts fit, and counts how many it changed."""

    encoding: str
    #: Cells with a semicolon or a line break, and cells with letters that the encoding lacks, by column.
    split: dict[str, int] = field(default_factory=dict)
    foreign: dict[str, int] = field(default_factory=dict)

    def fit(self, name: str, cells: pl.Series) -> pl.Series:
        """The cells of a column."""
        whole = cells.str.replace_all(_BREAKS, " ").str.replace_all(";", ",", literal=True).str.strip_chars()
        _count(self.split, name, cells.str.strip_chars(), whole)
        if self.encoding == "utf-8":
            return whole
        nearest, lacking = _table(self.encoding)
        fitting = whole.to_frame().select(pl.col(whole.name).str.replace_many(nearest)).to_series()
        fitting = fitting.str.replace_all(lacking, "?")
        _count(self.foreign, name, whole, fitting)
        return fitting

    def notices(self) -> tuple[str, ...]:
        """What was changed, in sentences for people."""
        told = [
            f"`{name}`: a semicolon or line break became a comma or blank in {_cells(count)}"
            for name, count in self.split.items()
        ]
        told += [
            f"`{name}`: letters that {self.encoding} lacks were written with others or as `?` in {_cells(count)}"
            for name, count in self.foreign.items()
        ]
        return tuple(told)


def _count(counts: dict[str, int], name: str, before: pl.Series, after: pl.Series) -> None:
    if changed := int((before != after).sum()):
        counts[name] = counts.get(name, 0) + changed


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


@lru_cache
def _table(encoding: str) -> tuple[dict[str, str], str]:
    """Which signs are written with others, and a pattern of all signs that an encoding of single bytes lacks."""
    there = bytes(range(256)).decode(encoding, "ignore")
    pattern = "".join(f"\\x{{{ord(sign):x}}}" for sign in there)
    return {sign: near for sign, near in _NEAREST.items() if sign not in there}, f"[^{pattern}]"
