"""How a .csv file is written: the signs between and around its cells."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from kolonne.contract import SourceError
from kolonne.contract.quick import dataclass

#: In the order of preference.
DELIMITERS = (";", ",", "\t", "|")
#: What the option `delimiter` may be → the sign.
TOLD_DELIMITERS = {**{sign: sign for sign in DELIMITERS}, "tab": "\t", "\\t": "\t"}
#: What the option `quote` may be → the sign; empty when nothing is quoted.
TOLD_QUOTES = {'"': '"', "'": "'", "none": ""}


@dataclass(frozen=True, slots=True)
class Dialect:
    """The signs between and around cells."""

    delimiter: str
    #: Empty when nothing is quoted.
    quote: str


class Records(Iterator[list[str]]):
    """The records of a text as Python's csv module reads them, strictly; knows how far it has come.

    A blank line is an empty record. Raises `csv.Error` where a quote is not closed, or where something else than a
    delimiter or a line end follows it.
    """

    __slots__ = ("_reader", "_taken", "characters", "lines")

    def __init__(self, text: str, dialect: Dialect) -> None:
        #: Up to the end of the last complete record.
        self.characters = 0
        #: Line ends up to there.
        self.lines = 0
        self._taken = 0
        # The module's own limit of 131,072 characters a field belongs to the process: raised, and never lowered again,
        # so that threads cannot get in each other's way.
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))
        self._reader = csv.reader(
            self._each_line(text),
            delimiter=dialect.delimiter,
            quotechar=dialect.quote or None,
            quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
            strict=True,
        )

    def __next__(self) -> list[str]:
        record = next(self._reader)
        self.characters, self.lines = self._taken, self._reader.line_num
        return record

    def _each_line(self, text: str) -> Iterator[str]:
        # newline="" ends a line at \n, \r\n or lone \r, and keeps line breaks inside quotes as they are.
        for line in io.StringIO(text, newline=""):
            self._taken += len(line)
            yield line


def is_unclosed(error: csv.Error) -> bool:
    """Whether the text ended inside quotes, rather than quotes standing in the wrong place."""
    return "unexpected end of data" in str(error)


def told(options: Mapping[str, str], key: str, allowed: Mapping[str, str], path: Path) -> str | None:
    """What the option says, or None when it is not given or empty; raises `SourceError` when it is not allowed."""
    found = options.get(key, "")
    if not found:
        return None
    if found not in allowed:
        names = ", ".join("TAB" if name == "\t" else f"`{name}`" for name in allowed)
        raise SourceError(f"option `{key}`: found `{found}`; allowed are {names}", path=path)
    return allowed[found]
