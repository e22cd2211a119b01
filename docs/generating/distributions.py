"""The plugins of this repository, read from their packages, whatever is installed."""

import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from kolonne.plugins import Installed, Plugins

ROOT = Path(__file__).parents[2]
BUILT_IN = "built-in"


@dataclass(frozen=True, slots=True)
class Distribution:
    """A package under plugins/ and the plugin in it."""

    #: The entry point's name, which is the plugin's.
    name: str
    folder: Path
    module: ModuleType

    @property
    def readme(self) -> str:
        """Its own page, from the root of the repository."""
        return str((self.folder / "README.md").relative_to(ROOT))


@cache
def distributions() -> tuple[Distribution, ...]:
    """All of them, by name."""
    found = [one for path in sorted((ROOT / "plugins").glob("*/pyproject.toml")) for one in _in(path)]
    return tuple(sorted(found, key=lambda one: one.name))


def _in(project: Path) -> list[Distribution]:
    entries = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["entry-points"]["kolonne"]
    source = str(project.parent / "src")
    if source not in sys.path:
        sys.path.insert(0, source)
    return [Distribution(name, project.parent, import_module(module)) for name, module in entries.items()]


def asked(*plugins: object) -> Plugins:
    """These plugins and what is built in, and nothing that happens to be installed."""
    return Plugins(plugins, installed=False)


@cache
def hooks_of() -> dict[str, tuple[str, ...]]:
    """Plugin → the hooks that it implements, what is built in first."""
    found = {BUILT_IN: _only(asked().all)}
    for one in distributions():
        found[one.name] = _only(tuple(each for each in asked(one.module).all if not each.is_built_in))
    return found


def _only(found: tuple[Installed, ...]) -> tuple[str, ...]:
    (one,) = found
    if one.problem:
        raise SystemExit(f"{one.info}: {one.problem}")
    return one.hooks
