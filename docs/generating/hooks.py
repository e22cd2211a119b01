"""docs/reference/hooks.md, what can be plugged in, and docs/reference/hooks, a page a hook with its exact signature."""

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import Any

from generating import sources
from generating.distributions import BUILT_IN, distributions, hooks_of
from generating.markdown import block, code, generated, heading, joined, table
from generating.sources import Method, aliases, fields, methods, piece
from kolonne import hookspecs
from kolonne.expressions import Operation

_BUILT_IN_FILE = "engine/kolonne/plugins/built_in.py"
_NHF, _FUNKIS, _BLIND = (
    "plugins/kolonne-nhf/src/kolonne_nhf",
    "plugins/kolonne-funkis/src/kolonne_funkis",
    "plugins/kolonne-blindeforbundet/src/kolonne_blindeforbundet",
)
_POST = "docs/reference/example/plugins/post.py"

#: Hook → pieces of files that show how it is written: file and name.
EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "kolonne_organisations": (
        (f"{_NHF}/__init__.py", "kolonne_organisations"),
        (f"{_FUNKIS}/__init__.py", "kolonne_organisations"),
    ),
    "kolonne_settings_schema": ((f"{_NHF}/__init__.py", "kolonne_settings_schema"), (f"{_NHF}/settings.py", "SCHEMA")),
    "kolonne_operations": (
        (f"{_FUNKIS}/__init__.py", "kolonne_operations"),
        (f"{_FUNKIS}/operations.py", "_level"),
        (f"{_FUNKIS}/codes.py", "known"),
        (f"{_FUNKIS}/codes.py", "one_known"),
    ),
    "kolonne_code_lists": (
        (f"{_NHF}/__init__.py", "kolonne_code_lists"),
        (f"{_NHF}/taxonomy/lists.py", "code_lists"),
    ),
    "kolonne_transforms": ((f"{_NHF}/__init__.py", "kolonne_transforms"), (f"{_NHF}/overlaps.py", "overlaps")),
    "kolonne_rule_kinds": (
        (f"{_FUNKIS}/__init__.py", "kolonne_rule_kinds"),
        (f"{_FUNKIS}/rule_kinds.py", "_applied"),
        (f"{_FUNKIS}/rule_kinds.py", "_judged"),
    ),
    "kolonne_readers": (
        (_BUILT_IN_FILE, "BuiltIn.kolonne_readers"),
        (_POST, "kolonne_readers"),
        (_POST, "WordsReader"),
    ),
    "kolonne_writers": (
        (f"{_BLIND}/__init__.py", "kolonne_writers"),
        (f"{_BLIND}/linear.py", "LinearWriter"),
    ),
    "kolonne_stores": (
        (_BUILT_IN_FILE, "BuiltIn.kolonne_stores"),
        ("engine/kolonne/stores/folder_kind.py", "FolderStoreKind"),
        (_POST, "PostStore"),
    ),
    "kolonne_notifiers": ((_POST, "kolonne_notifiers"), (_POST, "LogbookNotifier")),
}
_INTRODUCTION = """\
A plugin is a Python package of its own with an entry point in the group `kolonne`:

```toml
[project.entry-points.kolonne]
nhf = "kolonne_nhf"
```

The entry point's name is the plugin's, and the key of its settings in `organisation.json`, under `plugins`. It names a
module, an object or a class without arguments that implements some of the hooks below, each marked with `hookimpl`.

The hooks of a plugin are asked only for the organisations that it serves, once an export, built-in ones first and then by
the plugins' names. An implementation may leave out arguments that it does not need. Everything that plugins need can be
imported from `kolonne.hookspecs`, `kolonne` and `kolonne.testing`; nothing else is promised to stay.

[Making a plugin](../guide/plugins.md) goes all the way from an empty folder to an export,
[Plugins in documents](../guide/plugins-in-documents.md) says how documents use them and what is told when one fails, and
[Formats](formats.md) lists what writers there are."""
_SPOILED = """\
A hook that raises, hangs, prints, or gives something else than its signature says, is told with the plugin's name among the
result's partial failures, and what it would have given is not there."""


def page() -> str:
    """The list of all hooks."""
    rows = [
        (f"[{code(hook.__name__)}](hooks/{hook.__name__}.md)", _first(document(hook)), _users(hook.__name__))
        for hook in hooks()
    ]
    return joined(
        [
            generated("kolonne/hookspecs.py"),
            heading(1, "Hooks"),
            _INTRODUCTION,
            table(("hook", "what it is for", "who uses it"), rows),
            _SPOILED,
        ]
    )


def pages() -> dict[str, str]:
    """The page of each hook, by file name."""
    return {f"{hook.__name__}.md": joined(_page(hook)) for hook in hooks()}


def _page(hook: Callable[..., Any]) -> list[str]:
    blocks = [
        generated("kolonne/hookspecs.py and the plugins of this repository"),
        heading(1, f"`{hook.__name__}`"),
        block("python", signature(hook)),
        document(hook),
    ]
    given, errors = _types(hook)
    if given or errors:
        blocks.append(heading(2, "What it gives"))
        blocks += [shown for one in given for shown in _type(one)]
        blocks += [_errors(errors)] if errors else []
    blocks += [heading(2, "Who uses it"), _used(hook.__name__), heading(2, "Example")]
    shown = EXAMPLES[hook.__name__]
    for path in dict.fromkeys(path for path, _ in shown):
        pieces = [piece(path, name) for of, name in shown if of == path]
        blocks += [f"From [`{path}`](../../../{path}):", block("python", "\n\n\n".join(pieces))]
    return [*blocks, "[All hooks](../hooks.md)"]


