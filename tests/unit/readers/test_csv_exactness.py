"""However a .csv file is cut and whichever way its records are read, the outcome is that of one careful reading."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kolonne.contract import SourceError
from kolonne.readers import CsvReader
from kolonne.readers.csv_dialect import Dialect
from kolonne.readers.csv_exact import exact_table
from kolonne.readers.csv_layout import Layout
from unit.readers.reading import table

Outcome = tuple[list[object], list[object]] | tuple[str, int | None]


def carefully(path: Path, body: str) -> Outcome:
    """What the exact reading of the whole text at once gives: cells, or the reason and its line."""
    layout = Layout(path, Dialect(";", '"'), 2, {"a": 0, "b": 1})
    try:
        _, found = exact_table(body.encode(), layout, 2, is_last=True)
    except SourceError as error:
        return str(error), error.line
    return found["a"].to_pylist(), found["b"].to_pylist()


def in_pieces(path: Path, piece_bytes: int) -> Outcome:
    """What the reader gives."""
    try:
        found = table(CsvReader(piece_bytes), path, ["a", "b"])
    except SourceError as error:
        return str(error), error.line
    return found["a"].to_pylist(), found["b"].to_pylist()


@given(body=st.text('""";;\n\r xå\ufeff', max_size=40), piece_bytes=st.integers(1, 50))
@example(body='x";"\n";y\n', piece_bytes=3)
@example(body='"a\n";"b"\r\n"";""""\r\n', piece_bytes=4)
@example(body=";\r\n;\r", piece_bytes=1)
def test_pieces_do_not_matter(tmp_path_factory: pytest.TempPathFactory, body: str, piece_bytes: int) -> None:
    """Good or bad, quotes in place or not: the same cells, or the same error on the same line."""
    path = tmp_path_factory.mktemp("csv") / "activities.csv"
    path.write_bytes(b"a;b\n" + body.encode())
    assert in_pieces(path, piece_bytes) == carefully(path, body)
