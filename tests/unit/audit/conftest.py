import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kolonne.audit import SqliteAuditStore
from kolonne.contract import ExportFormat, ExportRequest, ReportingPeriod

_NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.sqlite"


@pytest.fixture
def store(path: Path) -> SqliteAuditStore:
    return SqliteAuditStore(path)


@pytest.fixture
def asked() -> ExportRequest:
    return ExportRequest("nhf", "kari@nhf.example", ReportingPeriod.year(2025), ExportFormat.XLSX)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody can reach; pytest's own are closed to others."""
    with TemporaryDirectory() as name:
        yield Path(name)
        Path(name).chmod(0o755)


@contextmanager
def _as_nobody() -> Iterator[None]:
    was = os.geteuid()
    if was == 0:  # root may write everywhere
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.fixture
def read_only(public_folder: Path) -> Iterator[Path]:
    """A folder with a database that holds one record, and neither may be written."""
    database = public_folder / "audit.sqlite"
    request = ExportRequest("hlf", "ola", ReportingPeriod.year(2025), ExportFormat.CSV)
    SqliteAuditStore(database).start(request, "2025", 60)
    database.chmod(0o444)
    public_folder.chmod(0o555)
    with _as_nobody():
        yield public_folder
