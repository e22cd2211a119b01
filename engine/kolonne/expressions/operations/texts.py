"""Functions of text."""

from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.bounds import MOST_TEXT
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.types import Value, ValueType

#: What Unicode calls white space.
BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
#: Letters before this one have had the same capitals for long, but for one of them.
_SETTLED = "\u0250"
_YOUNG = "\u019b"


def _texts(call: ScalarCall) -> tuple[str, ...]:
    return cast("tuple[str, ...]", call.arguments)


def _cased(text: str, *, upper: bool) -> str:
    if max(text, default="") < _SETTLED and _YOUNG not in text:
        return text.upper() if upper else text.lower()
    # Beyond the letters of Europe the versions of Unicode differ; it is Polars' that counts.
    column = pl.Series([text]).str
    return cast("str", (column.to_uppercase() if upper else column.to_lowercase()).item())


def _replace(call: VectorCall) -> pl.Expr:
    text = call.arguments[0]
    old, new = cast("tuple[str, str]", call.constants[1:])
    fits = text.str.len_chars() * max(1, len(new)) <= MOST_TEXT
    return call.guarded("overflow", fits, pl.when(fits).then(text).str.replace_all(old, new, literal=True))


def _replace_scalar(call: ScalarCall) -> Value:
    text, old, new = _texts(call)
    if len(text) * max(1, len(new)) > MOST_TEXT:
        raise CellFaultError("overflow")
    return text.replace(old, new)


def _replace_rule(call: TypedCall) -> ValueType | Mistake:
    if not call.constants[1]:
        return Mistake("bad_argument", "the text to look for is empty", NOWHERE)
    return call.types[0].plain()


def _pad_rule(call: TypedCall) -> ValueType | Mistake:
    width, fill = cast("tuple[int, str]", call.constants[1:])
    if not 0 <= width <= 1000 or len(fill) != 1:
        return Mistake("bad_argument", "a width of 0 to 1,000 and one sign to fill with are needed", NOWHERE)
    return call.types[0].plain()


def _count(call: VectorCall, at: int) -> pl.Expr:
    return call.arguments[at].clip(0, MOST_TEXT)


def _right(call: VectorCall) -> pl.Expr:
    count = _count(call, 1)
    return pl.when(count == 0).then(call.arguments[0].str.head(0)).otherwise(call.arguments[0].str.tail(count))


def _right_scalar(call: ScalarCall) -> Value:
    text, count = cast("tuple[str, int]", call.arguments)
    return text[-count:] if count > 0 else ""


def _mid(call: VectorCall) -> pl.Expr:
    start = call.arguments[1].clip(1, MOST_TEXT + 1) - 1
    return call.arguments[0].str.slice(start, _count(call, 2))


def _mid_scalar(call: ScalarCall) -> Value:
    text, start, count = cast("tuple[str, int, int]", call.arguments)
    begin = max(1, start) - 1
    return text[begin : begin + max(0, count)]


OPERATIONS = (
    Operation(
        "upper",
        "text",
        "The text in capital letters.",
        (
            overload(
                "text:text -> text",
                lambda c: c.arguments[0].str.to_uppercase(),
                lambda c: _cased(_texts(c)[0], upper=True),
            ),
        ),
        (Example("upper('søm')", "SØM"), Example("upper('ß')", "SS")),
    ),
    Operation(
        "lower",
        "text",
        "The text in small letters.",
        (
            overload(
                "text:text -> text",
                lambda c: c.arguments[0].str.to_lowercase(),
                lambda c: _cased(_texts(c)[0], upper=False),
            ),
        ),
        (Example("lower('ÆØÅ')", "æøå"),),
    ),
    Operation(
        "trim",
        "text",
        "The text without blanks at its ends.",
        (
            overload(
                "text:text -> text",
                lambda c: c.arguments[0].str.strip_chars(BLANKS),
                lambda c: _texts(c)[0].strip(BLANKS),
            ),
        ),
        (Example("trim('  a b ')", "a b"),),
    ),
    Operation(
        "length",
        "text",
        "How many characters the text has.",
        (
            overload(
                "text:text -> integer",
                lambda c: c.arguments[0].str.len_chars().cast(pl.Int64),
                lambda c: len(_texts(c)[0]),
            ),
        ),
        (Example("length('blåbær')", 6),),
    ),
    Operation(
        "left",
        "text",
        "The first characters.",
        (
            overload(
                "text:text count:integer -> text",
                lambda c: c.arguments[0].str.slice(0, _count(c, 1)),
                lambda c: _texts(c)[0][: max(0, cast("int", c.arguments[1]))],
            ),
        ),
        (Example("left('0301', 2)", "03"),),
    ),
    Operation(
        "right",
        "text",
        "The last characters.",
        (overload("text:text count:integer -> text", _right, _right_scalar),),
        (Example("right('0301', 2)", "01"), Example("right('ab', 0)", "")),
    ),
    Operation(
        "mid",
        "text",
        "Characters from the middle: where to begin, counted from 1, and how many.",
        (overload("text:text start:integer count:integer -> text", _mid, _mid_scalar),),
        (Example("mid('abcdef', 2, 3)", "bcd"),),
    ),
    Operation(
        "replace",
        "text",
        "The text with every occurrence of one text replaced by another.",
        (overload("text:text old:text! new:text! -> text", _replace, _replace_scalar, result=_replace_rule),),
        (Example("replace('a;b;c', ';', ',')", "a,b,c"),),
    ),
    Operation(
        "contains",
        "text",
        "Whether the text has another one in it, sign by sign.",
        (
            overload(
                "text:text part:text -> boolean",
                lambda c: c.arguments[0].str.contains(c.arguments[1], literal=True),
                lambda c: _texts(c)[1] in _texts(c)[0],
            ),
        ),
        (Example("contains('likeperson', 'person')", value=True),),
    ),
    Operation(
        "starts_with",
        "text",
        "Whether the text begins with another one.",
        (
            overload(
                "text:text part:text -> boolean",
                lambda c: c.arguments[0].str.starts_with(c.arguments[1]),
                lambda c: _texts(c)[0].startswith(_texts(c)[1]),
            ),
        ),
        (Example("starts_with('0301', '03')", value=True),),
    ),
    Operation(
        "ends_with",
        "text",
        "Whether the text ends with another one.",
        (
            overload(
                "text:text part:text -> boolean",
                lambda c: c.arguments[0].str.ends_with(c.arguments[1]),
                lambda c: _texts(c)[0].endswith(_texts(c)[1]),
            ),
        ),
        (Example("ends_with('0301', '03')", value=False),),
    ),
    Operation(
        "pad_left",
        "text",
        "The text filled up on its left to a width.",
        (
            overload(
                "text:text width:integer! fill:text! -> text",
                lambda c: c.arguments[0].str.pad_start(cast("int", c.constants[1]), cast("str", c.constants[2])),
                lambda c: _texts(c)[0].rjust(cast("int", c.constants[1]), cast("str", c.constants[2])),
                result=_pad_rule,
            ),
        ),
        (Example("pad_left('301', 4, '0')", "0301"),),
    ),
)
