"""Overheard: what went into the files of an export, and whom it told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kolonne.contract import ExportNotice, Sheet, Tick, Workbook, Writer, WrittenFile
from kolonne.documents import DocumentFile
from kolonne.plugins import Plugins
from kolonne.registry import Registry
from kolonne.testing.exported import Rows
from kolonne.testing.recording_notifier import RecordingNotifier


class Overheard(Plugins):
    """Plugins whose writers are listened to. Called, it gives itself, as an orchestrator asks for plugins."""

    def __init__(self, plugins: Plugins) -> None:
        self._plugins = plugins
        self.all = plugins.all
        self.sheets: dict[str, Rows] = {}
        self.appendices: dict[str, Rows] = {}
        self._notifier = RecordingNotifier("the test")

    def __call__(self) -> Plugins:
        return self

    @property
    def notices(self) -> list[ExportNotice]:
        """What notifiers were told."""
        return self._notifier.notices

    def registry(
        self, org_id: str, settings: Mapping[str, Any] | None = None, file: DocumentFile | None = None
    ) -> Registry:
        """The organisation's registry, with writers that are listened to."""
        found = self._plugins.registry(org_id, settings or {}, file)
        writers = {name: _Listening(writer, self) for name, writer in found.writers.items()}
        return replace(found, writers=writers, notifiers=(*found.notifiers, self._notifier))


@dataclass(slots=True)
class _Listening:
    """A writer that tells what it was given."""

    writer: Writer
    heard: Overheard
    format: str = ""
    title: str = ""
    mime_type: str = ""

    def __post_init__(self) -> None:
        self.format, self.title, self.mime_type = self.writer.format, self.writer.title, self.writer.mime_type

    def suffix(self, workbook: Workbook) -> str:
        return self.writer.suffix(workbook)

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        # Complete lists beside the report are written by a writer too, as the only sheet of a workbook of their own.
        names = {sheet.name for sheet in workbook.sheets}
        if not names <= {"failures", "left_out"}:
            self.heard.sheets = {sheet.name: rows_of(sheet) for sheet in workbook.sheets}
            self.heard.appendices = {sheet.name: rows_of(sheet) for sheet in workbook.appendices}
        return self.writer.write(workbook, destination, tick)


def rows_of(sheet: Sheet) -> Rows:
    """The rows of a sheet, as plain values."""
    return [row for frame in sheet.frames() for row in frame.iter_rows(named=True)]
