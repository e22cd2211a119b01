"""Plugins in real exports."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from integration.house import STEM, House, record
from kolonne.contract import ExportErrorCode, ExportFailure, ReportingPeriod, Tick, Wanted, Workbook, WrittenFile
from unit.plugins.toys import Asking, LinesReader, PlainWriter, Reading, Serving, Shouting, Writing, shout


def _shouted(document: dict[str, Any]) -> None:
    document["sheets"]["visits"]["columns"]["id"]["value"] = "shout(id)"


def test_an_operation_of_a_plugin_makes_cells(house: House) -> None:
    """A plain Python function stands in a column, and the manifest names its plugin."""
    house.document(_shouted)
    house.records([record(1, id="abc")])
    house.succeed(house.orchestrator(plugins=[Shouting("demo")]))
    assert b"ABC;2025-05-01;60" in (house.out / f"{STEM}.csv").read_bytes()
    assert house.manifest()["plugins"] == {"acme": "1.2"}


def test_an_operation_that_raises_blanks_its_cell_and_is_told(house: House) -> None:
    """A function that cannot do with a value fails for that row only."""

    def picky(text: str) -> str:
        if text == "bad":
            raise ValueError(text)
        return text

    toy = Shouting("demo")
    toy.operation = shout(picky)
    house.document(_shouted)
    house.records([record(1, id="good"), record(2, id="bad")])
    result = house.succeed(house.orchestrator(plugins=[toy]))
    assert [report.affected_row_indices for report in result.partial_failures] == [(1,)]
    assert result.counts.exported == 2


def test_an_operation_of_another_organisation_is_not_there(house: House) -> None:
    """A document cannot use what serves somebody else."""
    house.document(_shouted)
    result = house.fail(house.orchestrator(plugins=[Shouting("other")]))
    assert result.error_code is ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE
    assert "`shout`" in result.message


def test_wrong_settings_are_no_mapping(house: House) -> None:
    """Settings that the plugin does not take stop the export before anything is read."""
    house.organisation(plugins={"acme": {"volume": "loud"}})
    result = house.fail(house.orchestrator(plugins=[Asking("demo")]))
    assert result.error_code is ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE
    assert "organisation.json:1:" in result.message
    assert 'wrong_type: found `"loud"`; a whole number is needed' in result.message


def test_a_plugin_that_cannot_be_used_is_told_and_done_without(house: House) -> None:
    """A plugin that cannot say whom it serves stops nobody's export; the result says that it was not there."""
    toy = Serving()
    toy.organisations = "demo"  # type: ignore[assignment]
    result = house.succeed(house.orchestrator(plugins=[toy]))
    (report,) = result.partial_failures
    assert report.sub_service_name == "plugin `acme` 1.2: registration"
    assert "`kolonne_organisations` gave 'demo'" in report.failure_reason
    assert not report.is_fatal


def test_a_plugin_that_cannot_be_used_but_has_settings_fails_on_record(house: House) -> None:
    """Whoever sets a plugin up means to use it: without it there is no export, and the record says why."""
    toy = Serving()
    toy.organisations = "demo"  # type: ignore[assignment]
    house.organisation(plugins={"acme": {"volume": 1}})
    result = house.fail(house.orchestrator(plugins=[toy]))
    assert result.error_code is ExportErrorCode.PLUGIN_FAILED
    assert result.message.startswith("plugin `acme` 1.2: ")
    assert house.newest().end.message == result.message


def _lines(house: House) -> Path:
    path = house.folder / "visits.lines"
    path.write_text("a\nb\nc\n")
    return path


def test_a_reader_of_a_plugin_reads(house: House) -> None:
    """A kind of file that the engine does not know is read by who does."""
    result = house.succeed(house.orchestrator(_lines(house), plugins=[Reading("demo")]))
    assert (result.counts.read, result.counts.exported) == (3, 3)


def test_a_reader_serves_its_organisations_only(house: House) -> None:
    """The same file cannot be read for an organisation that the plugin does not serve."""
    result = house.fail(house.orchestrator(_lines(house), plugins=[Reading("other")]))
    assert result.error_code is ExportErrorCode.SOURCE_UNREADABLE


class _RaisingReader(LinesReader):
    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[pa.RecordBatch]:
        yield from super().read(path, wanted, batch_rows)
        raise ValueError("canary")


