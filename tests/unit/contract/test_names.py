import ast
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import kolonne
from kolonne import contract


def _kind(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, each by the alphabet: as ruff sorts."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("module", [kolonne, contract], ids=lambda module: module.__name__)
def test_names_are_sorted(module: ModuleType) -> None:
    """Public names stand in order, each once."""
    assert module.__all__ == sorted(set(module.__all__), key=_kind)


def test_contract_names_are_what_is_importable() -> None:
    """Everything the contract imports for others is in its list, and nothing else."""
    found = {name for name, value in vars(contract).items() if name[0] != "_" and not isinstance(value, ModuleType)}
    assert found == set(contract.__all__)


@pytest.mark.parametrize("name", kolonne.__all__)
def test_kolonne_names_are_importable(name: str) -> None:
    """Every public name can be had, and is the contract's where the contract has it."""
    value = getattr(kolonne, name)
    assert value is getattr(contract, name, value)


def test_kolonne_names_are_what_type_checkers_see() -> None:
    """The lazily found names and those that a type checker finds are the same."""
    tree = ast.parse(Path(kolonne.__file__).read_text())
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kolonne.")
        for alias in node.names
    }
    assert imported | {"__version__"} == set(kolonne.__all__) == set(dir(kolonne))


@pytest.mark.parametrize("name", ["nonsense", "SourceError", "_chunk"])
def test_other_names_are_refused(name: str) -> None:
    """What is not public is Python's own AttributeError, also where the contract has it."""
    with pytest.raises(AttributeError, match=f"has no attribute '{name}'"):
        getattr(kolonne, name)


def test_importing_kolonne_costs_nothing() -> None:
    """The bare import brings in no room of the house, nor what the rooms need."""
    code = "import sys, kolonne; print(*sorted(name for name in sys.modules if name.startswith(('kolonne', 'polars'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["kolonne"]


def test_the_version_is_the_distributions() -> None:
    """The version that the package tells is the one it is published under."""
    root = Path(kolonne.__file__).parents[2]
    assert f'\nversion = "{kolonne.__version__}"\n' in (root / "pyproject.toml").read_text()
    assert re.fullmatch(r"\d+\.\d+\.\d+", kolonne.__version__)
