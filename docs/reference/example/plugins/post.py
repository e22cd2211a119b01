"""An example of a plugin at the ends of an export: where records come from, where files go, and who is told."""
# ruff: noqa: INP001 - a module that a test hands over

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from kolonne.hookspecs import (
    ExportNotice,
    Notifier,
    Reader,
    SourceError,
    Store,
    StoreError,
    StoreKind,
    Wanted,
    hookimpl,
)


@hookimpl
def kolonne_organisations() -> Sequence[str]:
    """The organisation of the reference's example."""
    return ("demo",)


@hookimpl
def kolonne_readers() -> Sequence[Reader]:
    """Files that end with `.words`."""
    return (WordsReader(),)


class WordsReader:
    """Reads a record a line: the values of the wanted columns in order, with blanks between them."""

    suffixes: tuple[str, ...] = (".words",)

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[pa.RecordBatch]:
        """Lines become batches as they are read, so that a large file needs no more memory than a small one."""
        batch: list[dict[str, str]] = []
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                cells = line.split()
                if len(cells) > len(wanted.columns):
                    raise SourceError(f"more than {len(wanted.columns)} words", path=path, line=number)
                batch.append(dict(zip(wanted.columns, cells, strict=False)))
                if len(batch) == batch_rows:
                    yield pa.RecordBatch.from_pylist(batch)
                    batch = []
        if batch:
            yield pa.RecordBatch.from_pylist(batch)

    def count(self, path: Path) -> int | None:  # noqa: ARG002 - the protocol's
        """Not without reading all of it."""
        return None


@hookimpl
def kolonne_stores() -> Sequence[StoreKind]:
    """Addresses that begin with `post://`."""
    return (PostStoreKind(),)


class PostStoreKind:
    """Opens `post://box`: a folder `box` beside the program."""

    scheme = "post"
    title = "letter box"

    def open(self, address: str) -> Store:
        """Nothing is made before the first file comes."""
        box = Path(address.partition("://")[2])
        if box.is_absolute() or ".." in box.parts:
            raise StoreError(f"found the address `{address}`; a box is written `post://name`")
        return PostStore(box)


class PostStore:
    """Keeps files in a box."""

    def __init__(self, box: Path) -> None:
        self._box = box

    def put(self, file: Path, name: str) -> str:
        """A file has its name only when all of it is there."""
        self._box.mkdir(parents=True, exist_ok=True)
        part = self._box / f".{name}.part"
        part.write_bytes(file.read_bytes())
        part.replace(self._box / name)
        return f"post://{self._box}/{name}"

    def remove(self, name: str) -> None:
        """Harmless when there is none."""
        (self._box / name).unlink(missing_ok=True)


@hookimpl
def kolonne_notifiers() -> Sequence[Notifier]:
    """Whoever reads the logbook."""
    return (LogbookNotifier(),)


class LogbookNotifier:
    """Writes a line into a logbook for each export."""

    name = "logbook"

    def notify(self, notice: ExportNotice) -> None:
        """A notice holds no value of the data."""
        how = notice.error_code or f"made {notice.file_name}"
        with Path("logbook.txt").open("a", encoding="utf-8") as logbook:
            logbook.write(f"{notice.org_id} {notice.document} {notice.period}: {how}\n")
