"""What hooks give, held to the shapes that hookspecs promise."""

from collections.abc import Iterable
from typing import Any

from kolonne.contract import PluginError
from kolonne.registry import PluginInfo


def organisations(info: PluginInfo, answer: Any) -> tuple[str, ...]:
    """The organisations a plugin serves; none if it does not say."""
    if answer is None:
        return ()
    # A text would be taken apart into its letters.
    if isinstance(answer, str) or not isinstance(answer, Iterable):
        raise _wrong(info, "kolonne_organisations", answer, "a list of texts")
    found = tuple(answer)
    if not all(isinstance(one, str) and one for one in found):
        raise _wrong(info, "kolonne_organisations", found, "a list of texts")
    return found


def schema(info: PluginInfo, answer: Any) -> dict[str, Any] | None:
    """The JSON Schema of a plugin's settings; None if it takes none."""
    if answer is None or isinstance(answer, dict):
        return answer
    raise _wrong(info, "kolonne_settings_schema", answer, "a JSON Schema as a dictionary")


def one_of_each(info: PluginInfo, hook: str, answer: Any, kind: type, members: tuple[str, ...]) -> tuple[Any, ...]:
    """Things of one kind that all have certain members."""
    what = f"a list of things with {', '.join(f'`{member}`' for member in members)}" if members else kind.__name__
    if answer is None:
        return ()
    if isinstance(answer, str) or not isinstance(answer, Iterable):
        raise _wrong(info, hook, answer, what)
    found = tuple(answer)
    for one in found:
        if not isinstance(one, kind) or not all(hasattr(one, member) for member in members):
            raise _wrong(info, hook, one, what)
    return found


def _wrong(info: PluginInfo, hook: str, found: object, needed: str) -> PluginError:
    return PluginError(f"{info}: `{hook}` gave {repr(found)[:80]}; {needed} is needed")