def hooks() -> list[Callable[..., Any]]:
    """The specifications, in the order in which they are written."""
    found = [value for value in vars(hookspecs).values() if inspect.isfunction(value)]
    return [hook for hook in found if hasattr(hook, f"{hookspecs.PROJECT}_spec")]


def signature(hook: Callable[..., Any]) -> str:
    """The signature as it is written, without marks for type checkers."""
    text = inspect.getsource(hook)
    written = ast.parse(text).body[0]
    if not isinstance(written, ast.FunctionDef):
        raise TypeError(f"{hook.__name__} is no function")
    return sources.signature(text, written)


def document(thing: object) -> str:
    """The docstring, without its indentation."""
    return inspect.getdoc(thing) or ""


def _first(text: str) -> str:
    """The first sentence; the dots of `a.b` end none."""
    return re.split(r"(?<=\.)\s", text, maxsplit=1)[0]


def _users(hook: str) -> str:
    """Plugins that implement it, as links from the list of hooks."""
    readmes = {one.name: one.readme for one in distributions()}
    found = [
        "built in" if name == BUILT_IN else f"[{code(name)}](../../{readmes[name]})"
        for name, implemented in hooks_of().items()
        if hook in implemented
    ]
    return ", ".join(found) or "–"


def _used(hook: str) -> str:
    lines = []
    for name, implemented in hooks_of().items():
        if hook not in implemented:
            continue
        if name == BUILT_IN:
            lines.append(f"- What is built in, in [`{_BUILT_IN_FILE}`](../../../{_BUILT_IN_FILE}).")
            continue
        one = next(each for each in distributions() if each.name == name)
        doc = _first(document(getattr(one.module, hook)))
        lines.append(f"- [{code(one.folder.name)}](../../../{one.readme}): {doc}")
    return "\n".join(lines) or "No plugin of this repository; what stands below is an example that the tests run."


def _types(hook: Callable[..., Any]) -> tuple[list[object], list[type[Exception]]]:
    """Public types that a hook gives, and those that they are made of, each once; and errors they may raise."""
    found: dict[str, object] = {}
    waiting = [signature(hook).partition("->")[2], document(hook)]
    while waiting:
        for name in re.findall(r"\b[A-Z]\w+|\b\w+_operation\b", waiting.pop(0)):
            if name in hookspecs.__all__ and name not in found:
                found[name] = thing = vars(hookspecs)[name]
                waiting += _words(thing)
    errors = [one for one in found.values() if isinstance(one, type) and issubclass(one, Exception)]
    return [one for one in found.values() if one not in errors and one is not Operation], errors


def _words(thing: object) -> list[str]:
    """Texts in which a type names others."""
    if thing is Operation:
        return ["scalar_operation vector_operation Example"]
    if isinstance(thing, UnionType):
        return [str(thing)]
    if not isinstance(thing, type) or issubclass(thing, Exception):
        return []
    written = [field.type for field in fields(thing)]
    return [*written, *(text for method in methods(thing) for text in (method.signature, method.doc))]


def _type(thing: Any) -> Iterable[str]:
    if not isinstance(thing, type):
        yield from _function(thing) if inspect.isfunction(thing) else _alias(thing)
        return
    yield heading(3, f"`{thing.__name__}`", f"type-{thing.__name__}")
    yield document(thing)
    rows = [(code(one.name), code(one.type), code(one.default), one.doc) for one in fields(thing)]
    if rows:
        yield table(("field", "type", "if not said", "what it is"), rows)
    for name, of, doc in aliases(thing):
        if name not in hookspecs.__all__:
            yield f"{code(name)} is {code(of)}. {doc}"
    for method in methods(thing):
        yield from _method(method)


def _method(method: Method) -> Iterable[str]:
    yield block("python", method.signature)
    yield method.doc


def _function(function: Callable[..., Any]) -> Iterable[str]:
    yield heading(3, f"`{function.__name__}`", f"type-{function.__name__}")
    yield block("python", signature(function))
    yield document(function)


def _alias(thing: object) -> Iterable[str]:
    """A name for a type, as it stands in the contract, with its comment."""
    name = next(name for name in hookspecs.__all__ if vars(hookspecs)[name] is thing)
    yield heading(3, f"`{name}`", f"type-{name}")
    files = sorted((sources.ROOT / "engine/kolonne/contract").glob("*.py"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    at = next(at for at, line in enumerate(lines) if line.startswith(f"{name} = "))
    yield block("python", lines[at])
    yield lines[at - 1].removeprefix("#: ")


def _errors(errors: list[type[Exception]]) -> str:
    rows = [(code(one.__name__), document(one)) for one in errors]
    return heading(3, "Errors that it may raise", "errors") + "\n\n" + table(("error", "what it says"), rows)