class _WrongReader(LinesReader):
    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[Any]:
        yield [*super().read(path, wanted, batch_rows)]


class _PausingReader(LinesReader):
    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[Any]:
        for batch in super().read(path, wanted, batch_rows):
            yield from (batch, None, batch)


class _DoubledReader(LinesReader):
    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[Any]:
        for batch in super().read(path, wanted, batch_rows):
            yield pa.RecordBatch.from_arrays([batch["id"], batch["id"]], names=["id", "id"])


class _EmptyReader(LinesReader):
    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[Any]:
        (batch,) = super().read(path, wanted, batch_rows)
        while True:
            yield batch.slice(0, 0)


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        (_PausingReader(), "plugin `acme` 1.2: reader of `.lines`: gave a NoneType; a RecordBatch is needed"),
        (
            _DoubledReader(),
            "plugin `acme` 1.2: reader of `.lines`: gave a batch in which two columns have the same name",
        ),
        (_EmptyReader(), "plugin `acme` 1.2: reader of `.lines`: gave no record for 1 seconds"),
        (_RaisingReader(), "plugin `acme` 1.2: reader of `.lines`: raised ValueError (test_plugins.py:"),
        (_WrongReader(), "plugin `acme` 1.2: reader of `.lines`: gave a list; a RecordBatch is needed"),
    ],
)
def test_a_reader_that_breaks_its_promise_is_named(house: House, reader: LinesReader, message: str) -> None:
    """What a plugin's reader does wrong is told with its name and line, and without the text of the error."""
    toy = Reading("demo")
    toy.reader = reader
    result = house.fail(house.orchestrator(_lines(house), plugins=[toy], plugin_seconds=1))
    assert result.error_code is ExportErrorCode.SOURCE_UNREADABLE
    assert message in result.message
    assert "canary" not in result.message


def test_a_writer_of_a_plugin_writes(house: House) -> None:
    """The file is the plugin's, and the manifest tells size and digest as they are, not as the plugin says."""
    result = house.succeed(house.orchestrator(plugins=[Writing("demo")]))
    assert result.download_artifact.file_name == f"{STEM}.txt"
    assert (house.out / f"{STEM}.txt").read_text() == "A0"
    (file,) = house.manifest(f"{STEM}.txt")["files"]
    assert (file["size"], len(file["sha256"])) == (2, 64)


class _RaisingWriter(PlainWriter):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        super().write(workbook, destination, tick)
        raise ValueError("canary")


class _AbsentWriter(PlainWriter):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        tick(len(workbook.sheets))
        return WrittenFile(destination, "text/plain", "", 0)


class _TalkingWriter(PlainWriter):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        return replace(super().write(workbook, destination, tick), notices=None)  # type: ignore[arg-type]


class _NamelessWriter(PlainWriter):
    def suffix(self, workbook: Workbook) -> str:
        return "/../" if workbook.sheets else ""


@pytest.mark.parametrize(
    ("writer", "message"),
    [
        (_RaisingWriter(), "plugin `acme` 1.2: writer of `csv`: raised ValueError (test_plugins.py:"),
        (_AbsentWriter(), f"plugin `acme` 1.2: writer of `csv`: made no file `{STEM}.txt`"),
        (
            _NamelessWriter(),
            "plugin `acme` 1.2: writer of `csv`: ends names with '/../'; a text such as `.xlsx` is needed",
        ),
    ],
)
def test_a_writer_that_breaks_its_promise_is_named(house: House, writer: PlainWriter, message: str) -> None:
    """What a plugin's writer does wrong fails the generation with its name."""
    toy = Writing("demo")
    toy.writer = writer
    result = house.fail(house.orchestrator(plugins=[toy]))
    assert result.error_code is ExportErrorCode.FILE_GENERATION_FAILED
    assert result.message.startswith(message)
    assert "canary" not in result.message


def test_one_organisations_broken_reader_does_not_touch_another(house: House) -> None:
    """An export does not even ask the plugins of somebody else for their readers."""
    toy = Reading("other")
    toy.reader = 5
    result = house.export(house.orchestrator(plugins=[toy]), reporting_period=ReportingPeriod.month(2025, 5))
    assert not isinstance(result, ExportFailure)
