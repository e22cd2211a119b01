"""Notation: the text of an expression before Python's parser reads it, and what people write who know another notation."""

import re

from kolonne.contract import Span
from kolonne.expressions.mistake import ExpressionError, Mistake

_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_QUOTED_OR_BLANK = re.compile(rf"{_QUOTED.pattern}|[\r\n\t\f]", re.DOTALL)
_NUMBER = re.compile(r"(?<![\w.])\d(?:[eE][+-](?=\d)|[\w.])*")
_GOOD_NUMBER = re.compile(r"\d+(?:_\d+)*(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII)
_NO_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
#: Inside quotes a backslash stands for itself, unless one of these follows it.
_ESCAPED = re.compile(r"\\(?:[\\'\"nrt]|u[0-9a-fA-F]{4})|[\\\r\n]", re.DOTALL)
#: Stand-ins for signs that Python would read its own way. One byte each, so that every offset stays what it was.
_STAND_INS = {"\\": "\x01", "\n": "\x02", "\r": "\x03"}
_STOOD_IN = str.maketrans({mark: sign for sign, mark in _STAND_INS.items()})
_MOST_FOREIGN = 10
CHOICE_HINT = "a choice is written `x if condition else y` or `if_(condition, then, otherwise)`"
_CHOICE = re.compile(r"\b(?:if|hvis|dersom|viss)(?=\s*\()", re.IGNORECASE)
_A_DATE = "a date is written `date(2025, 1, 31)`"

#: What Python does not read: a pattern outside quotes, and what is meant.
_FOREIGN = tuple(
    (re.compile(pattern, flags), hint)
    for pattern, flags, hint in (
        (r"[“”„«»‘’´`]", 0, "quotes are the plain `'` or `\"`"),
        (r"&&", 0, "`and` joins conditions"),
        (r"\|\|", 0, "`or` joins alternatives"),
        (r"<>", 0, "`!=` says that two values differ"),
        (r"=>", 0, "at least is written `>=`"),
        (r"=<", 0, "at most is written `<=`"),
        (r"!(?!=)", 0, "`not` turns a condition around; `!=` says that two values differ"),
        (r"(?<![=<>!:])=(?!=)", 0, "a comparison is written `==`"),
        (r"\b(?:AND|OR|NOT|IF|ELSE|IN|And|Or|Not|If|Else|In)\b", 0, "it is written in small letters"),
        (r"\bog\b", re.IGNORECASE, "`and` joins conditions"),
        (r"\beller\b", re.IGNORECASE, "`or` joins alternatives"),
        (r"\b(?:ikke|ikkje)\b", re.IGNORECASE, "`not` turns a condition around"),
        (
            r"\b(?:hvis|dersom|viss|når|ellers|elles|then)\b",
            re.IGNORECASE,
            "a choice is written `x if condition else y`",
        ),
        (r"\b\d{4}-\d{2}-\d{2}\b", 0, _A_DATE),
        (r"\d,\d", 0, "the decimal sign is `.`"),
        (r"(?<!\w)\d{1,3}(?: \d{3})+(?!\w)", 0, "digits are written together"),
        (r";", 0, "arguments are separated by `,`"),
        (r"%\s*(?:$|[)*+/,-])", 0, "fifty per cent is written `* 0.5`"),
    )
)


def refused(code: str, message: str, span: Span, hint: str = "") -> ExpressionError:
    """The exception for an expression that cannot be read."""
    return ExpressionError(Mistake(code, message, span, hint))


def prepared(text: str) -> str:
    """The text on one line, as long as before, with nothing in it that Python would warn about; may refuse it."""
    if found := _NO_CHARACTER.search(text):
        message = "the expression holds a sign that is no character"
        raise refused("expression_not_allowed", message, Span(*found.span()))
    flat = _QUOTED_OR_BLANK.sub(lambda match: _inside(match[0]) if len(match[0]) > 1 else " ", text)
    plain = outside_quotes(flat)
    if "#" in plain:
        raise refused("expression_not_allowed", "an expression has no comments", Span(plain.index("#"), len(text)))
    _refuse_open_quote(plain)
    for number in _NUMBER.finditer(plain):
        if not _GOOD_NUMBER.fullmatch(number[0]):
            hint = _A_DATE if re.fullmatch(r"\d+\.\d+\.\d+", number[0]) else ""
            raise refused("expression_syntax", f"`{number[0][:40]}` is no number", Span(*number.span()), hint)
    return flat


def _inside(quoted: str) -> str:
    return _ESCAPED.sub(lambda match: _STAND_INS.get(match[0], match[0]), quoted)


def restored(value: str) -> str:
    """A text of the parsed expression with the signs that were stood in for."""
    return value.translate(_STOOD_IN)


def outside_quotes(text: str) -> str:
    """The text with blanks for all that stands in quotes."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def quoted_parts(written: str) -> int:
    """How many texts in quotes stand there."""
    return len(_QUOTED.findall(written))


def _refuse_open_quote(plain: str) -> None:
    found = re.search(r"['\"]", plain)
    if found:
        hint = f"a text ends with the sign it begins with; for a `{found[0]}` in it, write `\\{found[0]}`"
        raise refused("expression_syntax", "the text is not closed", Span(found.start(), len(plain)), hint)


def foreign(text: str) -> list[Mistake]:
    """All that stands there and belongs to another notation, in order."""
    plain = outside_quotes(text)
    found: dict[int, Mistake] = {}
    for match in _CHOICE.finditer(plain):
        # Behind a value, `if (…)` is our own.
        if match[0] != "if" or text[: match.start()].rstrip()[-1:] in {"", *"(,;=<>+-*/"}:
            found[match.start()] = Mistake("expression_syntax", f"found `{match[0]}`", Span(*match.span()), CHOICE_HINT)
            plain = f"{plain[: match.start()]}{' ' * len(match[0])}{plain[match.end() :]}"
    if found:
        # What stands between its arguments is no decimal sign.
        plain = plain.replace(";" if ";" in plain else ",", ")")
    for pattern, hint in _FOREIGN:
        for match in pattern.finditer(plain):
            found[match.start()] = Mistake(
                "expression_syntax", f"found `{match[0].strip()}`", Span(*match.span()), hint
            )
            # What is known for one thing is not taken for another one as well.
            plain = f"{plain[: match.start()]}{' ' * len(match[0])}{plain[match.end() :]}"
    return [found[at] for at in sorted(found)][:_MOST_FOREIGN]
