"""The fixtures of the kit. pytest loads this at every start, so that nothing heavy is imported before it is asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kolonne.testing import Exporter, MemoryAuditStore, MemoryStore, RecordingNotifier


@pytest.fixture
def kolonne_export(tmp_path: Path) -> "Exporter":
    """Makes whole exports of documents, records and plugins that stand in the test."""
    from kolonne.testing import Exporter

    return Exporter(tmp_path / "kolonne")


@pytest.fixture
def kolonne_store() -> "MemoryStore":
    """A store in memory."""
    from kolonne.testing import MemoryStore

    return MemoryStore()


@pytest.fixture
def kolonne_audit() -> "MemoryAuditStore":
    """A store of audit records in memory."""
    from kolonne.testing import MemoryAuditStore

    return MemoryAuditStore()


@pytest.fixture
def kolonne_notifier() -> "RecordingNotifier":
    """A notifier that remembers what it was told."""
    from kolonne.testing import RecordingNotifier

    return RecordingNotifier()
