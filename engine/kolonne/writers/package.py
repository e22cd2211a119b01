"""Package: a zip whose bytes depend on nothing but its content, with headers that every Excel opens."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import BinaryIO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kolonne.writers.behind import Behind
from kolonne.writers.deflated import Entry

#: The earliest time a zip can hold, as Excel writes it.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_PLAIN = (1 << 31) - 1
#: OPC's own padding field (ID 0xA220, length, signature 0xA028, value), as long as the zip64 field it replaces.
_PADDING = struct.pack("<HHHH12x", 0xA220, 16, 0xA028, 0)
_PLAIN_VERSION = 20


class Package:
    """A context manager that adds entries to a zip in the order they are written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._zip = ZipFile(stream, "w")

    def add(self, name: str, data: bytes) -> None:
        """A small entry at once."""
        with self.stretches(name) as entry:
            entry.write(data)

    def store(self, name: str, data: bytes) -> None:
        """A small entry as it is, so that programs find it by its place in the file."""
        self._zip.writestr(_info(name), data, ZIP_STORED)

    @contextmanager
    def entry(self, name: str) -> Iterator[Behind]:
        """An entry of any size, deflated in a second thread."""
        with self.stretches(name) as entry, Behind(entry) as behind:
            yield behind

    @contextmanager
    def stretches(self, name: str) -> Iterator[Entry]:
        """An entry of any size, whose stretches may have been deflated already."""
        info = _info(name)
        info.compress_type, info.CRC = ZIP_DEFLATED, 0
        info.header_offset = self._stream.tell()
        # How large an entry becomes is not known at its start: a header as long as any, written over at the end.
        self._stream.write(info.FileHeader(zip64=True))
        entry = Entry(self._stream)
        yield entry
        entry.end()
        info.CRC, info.file_size, info.compress_size = entry.crc, entry.plain_bytes, entry.packed_bytes
        self._put_header(info)
        self._zip.filelist.append(info)
        self._zip.NameToInfo[name] = info
        self._zip.start_dir = self._stream.tell()

    def _put_header(self, info: ZipInfo) -> None:
        end = self._stream.tell()
        # Some spreadsheet programs refuse zip64, and hardly any entry needs it.
        is_large = max(info.file_size, info.compress_size) > _MOST_PLAIN
        if not is_large:
            info.extract_version = info.create_version = _PLAIN_VERSION
            info.extra = _PADDING
        self._stream.seek(info.header_offset)
        self._stream.write(info.FileHeader(zip64=is_large))
        self._stream.seek(end)
        info.extra = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    # As `open` sets it.
    info.external_attr = 0o600 << 16
    return info
