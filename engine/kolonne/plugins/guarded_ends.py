"""Readers, writers, stores and notifiers of plugins, called through a guard and held to their promises."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from kolonne.contract import (
    ExportNotice,
    KolonneError,
    Notifier,
    PluginError,
    PluginFaultError,
    Reader,
    SourceError,
    Store,
    StoreError,
    StoreKind,
    Tick,
    Wanted,
    Workbook,
    Writer,
    WriterError,
    WrittenFile,
)
from kolonne.contract.quick import dataclass
from kolonne.plugins.guard import Guard
from kolonne.plugins.lane import Call

if TYPE_CHECKING:
    import pyarrow as pa


def _refused(guard: Guard, error: PluginFaultError) -> KolonneError | None:
    """Note what went wrong; gives the error that the plugin raised on purpose, if it is one of those that callers know."""
    own = error.__cause__ if isinstance(error.__cause__, SourceError | WriterError | StoreError) else None
    guard.refuse(error.place, " ".join(str(own).split()) if own is not None else error.what)
    return own


def _next(batches: Iterator[object]) -> "pa.RecordBatch | None":
    """The next batch, if it is one that can be worked with; None at the end."""
    import polars as pl
    import pyarrow as pa

    try:
        batch = next(batches)
    except StopIteration:
        return None
    if not isinstance(batch, pa.RecordBatch):
        raise PluginError(f"gave a {type(batch).__name__}; a RecordBatch is needed")
    if len(set(batch.schema.names)) < batch.num_columns:
        raise PluginError("gave a batch in which two columns have the same name")
    batch.validate(full=True)
    # Whatever cannot be worked with is told here, where it can be told whose it is.
    pl.from_arrow(batch)
    return batch


@dataclass(slots=True)
class GuardedReader:
    """A plugin's reader; raises `SourceError` naming the plugin for whatever it does wrong."""

    guard: Guard
    reader: Reader
    suffixes: tuple[str, ...]

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch"]:
        place = f"reader of `{self.suffixes[0]}`"
        try:
            batches = self.guard.call(place, lambda: iter(self.reader.read(path, wanted, batch_rows)))
        except PluginFaultError as error:
            raise self._refused(error, path) from error
        try:
            last_row = monotonic()
            while (batch := self.guard.call(place, _next, batches)) is not None:
                # At least once, so that who waits for records can be told to wait no longer.
                for at in range(0, max(batch.num_rows, 1), batch_rows):
                    yield batch.slice(at, batch_rows)
                last_row = monotonic() if batch.num_rows else last_row
                if monotonic() - last_row > self.guard.seconds:
                    raise PluginFaultError(self.guard.who, place, f"gave no record for {self.guard.seconds:g} seconds")
        except PluginFaultError as error:
            raise self._refused(error, path) from error
        finally:
            self._close(place, batches)

    def _close(self, place: str, batches: object) -> None:
        """End what reads, where it ran, and not wherever the last one who holds it lets go of it."""
        if (close := getattr(batches, "close", None)) is not None:
            try:
                self.guard.call(place, close)
            except PluginFaultError as error:
                self.guard.incidents.tell(self.guard.who, place, error.what)

    def count(self, path: Path) -> int | None:
        place = f"reader of `{self.suffixes[0]}`"
        try:
            found = self.guard.call(place, self.reader.count, path)
        except PluginFaultError as error:
            raise self._refused(error, path) from error
        return found if type(found) is int and found >= 0 else None

    def _refused(self, error: PluginFaultError, path: Path) -> KolonneError:
        return _refused(self.guard, error) or SourceError(str(error), path=path)


@dataclass(slots=True)
class GuardedWriter:
    """A plugin's writer; raises `WriterError` naming the plugin for whatever it does wrong."""

    guard: Guard
    writer: Writer
    format: str
    title: str
    mime_type: str

    def suffix(self, workbook: Workbook) -> str:
        place = f"writer of `{self.format}`"
        try:
            found: object = self.guard.call(place, self.writer.suffix, workbook)
            if not isinstance(found, str) or not found.startswith(".") or "/" in found:
                raise self.guard.refuse(place, f"ends names with {found!r}; a text such as `.xlsx` is needed")
        except PluginFaultError as error:
            raise self._refused(error) from error
        return found

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        place = f"writer of `{self.format}`"
        stopped: list[BaseException] = []

        def told(rows: int) -> None:
            if stopped:
                # Who goes on after having been told to stop gives no sign of life by it.
                raise stopped[0]
            try:
                tick(rows)
            except BaseException as error:
                stopped.append(error)
                raise
            call.sign()

        call = Call(lambda: self.writer.write(workbook, destination, told))
        try:
            written = self.guard.watched(place, call)
            if stopped:
                raise stopped[0]
            return self._checked(place, written, destination)
        except PluginFaultError as error:
            # A cancellation goes through, whatever the plugin made of it.
            if stopped:
                raise stopped[0] from None
            raise self._refused(error) from error

    def _checked(self, place: str, written: object, destination: Path) -> WrittenFile:
        """The file as it is, not as the plugin says it is: what the manifest tells must be true."""
        if not isinstance(written, WrittenFile) or written.path != destination or not destination.is_file():
            raise self.guard.refuse(place, f"made no file `{destination.name}`")
        told: object = written.notices
        if isinstance(told, str) or not isinstance(told, Iterable):
            raise self.guard.refuse(place, "gave notices that are no list of texts")
        with destination.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        notices = tuple(str(notice) for notice in told)
        return WrittenFile(
            destination, str(written.mime_type) or self.mime_type, sha256, destination.stat().st_size, notices
        )

    def _refused(self, error: PluginFaultError) -> KolonneError:
        return _refused(self.guard, error) or WriterError(str(error))


@dataclass(slots=True)
class GuardedStoreKind:
    """A plugin's kind of store; raises `StoreError` naming the plugin for whatever it does wrong."""

    guard: Guard
    kind: StoreKind
    scheme: str
    title: str

    def open(self, address: str) -> Store:
        place = f"store `{self.scheme}`"
        try:
            found = self.guard.call(place, self.kind.open, address)
            if not all(callable(getattr(found, member, None)) for member in ("put", "remove")):
                raise self.guard.refuse(
                    place, f"opened a {type(found).__name__}; a store with `put` and `remove` is needed"
                )
        except PluginFaultError as error:
            raise _store_refused(self.guard, error) from error
        return GuardedStore(self.guard, found, place)


@dataclass(slots=True)
class GuardedStore:
    """A store that a plugin opened."""

    guard: Guard
    store: Store
    place: str

    def put(self, file: Path, name: str) -> str:
        try:
            return str(self.guard.call(self.place, self.store.put, file, name))
        except PluginFaultError as error:
            raise _store_refused(self.guard, error) from error

    def remove(self, name: str) -> None:
        try:
            self.guard.call(self.place, self.store.remove, name)
        except PluginFaultError as error:
            raise _store_refused(self.guard, error) from error


def _store_refused(guard: Guard, error: PluginFaultError) -> KolonneError:
    return _refused(guard, error) or StoreError(str(error))


@dataclass(slots=True)
class GuardedNotifier:
    """A plugin's notifier. What it does wrong is noted, and raised by nobody: the export has ended as it has."""

    guard: Guard
    notifier: Notifier
    name: str

    def notify(self, notice: ExportNotice) -> None:
        place = f"notifier `{self.name}`"
        try:
            self.guard.call(place, self.notifier.notify, notice)
        except PluginFaultError as error:
            self.guard.incidents.tell(self.guard.who, place, error.what)
