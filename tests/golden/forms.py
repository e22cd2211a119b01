"""Forms: files as what can be compared and read.

Text is itself, byte for byte. A package (.xlsx, .ods, .zip) is a folder of its parts with a list of them, XML one tag a line.
A table of Parquet is its schema, its metadata and its rows. The fingerprint and the engine's version stand as words.
"""

import io
import zipfile
from collections.abc import Iterator

from golden.parquet_text import parquet_text
from golden.xml_lines import xml_lines

_PACKAGES = (".xlsx", ".ods", ".zip")
_MARKUP = (".xml", ".rels", ".vml", ".rdf")
#: The same in every workbook, and long.
_STATIC = frozenset({"xl/theme/theme1.xml"})


def forms(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The forms of a file, by their paths."""
    if name.endswith(_PACKAGES):
        yield from _parts(name, data)
    elif name.endswith(".parquet"):
        yield f"{name}.txt", parquet_text(data).encode()
    elif name.endswith(_MARKUP):
        yield name, xml_lines(data).encode()
    else:
        yield name, data


def _parts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        yield f"{name}/_parts.txt", "".join(f"{_told(entry)}\n" for entry in entries).encode()
        for entry in entries:
            if entry.filename not in _STATIC:
                yield from ((f"{name}/{path}", form) for path, form in forms(entry.filename, package.read(entry)))


def _told(entry: zipfile.ZipInfo) -> str:
    """A part's place in the package counts, and so do its time and how it is kept; its size shows in it."""
    how = {zipfile.ZIP_STORED: "stored", zipfile.ZIP_DEFLATED: "deflated"}[entry.compress_type]
    year, *rest = entry.date_time
    digest = f" crc {entry.CRC:08x}" if entry.filename in _STATIC else ""
    return f"{entry.filename} {how} {year}-" + "-".join(f"{part:02}" for part in rest) + digest
