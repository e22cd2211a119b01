"""A sample of a file: the names of its columns, and the first values of each as text."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from kolonne.contract import SourceError, Wanted
from kolonne.readers.csv_encoding import encoding_of, utf8_pieces
from kolonne.readers.csv_header import header_of
from kolonne.readers.csv_reader import CsvReader
from kolonne.readers.opened import opened

_ROWS = 1_000
_MOST_BYTES = 16 << 20
_PIECE = 1 << 20
_CSV = (".csv", ".tsv", ".txt")


def sample(path: Path) -> Mapping[str, Sequence[str | None]]:
    """The columns of a .csv, .json, .jsonl or .parquet file. Raises `SourceError` for what is none of these, or is broken."""
    suffix = path.suffix.lower()
    if suffix in _CSV:
        return _csv(path)
    if suffix == ".parquet":
        return _parquet(path)
    if suffix in {".json", ".jsonl", ".ndjson"}:
        return _json(path, lines=suffix != ".json")
    raise SourceError(
        f"found `{suffix or path.name}`; a sample is taken of .csv, .json, .jsonl and .parquet", path=path
    )


def _csv(path: Path) -> Mapping[str, Sequence[str | None]]:
    start = next(utf8_pieces(path, encoding_of(path, ""), _PIECE), b"")
    names = tuple(name for name in header_of(start.decode(errors="ignore"), Wanted("records", ()), path).names if name)
    batch = next(iter(CsvReader().read(path, Wanted("records", names), _ROWS)))
    return {name: batch.column(name).to_pylist() for name in names}


def _parquet(path: Path) -> Mapping[str, Sequence[str | None]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            batch = next(file.iter_batches(_ROWS), None)
            names = file.schema_arrow.names
    except (OSError, pa.ArrowException) as error:
        raise SourceError(f"cannot be read: {error}", path=path) from error
    rows = batch.to_pylist() if batch is not None else []
    return {name: [_text(row[name]) for row in rows] for name in names}


def _json(path: Path, *, lines: bool) -> Mapping[str, Sequence[str | None]]:
    with opened(path) as stream:
        content = stream.read(_MOST_BYTES + 1)
    try:
        text = content.decode("utf-8-sig", errors="ignore" if lines else "strict")
        records = (
            [json.loads(line) for line in text.splitlines()[:_ROWS] if line.strip()] if lines else json.loads(text)
        )
    except (ValueError, RecursionError) as error:
        raise SourceError(f"is no JSON that a sample can be taken of: {error}", path=path) from error
    found = [record for record in records if isinstance(record, dict)][:_ROWS] if isinstance(records, list) else []
    if not found:
        raise SourceError("holds no list of records", path=path)
    names = dict.fromkeys(
        name for record in found for name, value in record.items() if not isinstance(value, dict | list)
    )
    return {name: [_text(record.get(name)) for record in found] for name in names}


def _text(value: object) -> str | None:
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).lower()
    return str(value)
