"""The wheel: what somebody gets who installs kolonne without the repository."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the working tree, without asking any package registry."""
    folder = tmp_path_factory.mktemp("wheel")
    build = f"import hatchling.build; print(hatchling.build.build_wheel({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=True, capture_output=True, text=True)
    return folder / done.stdout.split()[-1]


def test_the_wheel_carries_schemas_and_types(wheel: Path) -> None:
    """The wheel has the published schemas, the marker of typed packages, and nothing beside the package."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "kolonne/py.typed" in names
    schemas = {Path(name).name for name in names if name.startswith("kolonne/schemas/v1/")}
    assert schemas == {path.name for path in (ROOT / "schemas/v1").glob("*.json")}
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"kolonne"}


def test_an_installed_wheel_validates_documents(wheel: Path, tmp_path: Path) -> None:
    """Unpacked where no repository is near, the package finds its schemas and validates a document."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    document = tmp_path / "document.json"
    document.write_text('{"document": "a.b", "title": 5}', encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from kolonne.cli import main; main()",
        "validate",
        str(document),
        "--format",
        "json",
    ]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert {"missing_field", "wrong_type"} <= {problem["code"] for problem in json.loads(done.stdout)}
