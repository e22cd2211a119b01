"""What hooks give, held to the shapes that hookspecs promise."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast, get_args

from kolonne.contract import LEFT_OUT_COLUMN, ROW_COLUMN, PluginError, RuleKind, Sees, Transform
from kolonne.expressions import ValueType
from kolonne.registry import PluginInfo

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_PARAMETER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_FORMAT = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,31}")
_SUFFIX = re.compile(r"\.[a-z0-9][a-z0-9._-]{0,31}")


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
    if isinstance(answer, str | Mapping) or not isinstance(answer, Iterable):
        raise _wrong(info, hook, answer, what)
    found = tuple(answer)
    for one in found:
        if not isinstance(one, kind) or not all(hasattr(one, member) for member in members):
            raise _wrong(info, hook, one, what)
    return found


def plain_name(info: PluginInfo, hook: str, name: object) -> str:
    """A name that documents can use."""
    return _fitting(info, hook, name, _NAME, "a name of small letters, digits and `_`")


def plain_format(info: PluginInfo, name: object) -> str:
    """The name of a format."""
    return _fitting(info, "kolonne_writers", name, _FORMAT, "a format of small letters, digits and `-`")


def plain_scheme(info: PluginInfo, name: object) -> str:
    """What addresses of a kind of store begin with."""
    return _fitting(info, "kolonne_stores", name, _SCHEME, "a scheme such as `sftp`")


def plain_suffixes(info: PluginInfo, suffixes: object) -> tuple[str, ...]:
    """What names of files end with."""
    if isinstance(suffixes, str) or not isinstance(suffixes, Iterable):
        raise _wrong(info, "kolonne_readers", suffixes, "a list of suffixes such as `.csv`")
    return tuple(_fitting(info, "kolonne_readers", one, _SUFFIX, "a suffix such as `.csv`") for one in suffixes)


def plain_transform(info: PluginInfo, hook: str, one: Transform | RuleKind) -> None:
    """A transform or a kind of rule of which everything is as documents need it."""
    plain_name(info, hook, one.name)
    made = one.makes if isinstance(one, Transform) else {}
    function, sees = cast("tuple[object, object]", (one.function, one.sees))
    if not callable(function) or sees not in get_args(Sees):
        raise _wrong(info, hook, one, "a function, and `sees` of `batch` or `all`")
    for name, of in (*_items(info, hook, one.takes), *_items(info, hook, made)):
        if not _is_parameter(name):
            raise _wrong(
                info, hook, name, f"a name of letters, digits and `_`, but `{ROW_COLUMN}` and `{LEFT_OUT_COLUMN}`,"
            )
        try:
            ValueType.parse(of if isinstance(of, str) else "")
        except ValueError as error:
            raise PluginError(f"{info}: `{hook}`: the type of `{name}`: {error}") from None
    for reason, why in _items(info, hook, one.drops if isinstance(one, Transform) else {}):
        _fitting(info, hook, reason, _NAME, "a reason of small letters, digits and `_`")
        _texts(info, hook, why)
    _texts(info, hook, one.message if isinstance(one, RuleKind) else one.doc)


def _is_parameter(name: object) -> bool:
    return (
        isinstance(name, str) and _PARAMETER.fullmatch(name) is not None and name not in {ROW_COLUMN, LEFT_OUT_COLUMN}
    )


def _items(info: PluginInfo, hook: str, answer: object) -> tuple[tuple[Any, Any], ...]:
    if isinstance(answer, Mapping):
        return tuple(answer.items())
    raise _wrong(info, hook, answer, "a mapping")


def _texts(info: PluginInfo, hook: str, text: object) -> None:
    languages = text.values() if isinstance(text, Mapping) and text else (text,)
    if not all(isinstance(one, str) for one in languages):
        raise _wrong(info, hook, text, "a text, or one text a language")


def _fitting(info: PluginInfo, hook: str, name: object, form: re.Pattern[str], needed: str) -> str:
    if isinstance(name, str) and form.fullmatch(name):
        return name
    raise _wrong(info, hook, name, needed)


def _wrong(info: PluginInfo, hook: str, found: object, needed: str) -> PluginError:
    return PluginError(f"{info}: `{hook}` gave {_shown(found)}; {needed} is needed")


def _shown(found: object) -> str:
    try:
        return repr(found)[:80]
    except Exception:  # noqa: BLE001 - a plugin's object may do anything when it is asked how it looks
        return f"a {type(found).__name__}"
