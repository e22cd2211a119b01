"""Which modules of kolonne a package imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

#: What plugins may import; everything else may change at any time.
PUBLIC = ("kolonne", "kolonne.hookspecs", "kolonne.testing")


def private_imports(folder: Path) -> list[str]:
    """Imports of what is not public, as `file.py:12: kolonne.run`, of a package's folder or of a single module."""
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder]
    found: list[str] = []
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found += [f"{file.name}:{line}: {module}" for line, module in _imported(tree) if _is_private(module)]
    return found


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom(level=0):
                yield node.lineno, node.module or ""
                # `from kolonne import plan` imports a module, too.
                if node.module == "kolonne":
                    yield from (
                        (node.lineno, f"kolonne.{alias.name}") for alias in node.names if _is_module(alias.name)
                    )


def _is_module(name: str) -> bool:
    import kolonne

    return name not in kolonne.__all__


def _is_private(module: str) -> bool:
    return module.partition(".")[0] == "kolonne" and module not in PUBLIC
