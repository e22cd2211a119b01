"""Reading a file of categories: every line and what the lines say together, or a `PluginError` that names the places."""

import csv
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.resources import files
from io import StringIO
from pathlib import Path

from kolonne.hookspecs import PluginError
from kolonne_nhf.taxonomy.complaints import Complaints
from kolonne_nhf.taxonomy.line import COLUMNS, Line
from kolonne_nhf.taxonomy.together import check_together

_OWN = "categories.csv"


def taxonomy_lines(path: Path | None = None) -> tuple[Line, ...]:
    """The lines of a file, or of the package's own; raises `PluginError` with all that is wrong, by line and column."""
    name = _OWN if path is None else str(path)
    complaints = Complaints(name)
    lines = tuple(_lines(_text(name, path), complaints))
    complaints.stop()
    check_together(lines, complaints)
    complaints.stop()
    return lines


def _text(name: str, path: Path | None) -> str:
    try:
        content = (files(__package__) / _OWN if path is None else path).read_bytes()
    except OSError as error:
        raise PluginError(f"{name}: cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PluginError(f"{name}:{line}: is not UTF-8") from error


def _lines(text: str, complaints: Complaints) -> Iterator[Line]:
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        _header(next(rows, []), complaints)
        # A cell may go over several lines; its line is known by its last one.
        for cells in rows:
            number = rows.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(COLUMNS):
                plain = {column: cell.strip() for column, cell in zip(COLUMNS, cells, strict=True)}
                yield Line.of(number, plain, partial(complaints.add, number))
            else:
                complaints.add(number, "", f"found {len(cells)} cells; {len(COLUMNS)} are needed")
    except csv.Error as error:
        complaints.add(rows.line_num, "", f"is not .csv: {error}")


def _header(found: Sequence[str], complaints: Complaints) -> None:
    names = [name.strip() for name in found]
    if len(names) != len(COLUMNS):
        complaints.add(1, "", f"found {len(names)} columns; needed are {', '.join(COLUMNS)}")
    for name, needed in zip(names, COLUMNS, strict=False):
        if name != needed:
            complaints.add(1, needed, f"is needed where `{name[:40]}` stands")
    # The lines below would be read by the wrong names.
    complaints.stop()
