"""The problem codes that the engine reports, found in its source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ENGINE = Path(__file__).parents[2] / "engine" / "kolonne"
#: What makes or passes on a problem, a mistake or what becomes one.
_REPORTERS = {"report", "mistake", "wrong", "refused", "Mistake", "Problem", "_JsonError"}
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")


def reported_codes() -> dict[str, str]:
    """Code → where it is reported. `unknown_*` stands for a code whose end is put in when it is reported."""
    return {
        code: f"{path.relative_to(ENGINE)}:{line}"
        for path in sorted(ENGINE.rglob("*.py"))
        for line, code in _codes(ast.parse(path.read_text(encoding="utf-8")))
    }


def _codes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _REPORTERS:
            for argument in (*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "code")):
                yield from _code(argument)
        elif isinstance(node, ast.FunctionDef):
            yield from _default(node)
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) in {2, 3}:
            # `complaints.clash` gives a code and a message.
            yield from (found for found in _code(node.value.elts[0]) if "_" in found[1])


def _name(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def _code(node: ast.expr) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
        yield node.lineno, node.value
    if isinstance(node, ast.JoinedStr) and len(node.values) == 2 and isinstance(node.values[0], ast.Constant):
        beginning = str(node.values[0].value)
        if re.fullmatch(r"[a-z]+_", beginning):
            yield node.lineno, f"{beginning}*"


def _default(function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    """The code that is meant where none is given."""
    named = function.args.args[len(function.args.args) - len(function.args.defaults) :]
    for argument, default in zip(named, function.args.defaults, strict=True):
        if argument.arg == "code":
            yield from _code(default)
