"""docs/reference/hooks.md: what can be plugged in, with exact signatures."""

import ast
import inspect
from collections.abc import Callable
from typing import Any

from generating.markdown import block, generated, heading, joined
from kolonne import hookspecs

_INTRODUCTION = """\
A plugin is a Python package of its own with an entry point in the group `kolonne`. The entry point names a module or an
object that implements some of these hooks, each marked with `hookimpl`:

```toml
[project.entry-points.kolonne]
nhf = "kolonne_nhf"
```

The entry point's name is also the key of the plugin's settings in `organisation.json`, under `plugins`. The hooks of a
plugin are asked only for the organisations it serves; `kolonne_organisations` says which. The built-in readers and
writers come in by the same hooks.

A plugin that cannot be loaded, that implements a hook that does not exist, whose settings are wrong or whose hook raises
ends in an error that names it. What a function for expressions raises is a failure of that one cell,
[`plugin_error`](problems.md#failure-plugin_error). [kolonne from Python](../guide/python.md) has a complete example."""


def page() -> str:
    """The whole page."""
    blocks = [generated("kolonne/hookspecs.py"), heading(1, "Hooks"), _INTRODUCTION]
    for hook in hooks():
        blocks += [heading(2, f"`{hook.__name__}`", hook.__name__), block("python", signature(hook)), document(hook)]
    return joined(blocks)


def hooks() -> list[Callable[..., Any]]:
    """The specifications, in the order in which they are written."""
    found = [value for value in vars(hookspecs).values() if inspect.isfunction(value)]
    return [hook for hook in found if hasattr(hook, f"{hookspecs.PROJECT}_spec")]


def signature(hook: Callable[..., Any]) -> str:
    """The signature as it is written, without marks for type checkers."""
    written = ast.parse(inspect.getsource(hook)).body[0]
    if not isinstance(written, ast.FunctionDef) or written.returns is None:
        raise TypeError(f"{hook.__name__} is no function with a written result")
    return f"def {written.name}({ast.unparse(written.args)}) -> {ast.unparse(written.returns)}"


def document(hook: Callable[..., Any]) -> str:
    """The docstring, without its indentation."""
    return inspect.getdoc(hook) or ""
