"""Sources: pieces of Python files as they are written, and what they say of themselves."""

import ast
import inspect
import io
import re
import sys
import textwrap
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a class, as it is written."""

    name: str
    type: str
    #: Empty where it has to be said.
    default: str
    #: The `#:` lines above it.
    doc: str


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a class, as it is written."""

    signature: str
    doc: str


def piece(path: str, name: str) -> str:
    """A function, class or constant of a file, with its decorators; `Class.method` is a method."""
    text = (ROOT / path).read_text(encoding="utf-8")
    body: list[ast.stmt] = ast.parse(text).body
    node: ast.stmt | None = None
    for part in name.split("."):
        node = next((one for one in body if part in _names(one)), None)
        if node is None:
            raise SystemExit(f"{path}: there is no `{name}` any more, which docs/generating shows")
        body = node.body if isinstance(node, ast.ClassDef) else []
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))]) if node else 0
    lines = text.splitlines()[first - 1 : node.end_lineno if node else 0]
    return textwrap.dedent("\n".join(lines))


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


@cache
def _parsed(of: type) -> tuple[ast.ClassDef, dict[int, str]]:
    text = textwrap.dedent(inspect.getsource(of))
    comments = {
        token.start[0]: token.string.removeprefix("#:").strip()
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT and token.string.startswith("#:")
    }
    node = ast.parse(text).body[0]
    if not isinstance(node, ast.ClassDef):
        raise TypeError(f"{of} is no class")
    return node, comments


def fields(of: type) -> list[Field]:
    """Its annotated fields, in order. A comment is about all fields below it up to the next one or the next empty line."""
    node, comments = _parsed(of)
    found: list[Field] = []
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            doc = " ".join(reversed(list(_above(comments, one.lineno))))
            default = "" if one.value is None else _default(one.value)
            found.append(Field(one.target.id, _unquoted(one.annotation), default, doc))
    return found


def _above(comments: dict[int, str], line: int) -> Iterator[str]:
    while (line := line - 1) in comments:
        yield comments[line]


def _default(value: ast.expr) -> str:
    """`field(default_factory=dict)` is what the factory makes."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "field":
        made = next(ast.unparse(one.value) for one in value.keywords if one.arg == "default_factory")
        return {"dict": "{}", "list": "[]", "tuple": "()"}.get(made, made)
    return ast.unparse(value)


def methods(of: type) -> list[Method]:
    """Its public methods, in order."""
    node, _ = _parsed(of)
    text = textwrap.dedent(inspect.getsource(of))
    return [
        Method(signature(text, one), ast.get_docstring(one) or "")
        for one in node.body
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
    ]


def signature(text: str, function: ast.FunctionDef) -> str:
    """What stands before the colon, as it is written in the text that the function was parsed from."""
    if function.returns is None:
        raise TypeError(f"{function.name} has no written result")
    lines = text.splitlines()[function.lineno - 1 : function.returns.end_lineno]
    lines[-1] = lines[-1][: function.returns.end_col_offset]
    return textwrap.dedent("\n".join(lines))


def aliases(of: type) -> list[tuple[str, str, str]]:
    """Names for types that its fields have and its module gives: name, what it stands for, and what is said of it."""
    text = inspect.getsource(sys.modules[of.__module__]).splitlines()
    found = []
    named = {name for field in fields(of) for name in re.findall(r"[A-Z]\w+", field.type)}
    for at, line in enumerate(text):
        match = re.match(r"(\w+)(?:: TypeAlias)? = (.+)$", line)
        if match is not None and match[1] in named and text[at - 1].startswith("#: "):
            found.append((match[1], match[2], text[at - 1].removeprefix("#: ")))
    return found


def _unquoted(annotation: ast.expr) -> str:
    return ast.unparse(annotation).replace("'", "")
