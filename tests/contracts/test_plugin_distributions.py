"""The plugins of this repository: each a distribution of its own that needs nothing of it but the engine's wheel."""

import json
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from kolonne.testing.public_imports import private_imports

ROOT = Path(__file__).parents[2]
PLUGINS = sorted((ROOT / "plugins").glob("kolonne-*"))


def wheel_of(folder: Path, destination: Path) -> Path:
    """A wheel of a distribution, made without asking any package registry."""
    build = f"import hatchling.build; print(hatchling.build.build_wheel({str(destination)!r}))"
    done = subprocess.run([sys.executable, "-c", build], cwd=folder, check=True, capture_output=True, text=True)
    return destination / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engine's wheel."""
    return wheel_of(ROOT, tmp_path_factory.mktemp("engine"))


def test_there_are_three() -> None:
    """Each has what a distribution needs to be taken over by somebody else."""
    assert [path.name for path in PLUGINS] == ["kolonne-blindeforbundet", "kolonne-funkis", "kolonne-nhf"]
    for folder in PLUGINS:
        assert {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "src", "tests"} <= {
            path.name for path in folder.iterdir()
        }
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert any(re.match(r"kolonne(\[\w+\])?>=0\.1,<0\.2", wanted) for wanted in project["dependencies"])
        assert len(project["entry-points"]["kolonne"]) == 1


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda path: path.name)
def test_only_public_modules_are_imported(folder: Path) -> None:
    """What is not promised to stay is not relied upon."""
    assert private_imports(folder / "src") == []
    # There was something to look through.
    assert any("from kolonne.hookspecs import" in path.read_text() for path in (folder / "src").rglob("*.py"))


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda path: path.name)
def test_it_is_installed_alone_from_its_wheel(folder: Path, engine: Path, tmp_path: Path) -> None:
    """Into an environment that has only the engine and what it needs, and there it can be used."""
    wheel = wheel_of(folder, tmp_path)
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    site = Path(subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout.strip())
    for one in (engine, wheel):
        with zipfile.ZipFile(one) as archive:
            archive.extractall(site)
    # What the engine needs is taken from here; the distributions of this repository are not.
    needed = Path(pytest.__file__).parents[1]
    for entry in needed.iterdir():
        if "kolonne" not in entry.name.lower() and not (site / entry.name).exists() and entry.suffix != ".pth":
            (site / entry.name).symlink_to(entry)
    command = [str(python), "-c", "from kolonne.cli import main; main()", "plugins", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (told,) = json.loads(done.stdout)["plugins"]
    assert told["distribution"] == folder.name
    assert told["status"] == "ok"
    assert told["hooks"]
