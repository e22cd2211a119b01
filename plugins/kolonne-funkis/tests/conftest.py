"""Ways to write workbooks, and to compute expressions with the plugin's operations."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kolonne.hookspecs import Sheet, WrittenFile
from kolonne_funkis import FlatFileWriter
from kolonne_funkis.settings import FlatFile

# Tests are found by their files, and what they share lies beside them.
sys.path.insert(0, str(Path(__file__).parent))

from funkis_sheets import make_book  # the path comes first


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., tuple[str, WrittenFile]]:
    """Writes sheets; gives the file's text and what was told."""

    def write(*sheets: Sheet, **settings: Any) -> tuple[str, WrittenFile]:
        writer = FlatFileWriter(FlatFile.of({"study_association": "2599", **settings}))
        book = make_book(*sheets)
        written = writer.write(book, tmp_path / ("kurs" + writer.suffix(book)), lambda _: None)
        encoding = settings.get("flat_file", {}).get("encoding", "iso-8859-1")
        return written.path.read_bytes().decode(encoding), written

    return write
