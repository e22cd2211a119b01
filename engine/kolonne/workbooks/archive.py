"""The zip of a workbook from elsewhere, unpacked into memory within limits; nothing of it ever touches the disk."""

import io
import re
import stat
import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kolonne.contract import WorkbookError
from kolonne.workbooks.limits import Limits

_ZIP = b"PK"
#: What .xls files begin with, and encrypted workbooks too.
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_END = b"PK\x05\x06"
#: Of a part's entry in the list at the end of a zip, names and extra fields included.
_MOST_ENTRY = 512
_LARGE = 1 << 20
_MOST_NAME = 200
_ENCRYPTED = 0x1
_BAD_NAME = re.compile(r"[\x00-\x1f\x7f\\]|^/|^[A-Za-z]:")


def unpacked(content: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """Every part by its name in the zip. Raises `WorkbookError`, which names the file."""
    _check_kind(content, name, limits)
    found: dict[str, bytes] = {}
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            left = limits.all_bytes
            for info in _checked(archive, name, limits):
                data = _read(archive, info, name, min(left, limits.part_bytes), limits)
                left -= len(data)
                found[info.filename] = data
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise WorkbookError("unreadable", f"{name}: the file is damaged: {error}") from error
    return found


def _check_kind(content: bytes, name: str, limits: Limits) -> None:
    if len(content) > limits.file_bytes:
        raise WorkbookError("too_large", f"{name}: the file is larger than {limits.file_bytes >> 20} MB")
    if content.startswith(_COMPOUND):
        message = "the file is protected by a password, or an .xls of before 2007; save it as .xlsx without a password"
        raise WorkbookError("unreadable", f"{name}: {message}")
    if not content.startswith(_ZIP):
        raise WorkbookError("unreadable", f"{name}: the file is no .xlsx workbook")
    # The list of all entries is read whole, before anything in it can be counted.
    end = content.rfind(_END)
    if end >= 0 and int.from_bytes(content[end + 12 : end + 16], "little") > limits.parts * _MOST_ENTRY:
        raise _too_many(name, limits)


def _too_many(name: str, limits: Limits) -> WorkbookError:
    return WorkbookError("too_large", f"{name}: the file has more than {limits.parts:,} parts")


def _checked(archive: ZipFile, name: str, limits: Limits) -> Iterator[ZipInfo]:
    entries = archive.infolist()
    if len(entries) > limits.parts:
        raise _too_many(name, limits)
    seen: set[str] = set()
    for info in entries:
        shown = ascii(info.orig_filename[:_MOST_NAME])[1:-1]
        if why := _refused(info, seen):
            raise WorkbookError("unsafe", f"{name}: the part `{shown}` {why}")
        seen.add(info.filename.casefold())
        if not info.is_dir():
            yield info


def _refused(info: ZipInfo, seen: set[str]) -> str:
    written = info.orig_filename
    if _BAD_NAME.search(written) or ".." in written.split("/") or len(written) > _MOST_NAME:
        return "has a name that leads out of the file"
    if info.filename.casefold() in seen:
        return "is there twice"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link"
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return "is packed in a way that workbooks are not"
    if info.is_dir() and info.file_size:
        return "is a folder with content"
    return ""


def _read(archive: ZipFile, info: ZipInfo, name: str, most: int, limits: Limits) -> bytes:
    def refused(what: str) -> WorkbookError:
        return WorkbookError("too_large", f"{name}: the part `{info.filename}` {what}")

    swollen = refused(f"unpacks to more than {limits.ratio} times its size")
    if info.file_size > most:
        raise refused(f"is too large, or all parts together are ({most:,} bytes are left)")
    packed = max(1, info.compress_size)
    if info.file_size > _LARGE and info.file_size // packed > limits.ratio:
        raise swollen
    # What the list says of the size may be a lie.
    with archive.open(info) as stream:
        data = stream.read(most + 1)
    if len(data) > most or (len(data) > _LARGE and len(data) // packed > limits.ratio):
        raise swollen
    return data
