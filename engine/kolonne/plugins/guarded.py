"""Readers and writers of plugins, held to their promises: what goes wrong in them is told with the plugin's name.

Of an exception only its kind and its line of code are told: its text may hold a value of the data.
"""

import hashlib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kolonne.contract import KolonneError, Reader, SourceError, Tick, Wanted, Workbook, Writer, WriterError, WrittenFile
from kolonne.registry import PluginInfo

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(slots=True)
class GuardedReader:
    """A plugin's reader; raises `SourceError` naming the plugin for whatever it does wrong."""

    plugin: PluginInfo
    reader: Reader
    suffixes: tuple[str, ...]

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch"]:
        import pyarrow as pa

        try:
            for batch in self.reader.read(path, wanted, batch_rows):
                if not isinstance(batch, pa.RecordBatch):
                    kind = type(batch).__name__
                    raise SourceError(f"{self.plugin}: its reader gave a {kind}; a RecordBatch is needed", path=path)
                yield batch
        except KolonneError:
            raise
        except Exception as error:
            raise SourceError(f"{self.plugin}: its reader {raised(error)}", path=path) from error

    def count(self, path: Path) -> int | None:
        try:
            found = self.reader.count(path)
        except KolonneError:
            raise
        except Exception as error:
            raise SourceError(f"{self.plugin}: its reader {raised(error)}", path=path) from error
        return found if isinstance(found, int) else None


@dataclass(slots=True)
class GuardedWriter:
    """A plugin's writer; raises `WriterError` naming the plugin for whatever it does wrong."""

    plugin: PluginInfo
    writer: Writer
    format: str

    def suffix(self, workbook: Workbook) -> str:
        try:
            found: object = self.writer.suffix(workbook)
        except Exception as error:
            raise WriterError(f"{self.plugin}: its writer {raised(error)}") from error
        if not isinstance(found, str) or not found.startswith(".") or "/" in found:
            raise WriterError(f"{self.plugin}: its writer ends names with {found!r}; a text such as `.xlsx` is needed")
        return found

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        stopped: list[BaseException] = []

        def told(rows: int) -> None:
            try:
                tick(rows)
            except BaseException as error:
                stopped.append(error)
                raise

        try:
            written = self.writer.write(workbook, destination, told)
        except WriterError:
            raise
        except Exception as error:
            # A cancellation goes through, whatever the plugin made of it.
            if stopped:
                raise stopped[0] from None
            raise WriterError(f"{self.plugin}: its writer {raised(error)}") from error
        if stopped:
            raise stopped[0]
        return self._checked(written, destination)

    def _checked(self, written: object, destination: Path) -> WrittenFile:
        """The file as it is, not as the plugin says it is: what the manifest tells must be true."""
        if not isinstance(written, WrittenFile) or written.path != destination or not destination.is_file():
            raise WriterError(f"{self.plugin}: its writer made no file `{destination.name}`")
        with destination.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return WrittenFile(destination, written.mime_type, sha256, destination.stat().st_size, tuple(written.notices))


def raised(error: BaseException) -> str:
    """`raised ValueError (reader.py:12)`: the innermost line of whatever code it was."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"raised {type(error).__name__}{place}"
