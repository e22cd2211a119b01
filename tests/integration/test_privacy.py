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
