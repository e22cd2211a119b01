from collections.abc import Callable
from pathlib import Path

import pytest

from kolonne.contract import DownloadArtifact

BYTES = b"0123456789" * 1000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The private folder of a finished file."""
    folder = tmp_path / "private"
    folder.mkdir()
    (folder / "nhf-2025.xlsx").write_bytes(BYTES)
    return folder


@pytest.fixture
def whole() -> bytes:
    """What is in the file."""
    return BYTES


@pytest.fixture
def made(folder: Path) -> Callable[[], DownloadArtifact]:
    """Makes the artifact; a fixture's value would be kept alive until the test is over."""
    return lambda: DownloadArtifact(
        folder / "nhf-2025.xlsx", file_name="nhf-2025.xlsx", mime_type="application/x", sha256="ab" * 32
    )
