"""Dates and times as people write them and read them."""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.formats import FORMAT_WORDS, FormatPiece, format_pieces
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.clock import local, local_date, local_date_scalar, local_time_scalar
from kolonne.expressions.operations.dates import made_date
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.operations.texts import BLANKS
from kolonne.expressions.types import DATE, TEXT, Value, ValueType

_EXAMPLES = {"date": "d.m.yyyy", "time": "hh:mm", "datetime": "d.m.yyyy hh:mm"}
_LETTERS = {"date": "Ymd", "time": "HMS", "datetime": "YmdHMS"}
_MOST_FORMAT = 100
_MOST_FORMATS = 10


@lru_cache(maxsize=512)
def _pieces(written: str, kind: str) -> tuple[FormatPiece, ...]:
    """The pieces of a format; ValueError where it cannot be read, or names what such a value does not have."""
    if len(written) > _MOST_FORMAT:
        raise ValueError(f"the format has {len(written)} signs; at most {_MOST_FORMAT} are allowed")
    pieces = format_pieces(written, _EXAMPLES[kind])
    foreign = next((piece for piece in pieces if piece.letter not in _LETTERS[kind]), None)
    if foreign is not None:
        raise ValueError(f"a {kind} has nothing for `{foreign.written}`; write it like `{_EXAMPLES[kind]}`")
    return pieces


def _format_rule(call: TypedCall) -> ValueType | Mistake:
    try:
        _pieces(cast("str", call.constants[1]), call.types[0].kind)
    except ValueError as error:
        return Mistake("bad_argument", str(error), NOWHERE)
    return TEXT


def _format(call: VectorCall) -> pl.Expr:
    value, kind = call.arguments[0], call.types[0].kind
    shown = local(call, value) if kind == "datetime" else value
    if kind == "datetime":
        local_date(call, value)
    parts = {
        "Y": shown.dt.year, "m": shown.dt.month, "d": shown.dt.day, "H": shown.dt.hour, "M": shown.dt.minute, "S": shown.dt.second,
    }  # fmt: skip
    written = [
        parts[piece.letter]().cast(pl.String).str.zfill(len(piece.written)) if piece.letter else pl.lit(piece.written)
        for piece in _pieces(cast("str", call.constants[1]), kind)
    ]
    return pl.concat_str(written) if written else pl.when(value.is_not_null()).then(pl.lit(""))


def _format_scalar(call: ScalarCall) -> Value:
    value, kind = call.arguments[0], call.types[0].kind
    days = local_date_scalar(call, value) if isinstance(value, datetime) else value
    clock = local_time_scalar(call, value) if isinstance(value, datetime) else value
    parts: dict[str, int] = {}
    if isinstance(days, date):
        parts |= {"Y": days.year, "m": days.month, "d": days.day}
    if isinstance(clock, time):
        parts |= {"H": clock.hour, "M": clock.minute, "S": clock.second}
    pieces = _pieces(cast("str", call.constants[1]), kind)
    return "".join(
        str(parts[piece.letter]).zfill(len(piece.written)) if piece.letter else piece.written for piece in pieces
    )


def _formats(call: TypedCall | VectorCall | ScalarCall) -> tuple[str, ...]:
    return cast("tuple[str, ...]", call.constants[1:])


def _parse_rule(call: TypedCall) -> ValueType | Mistake:
    if len(_formats(call)) > _MOST_FORMATS:
        return Mistake(
            "bad_argument", f"found {len(_formats(call))} formats; at most {_MOST_FORMATS} are allowed", NOWHERE
        )
    try:
        found = [(written, {piece.letter for piece in _pieces(written, "date")}) for written in _formats(call)]
    except ValueError as error:
        return Mistake("bad_argument", str(error), NOWHERE)
    for written, letters in found:
        for letter in "Ymd":
            if letter not in letters:
                message = f"`{written}` does not name {FORMAT_WORDS[letter]}; write it like `{_EXAMPLES['date']}`"
                return Mistake("bad_argument", message, NOWHERE)
    return DATE


@lru_cache(maxsize=512)
def _pattern(written: str) -> str:
    """What a date of that format looks like, for Python's patterns and for those of Polars."""
    pieces = _pieces(written, "date")
    found = ""
    for at, piece in enumerate(pieces):
        if not piece.letter:
            found += (
                piece.written if piece.written.isalnum() or ord(piece.written) > 127 else f"\\x{ord(piece.written):02x}"
            )
            continue
        # `dd.mm.yyyy` is read as leniently as in a field, but in `ddmmyyyy` it must be clear which digit is whose.
        beside = [pieces[other] for other in (at - 1, at + 1) if 0 <= other < len(pieces)]
        alone = not any(other.letter or other.written.isdecimal() for other in beside)
        digits = "{4}" if piece.letter == "Y" else "{1,2}" if alone or len(piece.written) == 1 else "{2}"
        found += f"(?P<{piece.letter}>[0-9]{digits})"
    return found


def _parse(call: VectorCall) -> pl.Expr:
    text = call.arguments[0].str.strip_chars(BLANKS)
    found = [_parsed(call, text, f"^{_pattern(written)}$") for written in _formats(call)]
    day = pl.coalesce(found)
    return call.guarded("bad_date", day.is_not_null(), day)


def _parsed(call: VectorCall, text: pl.Expr, pattern: str) -> pl.Expr:
    groups = call.once(text.str.extract_groups(pattern))
    return made_date(*(groups.struct.field(letter).cast(pl.Int64) for letter in "Ymd"))


def _parse_scalar(call: ScalarCall) -> Value:
    text = cast("str", call.arguments[0]).strip(BLANKS)
    for written in _formats(call):
        found = re.fullmatch(_pattern(written), text)
        if found is not None:
            try:
                return date(int(found["Y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                continue
    raise CellFaultError("bad_date")


OPERATIONS = (
    Operation(
        "parse_date",
        "dates",
        "The date that a text holds, by a format: `yyyy` is the year, `m` or `mm` the month, `d` or `dd` the day. Of several "
        "formats it is the first that gives a date.",
        (overload("text:text format:text! text!* -> date", _parse, _parse_scalar, result=_parse_rule),),
        (
            Example("parse_date('8.2.2015', 'd.m.yyyy')", "2015-02-08"),
            Example("parse_date('20150208', 'd.m.yyyy', 'yyyymmdd')", "2015-02-08"),
            Example("parse_date('30.2.2015', 'd.m.yyyy')", None, "bad_date"),
        ),
    ),
    Operation(
        "format_date",
        "text",
        "A date, or an instant as the organisation's clocks show it, as text by a format: `yyyy`, `mm` or `m`, `dd` or `d`, "
        "and for an instant `hh`, `mm` behind it, and `ss`. Two letters fill up with 0.",
        tuple(
            overload(f"value:{kind} format:text! -> text", _format, _format_scalar, result=_format_rule)
            for kind in ("date", "datetime")
        ),
        (
            Example("format_date(date(2015, 2, 8), 'dd.mm.yyyy')", "08.02.2015"),
            Example("format_date(date(2015, 2, 8), 'd.m.yyyy')", "8.2.2015"),
            Example("format_date(datetime(date(2015, 2, 8), time(9, 30)), 'd.m.yyyy hh.mm')", "8.2.2015 09.30"),
        ),
    ),
    Operation(
        "format_time",
        "text",
        "A time as text by a format: `hh` or `h`, `mm`, and `ss`.",
        (overload("value:time format:text! -> text", _format, _format_scalar, result=_format_rule),),
        (Example("format_time(time(9, 5), 'hh.mm')", "09.05"),),
    ),
)
