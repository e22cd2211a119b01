"""Marked values in private fields are found where they were released, and nowhere else."""

import asyncio
import logging
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from integration.house import STEM, House, record
from kolonne.contract import ExportFormat, ExportSuccess

_NAME, _DIAGNOSIS = "canary-name", "canary-diagnosis"


def _marked(house: House) -> None:
    """Records with marked private values, which fail or are left out in every way there is."""

    def strain(document: dict[str, Any]) -> None:
        fields = document["inputs"]["visits"]["fields"]
        fields["phone"] = {"type": "integer", "sensitivity": "personal", "from": "name"}
        fields["since"] = {"type": "date", "sensitivity": "health", "from": "diagnosis"}
        document["sheets"]["visits"]["columns"]["name"]["required"] = True

    house.document(strain)
    cells = {"name": _NAME, "diagnosis": _DIAGNOSIS}
    bad: tuple[dict[str, object], ...] = ({}, {"minutes": 1}, {"minutes": 5000}, {"day": "x"}, {"day": "2024-01-01"})
    house.records([record(at, **{**cells, **change}) for at, change in enumerate(bad)])


def _hits(data: bytes) -> tuple[bool, bool]:
    return _NAME.encode() in data, _DIAGNOSIS.encode() in data


@pytest.mark.parametrize("export_format", list(ExportFormat))
def test_private_values_are_only_where_they_were_released(
    house: House, export_format: ExportFormat, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Names stand in the released column, diagnoses nowhere; logs, records, progress, messages and lists have neither."""
    caplog.set_level(logging.DEBUG)
    _marked(house)
    told: list[object] = []

    async def run() -> None:
        async for event in house.orchestrator().events(house.request(export_format=export_format)):
            told.append(event)  # noqa: PERF401

    asyncio.run(run())
    result = told[-1]
    assert isinstance(result, ExportSuccess)
    assert len(result.partial_failures) > 4
    report = house.out / f"{STEM}.{export_format}"
    assert _hits(plain(report)) == (True, False)
    beside = [path for path in house.out.iterdir() if path != report]
    assert [_hits(path.read_bytes()) for path in beside] == [(False, False)] * 3
    assert _hits(house.audit.read_bytes()) == (False, False)
    assert _hits(repr(told).encode()) == (False, False)
    assert _hits((caplog.text + "".join(capfd.readouterr())).encode()) == (False, False)
    result.download_artifact.clear()
    assert house.private() == []


def plain(path: Path) -> bytes:
    """All of a file; of a package, its parts unpacked."""
    if path.suffix not in {".xlsx", ".zip"}:
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_a_rejection_tells_no_private_value(house: House) -> None:
    """The message of an export that a fatal rule stopped names the record and not what is in it."""
    house.records([record(1, minutes=666, name=_NAME, diagnosis=_DIAGNOSIS)])
    result = house.fail()
    assert _hits(repr(result).encode()) == (False, False)
    with sqlite3.connect(house.audit) as database:
        assert _hits("".join(database.iterdump()).encode()) == (False, False)
    database.close()


def test_a_reason_about_health_names_no_key(house: House) -> None:
    """Who is left out or told of because of an illness is told by the record's number, without the key others know."""

    def change(content: dict[str, Any]) -> None:
        content["rows"]["keep"]["well"] = {"when": "diagnosis != 'ill'", "otherwise": "kan ikke være med"}
        content["rules"]["fit"] = {"check": "diagnosis != 'tired'", "severity": "warning", "message": "se på denne"}

    house.document(change)
    house.records([record(1), record(2, diagnosis="ill"), record(3, diagnosis="tired"), record(4, minutes=1)])
    house.succeed()
    left_out = (house.out / f"{STEM}.csv.left-out.csv").read_text(encoding="utf-8-sig").splitlines()
    failures = (house.out / f"{STEM}.csv.failures.csv").read_text(encoding="utf-8-sig").splitlines()
    assert left_out[1:] == ["2;;well;kan ikke være med", "4;A4;long;for kort"]
    assert failures[1].startswith("3;;rules.fit;fit;warning;se på denne")


def test_a_line_that_is_told_of_is_named(house: House) -> None:
    """A failure of a grouped line, which has no number, begins with the keys of the line."""

    def change(content: dict[str, Any]) -> None:
        columns = {"share": {"header": "Andel", "value": "count() // sum(minutes - 60)"}}
        content["sheets"]["days"] = {"title": "Dager", "group": ["day"], "columns": columns}

    house.document(change)
    (told,) = house.succeed().partial_failures
    assert (told.affected_row_indices, told.failure_reason) == ((), "01.05.2025: share: deling på null")
