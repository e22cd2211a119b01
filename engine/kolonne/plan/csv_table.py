"""CsvTable: a .csv file beside a list, read line by line; what is wrong there is told with the line there."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kolonne.contract import Problem
from kolonne.documents import Path as JsonPath
from kolonne.plan.problems import Desk

MOST_LINES = 200_000
_MOST_BYTES = 32 << 20


class CsvTable:
    """A file of UTF-8, with commas; `named` is where the document names it."""

    def __init__(self, path: Path, named: JsonPath, desk: Desk) -> None:
        self.path, self.named, self.desk = path, named, desk
        #: Days that were read already: a list has few different ones.
        self._days: dict[str, date] = {}

    def report(self, line: int, code: str, message: str, hint: str = "") -> None:
        """A problem with a line."""
        self.desk.problems.append(Problem(str(self.path), line, 1, "", code, message, hint))

    def rows(self, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """The number and the cells of every line that has as many cells as the first one, which has these columns."""
        text = self._text()
        if text is None:
            return
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        try:
            headers = next(lines, [])
            if not self._has(columns, headers):
                return
            line = lines.line_num + 1
            for cells in lines:
                if len(cells) == len(headers):
                    yield line, dict(zip(headers, cells, strict=True))
                elif cells:
                    message = f"found {len(cells)} cells; the first line has {len(headers)}"
                    self.report(line, "wrong_value", message, "a cell that holds a comma stands in double quotes")
                # A row of several lines is told by its first one.
                line = lines.line_num + 1
                if line > MOST_LINES:
                    self.report(line, "file_too_large", f"the file has more than {MOST_LINES} lines")
                    return
        except csv.Error as error:
            self.report(line, "file_unreadable", f"the row cannot be read: {error}")

    def day(self, line: int, column: str | None, row: dict[str, str]) -> date | None:
        """The day in a cell; None where it is empty, and where it is no day, which is told."""
        text = row[column] if column else ""
        if not text:
            return None
        if text not in self._days:
            try:
                if len(text) != len("2024-01-31"):
                    raise ValueError(text)
                self._days[text] = date.fromisoformat(text)
            except ValueError:
                message = f"found `{text[:40]}` in column `{column}`; a day like `2024-01-31` is needed"
                self.report(line, "wrong_value", message)
                return None
        return self._days[text]

    def _text(self) -> str | None:
        name = self.path.name
        try:
            with self.path.open("rb") as stream:
                content = stream.read(_MOST_BYTES + 1)
            text = content.decode("utf-8-sig")
        except OSError as error:
            message = f"`{name}` cannot be read: {(error.strerror or str(error)).lower()}"
            self.desk.report(self.named, "file_unreadable", message)
            return None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            found = f"the byte 0x{error.object[error.start]:02X} is not UTF-8"
            self.report(line, "file_encoding", found, "save the file as UTF-8")
            return None
        if len(content) > _MOST_BYTES:
            self.desk.report(self.named, "file_too_large", f"`{name}` is larger than {_MOST_BYTES >> 20} MB")
            return None
        return text

    def _has(self, wanted: Sequence[str], headers: list[str]) -> bool:
        missing = [name for name in wanted if name not in headers]
        twice = [name for name in wanted if headers.count(name) > 1]
        if twice:
            self.report(1, "missing_column", f"the column `{twice[0]}` stands twice")
        elif missing:
            known = ", ".join(f"`{header}`" for header in headers) or "nothing"
            hint = "cells are separated by `,` here, not by `;`" if len(headers) == 1 and ";" in headers[0] else ""
            self.report(1, "missing_column", f"there is no column `{missing[0]}`; found {known}", hint)
        return not (twice or missing)
