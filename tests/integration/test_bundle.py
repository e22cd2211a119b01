"""The bundle: names, digests, complete lists, the same bytes, and what an earlier export left."""

import csv
import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from integration.house import STEM, House, record
from kolonne.contract import MOST_REPORTS, ExportFailure, ReportingPeriod, StoreError
from kolonne.stores import FolderStore

_TESTS = str(Path(__file__).parents[1])
_MIXED = [
    record(0),
    record(1, minutes=5),
    record(2, minutes=5000),
    record(3, day="2024-05-01"),
    record(4, minutes=77),
    record(5, day="ikke en dato"),
    record(6, id=""),
]


def reconciles(counts: Mapping[str, Any]) -> bool:
    """Whether counts as JSON account for every row."""
    out = sum(counts["left_out"].values()) + sum(counts["failed"].values())
    return bool(counts["read"] + counts["exploded"] == counts["exported"] + out)


def lines(path: Path) -> list[dict[str, str]]:
    """The rows of a stored list."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_every_row_is_counted_once_and_everywhere_alike(house: House) -> None:
    """Result, audit record and manifest tell the same counts, and they account for every row."""
    house.records(_MIXED)
    result = house.succeed()
    counts = result.counts.as_json()
    assert counts == house.manifest()["counts"] == house.newest().end.counts
    assert counts["read"] == len(_MIXED)
    assert reconciles(counts)
    assert counts["exported"] == 2
    assert len(lines(house.out / f"{STEM}.csv")) == 2


def test_rows_that_one_record_makes_are_counted(house: House) -> None:
    """A record that becomes three rows adds two."""

    def explode(document: dict[str, Any]) -> None:
        document["rows"].update(each={"that_day": "days(day, date(2025, 5, 3))"}, in_period="that_day")

    house.document(explode)
    result = house.succeed()
    assert (result.counts.read, result.counts.exploded, result.counts.exported) == (3, 6, 9)
    assert reconciles(house.manifest()["counts"])


def test_a_result_carries_a_thousand_failures_and_the_list_carries_all(house: House) -> None:
    """Of 2,500 failures the result tells 999 and exact totals of the rest, and the complete list has every one."""
    bad = [record(at, minutes=5000 if at % 2 else 77) for at in range(2500)]
    house.records([*bad, record(2500)])
    result = house.succeed()
    *shown, summary = result.partial_failures
    name = f"{STEM}.csv.failures.csv"
    assert len(result.partial_failures) == MOST_REPORTS
    assert [report.affected_row_indices for report in shown] == [(at,) for at in range(999)]
    assert summary.failure_reason == (
        f"1501 more failures (rules.round: 750, rules.sane: 751), 2500 in all; the complete list is {name}"
    )
    listed = lines(house.out / name)
    assert [line["Post nr."] for line in listed] == [str(at + 1) for at in range(2500)]
    assert reconciles(result.counts.as_json())


def test_the_manifest_names_every_file_as_it_is(house: House) -> None:
    """Each stored file but the manifest itself stands in it, with its size and digest."""
    house.records(_MIXED)
    house.succeed()
    manifest = house.manifest()
    told = {file["name"]: (file["size"], file["sha256"]) for file in manifest["files"]}
    there = {
        path.name: (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in house.out.iterdir()
        if not path.name.endswith(".manifest.json")
    }
    assert told == there
    assert sorted(told) == [f"{STEM}.csv", f"{STEM}.csv.failures.csv", f"{STEM}.csv.left-out.csv"]
    assert manifest["period"]["name"] == "2025"


def test_lists_of_an_earlier_export_do_not_stay(house: House) -> None:
    """Lists that a later export of the same report does not have are removed, and those it has are replaced."""
    house.records(_MIXED)
    house.succeed()
    house.records([record(0), record(1, minutes=5)])
    house.succeed()
    assert house.kept() == [f"{STEM}.csv", f"{STEM}.csv.left-out.csv", f"{STEM}.csv.manifest.json"]
    assert len(lines(house.out / f"{STEM}.csv.left-out.csv")) == 1
    house.records(_MIXED)
    house.succeed()
    assert len(lines(house.out / f"{STEM}.csv.failures.csv")) == 4


def test_two_formats_of_a_report_do_not_touch_each_other(house: House) -> None:
    """A workbook keeps its own lists and manifest when the same report is exported as text in another language."""
    house.records(_MIXED)
    house.succeed(export_format="xlsx", locale="nb")
    before = {path.name: path.read_bytes() for path in house.out.iterdir()}
    house.succeed(export_format="csv", locale="en")
    after = {path.name: path.read_bytes() for path in house.out.iterdir()}
    assert before.items() <= after.items()
    assert len(after) == 2 * len(before)


class _FullAfter(FolderStore):
    """A store that takes only so many files."""

    def __init__(self, folder: Path, most: int) -> None:
        super().__init__(folder)
        self._left = most

    def put(self, file: Path, name: str) -> str:
        self._left -= 1
        if self._left < 0:
            raise StoreError(f"{name}: no space left")
        return super().put(file, name)


@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_a_bundle_that_cannot_be_stored_whole_is_not_stored(house: House, most: int) -> None:
    """Whichever file does not fit, none stays, and no manifest of an earlier export tells of files that are gone."""
    house.records(_MIXED)
    house.succeed()
    result = house.export(house.orchestrator(store=_FullAfter(house.out, most)))
    assert isinstance(result, ExportFailure)
    assert str(result.error_code) == "upload_failed"
    assert not (house.out / f"{STEM}.csv.manifest.json").exists()
    assert len(house.kept()) == 3 - most


_AGAIN = """
import asyncio, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from integration.house import House, record
house = House(Path(sys.argv[1]))
house.records([record(0), record(1, minutes=5), record(2, minutes=5000), record(3, minutes=77)])
for export_format in ("xlsx", "csv"):
    house.succeed(export_format=export_format)
