"""A Parquet table as text: its columns with what is said of them, what is said of the file, its rows."""

import io
from datetime import date, time

import pyarrow.parquet as pq


def parquet_text(data: bytes) -> str:
    """How the bytes are laid out is the library's own business, and is left out."""
    table = pq.read_table(io.BytesIO(data))
    lines = ["columns"]
    for column in table.schema:
        lines.append(f"  {column.name}: {column.type}{'' if column.nullable else ' not null'}")
        lines += [f"    {line}" for line in _metadata(column.metadata)]
    lines += ["file", *(f"  {line}" for line in _metadata(table.schema.metadata)), "rows"]
    lines += ["  " + " | ".join(_shown(cell) for cell in row.values()) for row in table.to_pylist()]
    return "\n".join(lines) + "\n"


def _metadata(found: dict[bytes, bytes] | None) -> list[str]:
    """What the library adds of its own is not ours."""
    return [f"{key.decode()} = {value.decode()}" for key, value in (found or {}).items() if key != b"ARROW:schema"]


def _shown(cell: object) -> str:
    """Blank is nothing; text stands in quotes."""
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else repr(cell) if isinstance(cell, str | float) else str(cell)
