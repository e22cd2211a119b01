"""A shell for pages: commands run one after the other, in virtual environments that need no network."""

import os
import re
import subprocess
import sys
import sysconfig
from importlib.metadata import distributions
from pathlib import Path

from docs.pages import ROOT

#: What a page says to make an environment, and to put the engine into it.
_VENV = re.compile(r"python -m venv (\S+)")
_ENGINE = re.compile(r"(\S*)python -m pip install .*'kolonne\[all(?:,testing)?\]'.*")
_SCRIPT = "#!{python}\nfrom kolonne.cli import main\n\nmain()\n"


class Shell:
    """Remembers the folder and the environment from one command to the next."""

    def __init__(self, folder: Path, private: Path) -> None:
        """`private` is a folder for what the page does not see."""
        #: Where it is by now.
        self.folder = folder
        self._state, self._place = private / "environment", private / "folder"
        self._packages = _linked(private / "packages")
        _install_engine(self._packages)
        self._venv = folder
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        kept = {name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ}
        self._environment = {
            **kept,
            "PATH": path,
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_CACHE_DIR": "1",
            "PYTHONUTF8": "1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "120",
            "TERM": "dumb",
        }

    def run(self, command: str) -> tuple[int, str]:
        """The exit code of a command, and all that it prints."""
        if (made := _VENV.fullmatch(command)) is not None:
            # pip is among the linked packages; to unpack another one takes seconds.
            self._venv = self.folder / made[1]
            command = f"{sys.executable} -m venv --without-pip {made[1]}"
        elif (wanted := _ENGINE.fullmatch(command)) is not None:
            found = self.folder / wanted[1]
            self._equip(found.parent if wanted[1] else self._venv)
            return 0, ""
        kept = f'{command}\ncode=$?\nexport -p > "{self._state}"\npwd -P > "{self._place}"\nexit $code'
        restored = f'[ -f "{self._state}" ] && . "{self._state}"\n{kept}'
        done = subprocess.run(
            ["bash", "-c", restored],
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.folder = Path(self._place.read_text(encoding="utf-8").strip())
        return done.returncode, done.stdout

    def _equip(self, venv: Path) -> None:
        """The engine and what it needs, but no plugin, come into the environment by a path."""
        (packages,) = venv.glob("lib/python*/site-packages")
        (packages / "engine.pth").write_text(f"{self._packages}\n", encoding="utf-8")
        script = venv / "bin" / "kolonne"
        script.write_text(_SCRIPT.format(python=venv / "bin" / "python"), encoding="utf-8")
        script.chmod(0o755)


def _linked(folder: Path) -> Path:
    """What is installed beside the running interpreter, but neither the engine nor plugins."""
    folder.mkdir()
    hidden = {
        f"{re.sub(r'[-_.]+', '_', one.name).lower()}-{one.version}.dist-info"
        for one in distributions()
        if one.name == "kolonne" or any(entry.group == "kolonne" for entry in one.entry_points)
    } | {"kolonne"}
    for path in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if path.name not in hidden and path.suffix != ".pth" and path.name != "__pycache__":
            (folder / path.name).symlink_to(path)
    return folder


def _install_engine(folder: Path) -> None:
    """The engine as it is here and now, as a wheel brings it."""
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
