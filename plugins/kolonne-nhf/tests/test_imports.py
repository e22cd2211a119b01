"""The plugin keeps to what kolonne promises."""

import ast
from pathlib import Path

import kolonne_nhf

_PUBLIC = {"kolonne", "kolonne.hookspecs", "kolonne.testing"}


def test_only_public_modules_are_imported() -> None:
    """Everything else of kolonne may change at any time."""
    files = sorted(Path(kolonne_nhf.__file__).parent.rglob("*.py"))
    found: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                found.add(node.module or "")
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
    assert {name for name in found if name.split(".")[0] == "kolonne"} <= _PUBLIC
    assert "kolonne.hookspecs" in found
