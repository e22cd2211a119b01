"""The beginning of a plugin is one that passes its own tests, and nothing that is there is written over."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kolonne.cli.plugin_new import names_of, run_plugin_new

_ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """kolonne as it is installed: from its wheel, with its templates and its plugin for pytest."""
    folder = tmp_path_factory.mktemp("installed")
    build = f"import hatchling.build; print(hatchling.build.build_wheel({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", build], cwd=_ROOT, check=True, capture_output=True, text=True)
    _install(folder / done.stdout.split()[-1], folder / "site")
    return folder / "site"


def _install(what: Path, target: Path) -> None:
    # Into a folder of its own, and asking nobody: the environment that runs the tests stays as it is.
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--no-build-isolation"]
    command = [sys.executable, "-m", "pip", "install", *quiet, "--target", str(target), str(what)]
    subprocess.run(command, check=True, capture_output=True, text=True)


def _run(command: list[str], folder: Path, *installed: Path) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(map(str, installed))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize("org", ["acme", "my-org.no", "3F_lag"])
def test_a_new_plugin_passes_its_own_tests(org: str, site: Path, tmp_path: Path) -> None:
    """Made by an installed kolonne, installed itself, and tested with what it was given: every test passes."""
    make = f"from kolonne.cli.plugin_new import *; from pathlib import Path; exit(run_plugin_new({org!r}, Path('.')))"
    made = _run(["-c", make], tmp_path, site)
    assert made.returncode == 0, made.stderr
    folder = tmp_path / f"kolonne-{org}"
    assert f"{folder.name} is made" in made.stdout
    _install(folder, tmp_path / "plugin")
    done = _run(["-m", "pytest", "-W", "error", "-p", "no:cacheprovider"], folder, site, tmp_path / "plugin")
    assert done.returncode == 0, done.stdout + done.stderr
    (passed,) = re.findall(r"(\d+) passed", done.stdout)
    assert int(passed) > 20
    assert "failed" not in done.stdout


@pytest.mark.parametrize("org", ["acme", "my-org.no", "norsk-forbund-for-alle", "x" * 64])
def test_a_new_plugin_is_clean(org: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its code is formatted, has nothing that ruff finds, and says its types."""
    assert run_plugin_new(org, tmp_path) == 0
    folder = tmp_path / f"kolonne-{org}"
    cache = ["--cache-dir", str(tmp_path_factory.getbasetemp() / "cache_of_new_plugins")]
    commands = [
        ["ruff", "check", *cache],
        ["ruff", "format", "--check", *cache],
        ["mypy", "--no-error-summary", *cache],
    ]
    # Names of the longest kind make lines that are too long: formatting them is left to their owners.
    for command in commands if len(org) < 64 else [commands[0], commands[2]]:
        done = _run(["-m", *command], folder, _ROOT / "engine")
        assert done.returncode == 0, done.stdout + done.stderr


def test_its_documents_are_free_of_problems(site: Path, tmp_path: Path) -> None:
    """The example in `org_configs` is valid once the plugin is installed."""
    run_plugin_new("acme", tmp_path)
    _install(tmp_path / "kolonne-acme", tmp_path / "plugin")
    command = ["-m", "kolonne", "validate", "org_configs", "--format", "json"]
    done = _run(command, tmp_path / "kolonne-acme", site, tmp_path / "plugin")
    assert (done.returncode, json.loads(done.stdout)) == (0, []), done.stderr


@pytest.mark.parametrize("org", ["acme", "my-org.no", "3F_lag", "9", "A.B-C", "x" * 64])
def test_names_are_names(org: str) -> None:
    """Whatever the ID is, the package and the functions have names that Python and documents can write."""
    names = names_of(org)
    assert names["package"].isidentifier()
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,50}", names["word"])


def test_nothing_is_left_to_fill_in(tmp_path: Path) -> None:
    """No place of the templates is left, and every file that is configuration can be read."""
    run_plugin_new("my-org.no", tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 15
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search("@[a-z]+@", text), path
        assert path.name == "py.typed" or text.endswith("\n")
        if path.suffix == ".json":
            json.loads(text)
    project = tomllib.loads((tmp_path / "kolonne-my-org.no" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"] == {"kolonne": {"my-org.no": "kolonne_my_org_no"}}
    assert "kolonne>=0.1,<0.2" in project["dependencies"]


@pytest.mark.parametrize(
    "org", ["", "  ", "../acme", "a/b", ".acme", "acme.", "a..b", "å", "a b", "x" * 65, '"; import os']
)
def test_bad_ids_are_refused(org: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Told with what is allowed, and nothing is made."""
    assert run_plugin_new(org, tmp_path) == 2
    told = capsys.readouterr().err
    assert told.startswith("kolonne: ORG: ")
    assert "allowed" in told or "needed" in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_written_over(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What has the name already stays as it is, an empty folder and a link to nowhere too."""
    place = tmp_path / "kolonne-acme"
    if kind == "folder":
        place.mkdir()
    elif kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to(tmp_path / "nowhere")
    assert run_plugin_new("acme", tmp_path) == 2
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["kolonne-acme"]
    assert not place.is_dir() or not list(place.iterdir())


def test_half_a_plugin_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot be written, the others are taken away again."""
    write = Path.write_text

    def refused(path: Path, *arguments: object, **named: object) -> int:
        if path.name == "codes.py":
            raise OSError(28, "No space left on device")
        return write(path, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", refused)
    assert run_plugin_new("acme", tmp_path) == 2
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file where a folder should be."""
    (tmp_path / "file").write_text("")
    assert run_plugin_new("acme", tmp_path / "file") == 2
    assert "cannot be made" in capsys.readouterr().err
