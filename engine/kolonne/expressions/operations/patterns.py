"""Patterns: regular expressions as RE2 understands them, so that no text can make them slow."""

import re as python_re
from functools import lru_cache
from typing import Any, cast

import polars as pl

from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.distinct import each_distinct
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.types import BOOLEAN, TEXT, Value, ValueType

_MOST_MEMORY = 1 << 20
_HINT = "patterns are those of RE2: no look-ahead, no back-references, at most 1,000 repetitions"
#: What RE2 and Polars' own engine read alike: signs, `.`, `^`, `$`, groups, repetitions, classes of ASCII signs and ranges.
#: No flags, no Unicode classes, no boundaries, no classes in classes.
_PLAIN = python_re.compile(
    r"""(?: [^\\\[\](){}^$.|?*+] | [.^$|)] | \((?:\?:)? | [*+?]\?? | \{[0-9]{1,3}(?:,[0-9]{0,3})?\}
          | \\[dDwWs\S] | \[\^?(?: [^\\\[\]&~^-] | [0-9a-zA-Z]-[0-9a-zA-Z] | \\[dws.] )+\] )*""",
    python_re.VERBOSE,
)
#: Perl's classes mean ASCII in RE2 and all of Unicode in Polars.
_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\f\r "}


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MOST_MEMORY
    return re2.compile(pattern, options)


def _found(pattern: str, text: str) -> bool:
    return _compiled(pattern).search(text) is not None


@lru_cache(maxsize=512)
def _quick(pattern: str) -> str | None:
    """The pattern for Polars' own engine, where it means the same there."""
    if not _PLAIN.fullmatch(pattern) or _escapes(pattern) - set("dDwWs") - _SIGNS:
        return None
    spelled = _spelled(pattern)
    try:
        pl.Series([""]).str.contains(spelled)
    except pl.exceptions.PolarsError:
        return None
    return spelled


_SIGNS = frozenset(r".^$|?*+()[]{}\/-_,:;!#%&'\"<>=@~` ")


def _escapes(pattern: str) -> set[str]:
    return {found[1] for found in python_re.findall(r"\\.", pattern, python_re.DOTALL)}


def _spelled(pattern: str) -> str:
    inside = False

    def spell(match: "python_re.Match[str]") -> str:
        nonlocal inside
        sign = match[0]
        if len(sign) == 1:
            inside = sign == "["
            return sign
        signs = _CLASSES.get(sign[1].lower())
        if signs is None:
            return python_re.escape(sign[1])
        return signs if inside else f"[{'^' if sign[1].isupper() else ''}{signs}]"

    return python_re.sub(r"\\.|[\[\]]", spell, pattern, flags=python_re.DOTALL)


def _mistake(call: TypedCall) -> Mistake | None:
    import re2

    pattern = cast("str", call.constants[1])
    # `\C` is one byte, which may be a part of a character.
    if "C" in _escapes(pattern):
        return Mistake("bad_pattern", r"`\C` is not allowed in a pattern", NOWHERE, "any character is `.`")
    try:
        _compiled(pattern)
    except re2.error:
        return Mistake("bad_pattern", f"`{pattern[:60]}` is no pattern", NOWHERE, _HINT)
    return None


def _rule(call: TypedCall) -> ValueType | Mistake:
    return _mistake(call) or BOOLEAN


def _vector(call: VectorCall) -> pl.Expr:
    text, pattern = call.arguments[0], cast("str", call.constants[1])
    quick = _quick(pattern)
    if quick is not None:
        return text.str.contains(quick)

    return each_distinct(text, lambda each: _found(pattern, each), pl.Boolean())


def _scalar(call: ScalarCall) -> Value:
    return _found(cast("str", call.constants[1]), cast("str", call.arguments[0]))


def _group(call: TypedCall | VectorCall | ScalarCall) -> int:
    """The group that is asked for: the first where none is named, or all of it where the pattern has no groups."""
    if len(call.constants) > 2:
        return cast("int", call.constants[2])
    return min(1, cast("int", _compiled(cast("str", call.constants[1])).groups))


def _extract_rule(call: TypedCall) -> ValueType | Mistake:
    mistake = _mistake(call)
    if mistake is not None:
        return mistake
    most = _compiled(cast("str", call.constants[1])).groups
    if 0 <= _group(call) <= most:
        return TEXT
    return Mistake("bad_argument", f"found group {_group(call)}; the pattern has {most}", NOWHERE, "0 is all of it")


def _extracted(pattern: str, group: int, text: str) -> str | None:
    found = _compiled(pattern).search(text)
    return cast("str | None", found.group(group)) if found is not None else None


def _extract(call: VectorCall) -> pl.Expr:
    # Which of several ways to match fills the groups is RE2's to say; Polars' own engine is not asked.
    pattern, group = cast("str", call.constants[1]), _group(call)
    return each_distinct(call.arguments[0], lambda each: _extracted(pattern, group, each), pl.String())


def _extract_scalar(call: ScalarCall) -> Value:
    return _extracted(cast("str", call.constants[1]), _group(call), cast("str", call.arguments[0]))


OPERATIONS = (
    Operation(
        "matches",
        "text",
        "Whether a pattern (RE2) is found anywhere in the text; `^` and `$` tie it to the ends.",
        (overload("text:text pattern:text! -> boolean", _vector, _scalar, result=_rule),),
        (Example("matches('0301', '^[0-9]{4}$')", value=True), Example("matches('x1', '^\\d')", value=False)),
    ),
    Operation(
        "extract",
        "text",
        "What a pattern (RE2) finds in the text: what its first group holds, or all of it where it has no groups; "
        "`group` names another one, and 0 is all of it. Blank where nothing is found.",
        (overload("text:text pattern:text! group:integer!? -> text", _extract, _extract_scalar, result=_extract_rule),),
        (
            Example("extract('kurs nr. 17 i Oslo', '[0-9]+')", "17"),
            Example("extract('2025/044', '^([0-9]{4})/([0-9]+)$', group=2)", "044"),
            Example("extract('ingen', '[0-9]+')", None),
        ),
    ),
)
