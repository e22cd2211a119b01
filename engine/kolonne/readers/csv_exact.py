"""Any records of a .csv file, one by one: slower, and exact about what is wrong where."""

import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kolonne.readers.csv_dialect import Records, is_unclosed
from kolonne.readers.csv_layout import NUL, Layout
from kolonne.readers.lines import line_ends

if TYPE_CHECKING:
    import pyarrow as pa

Row = list[str | None]


def exact_table(data: bytes, layout: Layout, line: int, *, is_last: bool) -> tuple[int, "pa.Table"]:
    """How many bytes of `data`, which begins on `line`, are complete records, and these; short ones end in nulls.

    Raises `SourceError` for a record with too many fields or bad quotes. Before the file's end (`is_last`), quotes that
    are still open only mean that the record goes on in the next piece.
    """
    used, rows = _records(data, layout, line, is_last=is_last)
    return used, table_of(rows, layout)


def exact_rows(data: bytes, layout: Layout, line: int) -> Sequence[Row]:
    """The records of a whole file; short ones end in nulls. Raises `SourceError` as `csv_tables`."""
    if b"\0" in data:
        raise layout.error(NUL, line + line_ends(data.partition(b"\0")[0]))
    if data and not data.endswith((b"\n", b"\r")):
        data += b"\n"
    return _records(data, layout, line, is_last=True)[1]


def _records(data: bytes, layout: Layout, line: int, *, is_last: bool) -> tuple[int, Sequence[Row]]:
    records, rows, starts = Records(data.decode(), layout.dialect), list[Row](), line
    try:
        for record in records:
            if not _is_blank(record, layout):
                rows.append(_filled(record, layout, starts))
            starts = line + records.lines
    except csv.Error as error:
        if is_last or not is_unclosed(error):
            reason = "opens a quote and does not close it" if is_unclosed(error) else "has text behind a closing quote"
            raise layout.error(f"the record {reason}; quotes inside a cell must be doubled", starts) from error
    return len(data.decode()[: records.characters].encode()), rows


def table_of(rows: Sequence[Row], layout: Layout) -> "pa.Table":
    """The wanted cells of full-width rows, as text."""
    import pyarrow as pa

    cells = list(zip(*rows, strict=True)) if rows else [()] * layout.width
    return pa.table({name: pa.array(cells[position], pa.string()) for name, position in layout.columns.items()})


def _is_blank(record: list[str], layout: Layout) -> bool:
    return not record or (len(record) == 1 < layout.width and not record[0].strip())


def _filled(record: list[str], layout: Layout, line: int) -> Row:
    if len(record) > layout.width:
        allowed = f"the header has {layout.width}, and a record may not have more"
        raise layout.error(f"the record has {len(record)} fields; {allowed}", line)
    return [*record, *[None] * (layout.width - len(record))]
