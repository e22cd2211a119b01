"""The header of a .csv file, and the dialect that shows in it."""

import csv
import re
from collections.abc import Collection
from pathlib import Path

from kolonne.contract import SourceError, Wanted
from kolonne.contract.quick import dataclass
from kolonne.readers.csv_dialect import DELIMITERS, TOLD_DELIMITERS, TOLD_QUOTES, Dialect, Records, is_unclosed, told
from kolonne.readers.csv_layout import NUL

#: How Excel is told the delimiter.
_TOLD_LINE = re.compile(rf'("?)sep=([{re.escape("".join(DELIMITERS))}])\1(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_BLANK_LINE = re.compile(r" *(?:\r\n|\r|\n)")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Header:
    """The first record of a file, and where the second begins."""

    dialect: Dialect
    #: Stripped of surrounding blanks; an unnamed column is an empty name.
    names: tuple[str, ...]
    #: Bytes of UTF-8 before the second record.
    size: int
    #: Line ends before the second record.
    lines: int


def header_of(text: str, wanted: Wanted, path: Path) -> Header:
    """The header at the beginning of `text`; raises `SourceError` when there is none or a name comes twice.

    A first line such as `sep=;` is none of its records: it tells the delimiter, unless the options do.
    """
    first = _TOLD_LINE.match(text)
    start, skipped, sign = (first.end(), 1, first[2]) if first else (0, 0, "")
    while blank := _BLANK_LINE.match(text, start):
        start, skipped = blank.end(), skipped + 1
    if not text[start:].strip(" "):
        raise SourceError("the file is empty; a header line with the columns' names is needed", path=path, line=1)
    dialect = _dialect(text[start:], sign, wanted, path)
    records = Records(text[start:], dialect)
    try:
        names = tuple(name.strip() for name in next(records))
    except csv.Error as error:
        reason = "a quote is opened and not closed" if is_unclosed(error) else "text stands behind a closing quote"
        raise SourceError(f"the header cannot be read: {reason}", path=path, line=skipped + 1) from error
    _check_names(names, path, skipped + 1)
    size = len(text[: start + records.characters].encode())
    return Header(dialect, names, size, skipped + records.lines)


def _dialect(text: str, sign: str, wanted: Wanted, path: Path) -> Dialect:
    quote = told(wanted.options, "quote", TOLD_QUOTES, path)
    quote = '"' if quote is None else quote
    delimiter = told(wanted.options, "delimiter", TOLD_DELIMITERS, path) or sign
    return Dialect(delimiter or _likely_delimiter(text, quote, wanted.columns, path), quote)


def _likely_delimiter(text: str, quote: str, wanted: Collection[str], path: Path) -> str:
    """The sign that finds most of the wanted names in the header; among equals, the one that stands there most often."""
    line = _unquoted_line(text, quote)
    seen = [sign for sign in DELIMITERS if sign in line]
    is_tsv = path.suffix.lower() == ".tsv"
    if not seen:
        return "\t" if is_tsv else ";"

    def fitness(sign: str) -> tuple[int, bool, int]:
        return _names_found(text, Dialect(sign, quote), wanted), is_tsv and sign == "\t", line.count(sign)

    return max(seen, key=fitness)


def _names_found(text: str, dialect: Dialect, wanted: Collection[str]) -> int:
    try:
        return len({name.strip() for name in next(Records(text, dialect))} & set(wanted))
    except csv.Error:
        return 0


def _unquoted_line(text: str, quote: str) -> str:
    """The first line without its quoted cells."""
    first = _LINE_END.split(text, maxsplit=1)[0]
    if quote and quote in first:
        signs = re.escape("".join(DELIMITERS))
        text = re.sub(rf"(?:(?<=[{signs}])|\A){quote}(?:[^{quote}]|{quote}{quote})*{quote}", "", text)
        first = _LINE_END.split(text, maxsplit=1)[0]
    return first


def _check_names(names: tuple[str, ...], path: Path, line: int) -> None:
    if not any(names):
        raise SourceError("the header is blank; a line with the columns' names is needed", path=path, line=line)
    if any("\0" in name for name in names):
        raise SourceError(NUL, path=path, line=line)
    seen: dict[str, int] = {}
    for position, name in enumerate(names, 1):
        if name and name in seen:
            message = f"the header has `{name}` twice, as fields {seen[name]} and {position}; a name is allowed once"
            raise SourceError(message, path=path, line=line)
        seen[name] = position
