"""The hooks, their documentation and their tests belong together."""

import inspect
import re
from pathlib import Path

from kolonne import hookspecs

_TESTS = Path(__file__).parents[1] / "unit" / "plugins" / "test_hooks.py"
_HOOKS = {name: member for name, member in vars(hookspecs).items() if name.startswith("kolonne_")}


def test_every_hook_has_a_test() -> None:
    """For each hook there is a `test_hook_<name>`, and for each such test a hook."""
    tested = set(re.findall(r"^def test_hook_(\w+)\(", _TESTS.read_text(encoding="utf-8"), re.MULTILINE))
    assert tested == set(_HOOKS)


def test_every_hook_says_what_it_is_for() -> None:
    """Each hook has a docstring and is typed throughout."""
    for hook in _HOOKS.values():
        signature = inspect.signature(hook)
        assert inspect.getdoc(hook)
        assert signature.return_annotation is not inspect.Signature.empty
        assert all(one.annotation is not inspect.Parameter.empty for one in signature.parameters.values())
