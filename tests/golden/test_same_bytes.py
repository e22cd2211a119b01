"""The same records, the same documents and the same versions give the same bytes, whenever and wherever."""

import os
import subprocess
import sys
from pathlib import Path

from golden.cases import HERE, formats

_ROOT = HERE.parents[1]
#: Where it is always another day in one than in the other, letters are sorted and read otherwise, and sets are in another
#: order.
_ELSEWHERE: tuple[dict[str, str], ...] = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "POLARS_MAX_THREADS": "1"},
    {"TZ": "Pacific/Pago_Pago", "LC_ALL": "POSIX", "PYTHONHASHSEED": "2", "POLARS_MAX_THREADS": "3"},
)


#: Between them they have all types, code lists, several sheets, lists of failures.
_CASES = ("codes", "every-type", "failures", "several-sheets")


def test_every_file_is_the_same_in_another_process_folder_time_zone_and_locale(tmp_path: Path) -> None:
    """In each format, the lists and the manifest included."""
    here, there = (_files(tmp_path / name, where) for name, where in zip(("a", "é/b"), _ELSEWHERE, strict=True))
    assert {name.split("/")[1] for name in here} == set(formats())
    assert sorted(here) == sorted(there)
    assert [name for name, data in here.items() if there[name] != data] == []


def _files(folder: Path, where: dict[str, str]) -> dict[str, bytes]:
    """Every file that a process of its own writes, by its path."""
    folder.mkdir(parents=True)
    paths = os.pathsep.join((str(_ROOT / "engine"), str(_ROOT / "tests")))
    command = [sys.executable, "-m", "golden.exporting", str(folder), *_CASES]
    subprocess.run(command, check=True, cwd=folder, env={**os.environ, **where, "PYTHONPATH": paths}, timeout=300)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
