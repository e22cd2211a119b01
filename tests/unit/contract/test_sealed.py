import os
import subprocess
import sys
from pathlib import Path

import pytest

import kolonne

HEAD = """
from typing import assert_never

from kolonne import DownloadArtifact, ExportFailure, ExportResult, ExportSuccess


def told(result: ExportResult) -> str:
    match result:
        case ExportSuccess(download_artifact=artifact):
            return artifact.file_name
"""
BOTH = """
        case ExportFailure(error_code=code, message=message):
            return f"{code}: {message}"
"""
TAIL = """
        case _:
            assert_never(result)
"""
RENAMED = """

def renamed(artifact: DownloadArtifact) -> None:
    artifact.file_name = "other.xlsx"
"""
SNIPPETS = {"both": HEAD + BOTH + TAIL, "forgets": HEAD + TAIL, "writes": HEAD + BOTH + TAIL + RENAMED}


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What strict mypy says of the snippets, as a caller of the package sees it."""
    folder = tmp_path_factory.mktemp("callers")
    for name, text in SNIPPETS.items():
        (folder / f"{name}.py").write_text(text)
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--config-file=", "."]
    source = Path(kolonne.__file__).parent.parent
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "MYPYPATH": str(source)}, capture_output=True, text=True
    )
    assert not done.stderr
    return [line for line in done.stdout.splitlines() if ": error: " in line]


def _of(complaints: list[str], name: str) -> list[str]:
    return [line for line in complaints if line.startswith(f"{name}.py:")]


def test_handling_both_ends_is_complete(complaints: list[str]) -> None:
    """The type checker knows that a result is a success or a failure and nothing else."""
    assert _of(complaints, "both") == []


def test_forgetting_one_end_is_an_error(complaints: list[str]) -> None:
    """Who forgets a branch is told which, before anything runs."""
    (complaint,) = _of(complaints, "forgets")
    assert "ExportFailure" in complaint
    assert "[arg-type]" in complaint


def test_an_artifact_is_read_only(complaints: list[str]) -> None:
    """The type checker lets nobody rename an artifact."""
    (complaint,) = _of(complaints, "writes")
    assert 'Cannot assign to final attribute "file_name"' in complaint