"""


def test_the_same_export_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two processes with different hash seeds, time zones and folders make the same files, byte by byte."""
    made: list[dict[str, bytes]] = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", _AGAIN, str(folder), _TESTS],
            check=True,
            env={**_environment(), "PYTHONHASHSEED": seed, "TZ": zone},
        )
        made.append({path.name: path.read_bytes() for path in (folder / "out").iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) == 8


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


def test_nothing_in_the_bundle_depends_on_who_exports_when(house: House) -> None:
    """The audit ID is in no file of the bundle."""
    house.records(_MIXED)
    result = house.succeed()
    assert all(result.audit_id.encode() not in path.read_bytes() for path in house.out.iterdir())


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({}, "demo_report_2025.csv"),
        ({"export_format": "xlsx"}, "demo_report_2025.xlsx"),
        ({"reporting_period": ReportingPeriod.half(2025, 1)}, "demo_report_2025-H1.csv"),
        (
            {"reporting_period": ReportingPeriod.parse("2025-04-30/2025-05-02")},
            "demo_report_2025-04-30--2025-05-02.csv",
        ),
    ],
)
def test_names_tell_organisation_document_period_and_format(house: House, asked: dict[str, Any], name: str) -> None:
    """The file's name is made of what was asked for."""
    result = house.succeed(**asked)
    assert result.download_artifact.file_name == name
    assert house.kept() == [name, f"{name}.manifest.json"]


@pytest.mark.parametrize("name", ["funder.report", "demo.a.b-c_d", "demo." + "x" * 120])
def test_every_document_that_can_be_asked_for_can_be_stored(house: House, name: str) -> None:
    """IDs of documents with other owners, dots, or as long as they may be become names that a store takes."""
    house.document(lambda document: document.update(document=name))
    house.organisation(default_document=name)
    result = house.succeed()
    assert result.download_artifact.file_name.startswith("demo_")
    assert result.download_artifact.file_name.endswith("_2025.csv")
    assert len(house.kept()) == 2


def test_several_sheets_as_text_are_a_zip(house: House) -> None:
    """A document of two sheets gives a .zip with one .csv each, and its MIME type."""

    def add(document: dict[str, Any]) -> None:
        document["sheets"]["more"] = {"title": "Mer", "columns": {"id": {"header": "Id", "value": "id"}}}

    house.document(add)
    artifact = house.succeed().download_artifact
    assert (artifact.file_name, artifact.mime_type) == (f"{STEM}.zip", "application/zip")
    with zipfile.ZipFile(house.out / f"{STEM}.zip") as package:
        assert sorted(package.namelist()) == ["Besøk.csv", "Mer.csv"]


def test_mime_types_are_those_of_the_formats(house: House) -> None:
    """Artifacts and manifests say what kind of file it is."""
    kinds = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
    for export_format, mime_type in kinds.items():
        assert house.succeed(export_format=export_format).download_artifact.mime_type == mime_type
        assert house.manifest(f"{STEM}.{export_format}")["files"][0]["mime_type"] == mime_type


def test_the_manifest_is_the_last_file_that_appears(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are put in an order in which the manifest, once it is there, tells of nothing that is missing."""
    order: list[str] = []
    put = FolderStore.put

    def noted(store: FolderStore, file: Path, name: str) -> str:
        order.append(name)
        return put(store, file, name)

    monkeypatch.setattr(FolderStore, "put", noted)
    house.records(_MIXED)
    house.succeed()
    assert order[-1] == f"{STEM}.csv.manifest.json"
    assert json.loads((house.out / order[-1]).read_text(encoding="utf-8"))["counts"]["read"] == len(_MIXED)
