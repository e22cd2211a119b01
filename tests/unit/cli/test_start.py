"""How a command starts: what it loads, and what it does once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from integration.house import House, record
from unit.cli.conftest import USUAL

_ROOT = Path(__file__).parents[3]
_ONE = str(_ROOT / "org_configs/nhf/documents/likeperson.json")
_TELL = """
import json, sys
from kolonne.cli import _run
code = _run(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def _loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that are loaded when a command of a process of its own has ended well."""
    done = subprocess.run(
        [sys.executable, "-c", _TELL, *arguments],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


#: Takes long to load, and belongs to ends that the command does not have.
_ENDS = {"asyncio", "babel", "jsonschema", "numpy", "pandas", "pyarrow", "rich", "ssl", "xlsxwriter"}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], {"kolonne.contract", "kolonne.plan", "polars", "rich", *_ENDS}),
        (["--help"], {"kolonne.contract", "kolonne.plan", "polars", *_ENDS} - {"rich"}),
        (["validate", _ONE], _ENDS | {"kolonne.orchestrator"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_loads_what_it_needs(tmp_path: Path, arguments: list[str], unwanted: set[str]) -> None:
    """Help needs nothing of the engine, and checking a document nothing that reads or writes data."""
    assert _loaded(tmp_path, *arguments) & unwanted == set()


@pytest.mark.parametrize(("form", "unwanted"), [("csv", _ENDS), ("xlsx", _ENDS - {"xlsxwriter"})])
def test_a_small_export_loads_neither_arrow_nor_numpy(house: House, form: str, unwanted: set[str]) -> None:
    """Both, an event loop, and Typer take longer to load than a small report to make."""
    house.records([record(0), record(1, minutes=5000)])
    assert _loaded(house.folder, "export", *USUAL, "--format", form) & (unwanted | {"packaging", "typer"}) == set()


def test_an_export_asks_plugins_once(house: House) -> None:
    """One registry is built, from plugins that are looked for once."""
    code = """
import atexit, importlib.metadata, sys
import kolonne.plugins.installed as found
from kolonne.plugins.manager import Plugins
calls = []
def counted(name, whole):
    def call(*arguments, **named):
        calls.append(name)
        return whole(*arguments, **named)
    return call
found.entry_points = counted("entry points", found.entry_points)
Plugins.registry = counted("registry", Plugins.registry)
from kolonne.cli.app import run
run(sys.argv[1:])
print(sorted(calls), file=sys.stderr)
"""
    house.records([record(0)])
    command = [sys.executable, "-c", code, "export", *USUAL, "--json"]
    done = subprocess.run(command, cwd=house.folder, capture_output=True, text=True, encoding="utf-8")
    assert done.stderr == "['entry points', 'registry']\n"
    assert json.loads(done.stdout)["status"] == "success"


def test_numpy_starts_no_threads(tmp_path: Path) -> None:
    """They would use a processor that the export needs; who says how many there shall be is heard."""
    code = """
import atexit, os, sys
atexit.register(lambda: print(os.environ["OPENBLAS_NUM_THREADS"]))
sys.argv = ["kolonne", "--version"]
from kolonne.cli import main
main()
"""
    for said, wanted in ((None, "1"), ("3", "3")):
        environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
        environment |= {} if said is None else {"OPENBLAS_NUM_THREADS": said}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.stdout.splitlines()[-1] == wanted


def test_garbage_is_not_looked_for_at_the_end(tmp_path: Path) -> None:
    """What a command leaves behind is frozen, so that its end does not look through it."""
    code = """
import atexit, gc, sys
atexit.register(lambda: print(gc.get_freeze_count() > 10_000, gc.isenabled(), file=sys.stderr))
sys.argv = ["kolonne", "--version"]
from kolonne.cli import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "True True\n")
