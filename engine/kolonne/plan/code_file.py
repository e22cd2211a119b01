"""Code files: codes of an enumeration in a .csv file beside it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kolonne.contract import Problem
from kolonne.definitions import CodeDefinition, CodeFile
from kolonne.plan.problems import Desk

_MOST_CODES = 100_000
_MOST_BYTES = 32 << 20


@dataclass(frozen=True, slots=True)
class FiledCode:
    """A code and the line it stands in."""

    name: str
    definition: CodeDefinition
    line: int


def read_code_file(entry: CodeFile, folder: Path, desk: Desk) -> tuple[FiledCode, ...]:
    """The codes of the file; what is wrong there is told with the line there."""
    path = folder / entry.path
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        message = f"`{entry.path}` cannot be read: {(error.strerror or str(error)).lower()}"
        desk.report(("file", "path"), "file_unreadable", message)
        return ()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found = f"the byte 0x{error.object[error.start]:02X} is not UTF-8"
        desk.problems.append(Problem(str(path), line, 1, "", "file_encoding", found, "save the file as UTF-8"))
        return ()
    if len(content) > _MOST_BYTES:
        desk.report(("file", "path"), "file_too_large", f"`{entry.path}` is larger than {_MOST_BYTES >> 20} MB")
        return ()
    return tuple(_Reader(entry, path, desk).codes(text))


class _Reader:
    def __init__(self, entry: CodeFile, path: Path, desk: Desk) -> None:
        self.entry, self.path, self.desk = entry, path, desk

    def report(self, line: int, code: str, message: str, hint: str = "") -> None:
        self.desk.problems.append(Problem(str(self.path), line, 1, "", code, message, hint))

    def codes(self, text: str) -> Iterator[FiledCode]:
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        try:
            headers = next(lines, [])
            if not self.has_columns(headers):
                return
            seen: dict[str, int] = {}
            line = lines.line_num + 1
            for cells in lines:
                if cells and (found := self.code(line, headers, cells, seen)) is not None:
                    yield found
                # A row of several lines is told by its first one.
                line = lines.line_num + 1
                if len(seen) > _MOST_CODES:
                    self.report(line, "file_too_large", f"the file has more than {_MOST_CODES} codes")
                    return
        except csv.Error as error:
            self.report(line, "file_unreadable", f"the row cannot be read: {error}")

    def has_columns(self, headers: list[str]) -> bool:
        entry = self.entry
        wanted = [name for name in (entry.code, entry.label, entry.since, entry.until, entry.parent) if name]
        missing = [name for name in wanted if name not in headers]
        twice = [name for name in wanted if headers.count(name) > 1]
        if twice:
            self.report(1, "missing_column", f"the column `{twice[0]}` stands twice")
        elif missing:
            known = ", ".join(f"`{header}`" for header in headers) or "nothing"
            hint = "cells are separated by `,` here, not by `;`" if len(headers) == 1 and ";" in headers[0] else ""
            self.report(1, "missing_column", f"there is no column `{missing[0]}`; found {known}", hint)
        return not (twice or missing)

    def code(self, line: int, headers: list[str], cells: list[str], seen: dict[str, int]) -> FiledCode | None:
        if len(cells) != len(headers):
            message = f"found {len(cells)} cells; the first line has {len(headers)}"
            self.report(line, "wrong_value", message, "a cell that holds a comma stands in double quotes")
            return None
        row = dict(zip(headers, cells, strict=True))
        name = row[self.entry.code]
        if not name:
            self.report(line, "missing_field", f"the code is missing (column `{self.entry.code}`)")
            return None
        if name in seen:
            self.report(line, "duplicate_code", f"the code `{name}` stands in line {seen[name]} already")
            return None
        seen[name] = line
        columns = {"label": self.entry.label, "from": self.entry.since, "until": self.entry.until}
        columns["parent"] = self.entry.parent
        values = {key: row[column] for key, column in columns.items() if column and row[column]}
        if "label" not in values:
            self.report(line, "missing_field", f"the label of `{name}` is missing (column `{self.entry.label}`)")
            return None
        try:
            return FiledCode(name, CodeDefinition.model_validate(values), line)
        except ValidationError as error:
            key = str(error.errors()[0]["loc"][0])
            message = f"found `{values[key][:40]}` in column `{columns[key]}`; a day like `2024-01-31` is needed"
            self.report(line, "wrong_value", message)
            return None
