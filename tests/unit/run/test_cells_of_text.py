"""Coercion of what is written as text: what each type makes of it, and what it calls bad."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from unit.run.documents import Json, read, texts

#: A cell that is no such value: blank, and told.
BAD = object()

INTEGER = {"type": "integer"}
NUMBER = {"type": "number"}
DECIMAL = {"type": "decimal", "scale": 2}
BOOLEAN = {"type": "boolean"}
DATE = {"type": "date"}
TIME = {"type": "time"}
DATETIME = {"type": "datetime"}


def utc(day: int, month: int, hour: int, minute: int = 0, microsecond: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, 0, microsecond, UTC)


CASES: list[tuple[Json, dict[str, Any]]] = [
    (
        INTEGER,
        {
            "12": 12, " 12 ": 12, "+5": 5, "-5": -5, "−5": -5, "007": 7, "12,0": 12, "12.00": 12,
            "1 234": 1234, "1\u00a0234": 1234, "1\u2009234\u2009567": 1234567, "−1\u202f234": -1234, "1'234": 1234,
            "9223372036854775807": 2**63 - 1, "-9223372036854775808": -(2**63),
            "9223372036854775808": BAD, "-9223372036854775809": BAD, "9" * 50: BAD,
            "12,5": BAD, "12.": BAD, "1,234": BAD, "1.234": BAD, "1 23": BAD, "1234 567": BAD, "- 5": BAD, "--5": BAD,
            "abc": BAD, "1e3": BAD, "0x1": BAD, "1_000": BAD, "٣": BAD, "１２": BAD, "½": BAD, "nan": BAD, "-": BAD,
        },
    ),
    (
        NUMBER,
        {
            "1,5": 1.5, "1.5": 1.5, "1e3": 1000.0, "1E-3": 0.001, "1e+3": 1000.0, "1 234,5": 1234.5, "−1,5": -1.5,
            "+2": 2.0, "1e-400": 0.0,
            "1e400": BAD, "nan": BAD, "inf": BAD, "-Infinity": BAD, ".5": BAD, "5.": BAD, "1,2,3": BAD, "1.234,5": BAD,
            "1e": BAD, "12 kr": BAD,
        },
    ),
    ({**NUMBER, "decimal_sign": ","}, {"1,5": 1.5, "1.5": BAD, "7": 7.0}),
    ({**NUMBER, "decimal_sign": "."}, {"1.5": 1.5, "1,5": BAD, "7": 7.0}),
    (
        DECIMAL,
        {
            "1 234,50": Decimal("1234.50"), "1,5": Decimal("1.50"), "1.5": Decimal("1.50"), "5,": Decimal("5.00"),
            "1,500": BAD, "1.250": BAD, "1,50": Decimal("1.50"), "0,500": Decimal("0.50"), "0": Decimal("0.00"), "−1,5": Decimal("-1.50"), "+1": Decimal("1.00"),
            "999999999999999999,99": Decimal("999999999999999999.99"), "0" * 20 + "1": Decimal("1.00"),
            "1,005": BAD, "1000000000000000000": BAD, "-1000000000000000000": BAD, ",5": BAD, "1e3": BAD, "NaN": BAD,
        },
    ),
    ({"type": "decimal", "scale": 0}, {"1": Decimal(1), "1,0": Decimal(1), "1.5": BAD}),
    ({**DECIMAL, "decimal_sign": "."}, {"1.50": Decimal("1.50"), "1,50": BAD}),
    (
        BOOLEAN,
        {
            "ja": True, "JA": True, "x": True, "X": True, "1": True, "Sann": True, " ja ": True,
            "nei": False, "NEI": False, "0": False, "N": False, "2": BAD, "kanskje": BAD, "jada": BAD,
        },
    ),
    ({**BOOLEAN, "true": ["på"], "false": ["av"]}, {"PÅ": True, "Av": False, "ja": BAD}),
    (
        DATE,
        {
            "2025-02-08": date(2025, 2, 8), "8.2.2015": date(2015, 2, 8), "08.02.2015": date(2015, 2, 8),
            " 2025-02-08 ": date(2025, 2, 8), "2025-02-08T00:00:00": date(2025, 2, 8), "2025-02-08 00:00": date(2025, 2, 8),
            "2025-02-08T00:00:00.000": date(2025, 2, 8), "2024-02-29": date(2024, 2, 29), "9999-12-31": date(9999, 12, 31),
            "31.02.2025": BAD, "8.2.15": BAD, "2025-02-29": BAD, "29.2.1900": BAD, "2025-02-08T10:00:00": BAD,
            "0999-12-31": BAD, "10000-01-01": BAD, "20250208": BAD, "2/8/2025": BAD, "i går": BAD, "2025-13-01": BAD,
        },
    ),
    (
        {**DATE, "formats": ["mm/dd/yyyy"]},
        {"02/08/2025": date(2025, 2, 8), "2/8/2025": date(2025, 2, 8), "13/01/2025": BAD, "2025-02-08": BAD},
    ),
    (
        TIME,
        {
            "13:00": time(13), "13.00": time(13), "9:05": time(9, 5), "13:00:05": time(13, 0, 5),
            "25:00": BAD, "24:00": BAD, "13:60": BAD, "13": BAD, "1300": BAD,
        },
    ),
    (
        DATETIME,
        {
            "2025-07-01T12:00:00": utc(1, 7, 10), "2025-01-01 12:00": utc(1, 1, 11), "1.1.2025 12.00": utc(1, 1, 11),
            "01.01.2025 12:00": utc(1, 1, 11), "2025-01-01T12:00:00.5": utc(1, 1, 11, 0, 500_000),
            "2025-01-01T12:00:00Z": utc(1, 1, 12), "2025-01-01 12:00:00+00": utc(1, 1, 12), "2025-01-01T12:00z": utc(1, 1, 12),
            "2025-01-01T12:00:00+02:00": utc(1, 1, 10), "2025-01-01T12:00-0930": utc(1, 1, 21, 30),
            "2025-01-01T12:00:00.25+01:00": utc(1, 1, 11, 0, 250_000),
            # The clock goes forward at 2 o'clock on 30 March, and back at 3 o'clock on 26 October.
            "2025-03-30T02:30:00": BAD, "2025-03-30T02:30:00Z": utc(30, 3, 2, 30), "2025-03-30T03:30:00": utc(30, 3, 1, 30),
            "2025-10-26T02:30:00": utc(26, 10, 0, 30), "2025-10-26T02:30:00+01:00": utc(26, 10, 1, 30),
            "2025-01-01": BAD, "2025-01-01T25:00": BAD, "0999-01-01T00:00": BAD, "2025-01-01T12:00+99:00": BAD,
            "12:00-30": BAD,
        },
    ),
    ({**DATETIME, "formats": ["d.m.yyyy hh:mm"]}, {"1.7.2025 12:00": utc(1, 7, 10), "1.7.2025 12.00": BAD}),
    ({"type": "list"}, {"a": ["a"], "a, b ,,c": ["a", "b", "c"], ",": []}),
    ({"type": "list", "separator": " / "}, {"a / b,c": ["a", "b,c"]}),
    ({"type": "list", "items": "integer"}, {"1, −2,+3": [1, -2, 3], "1,x": BAD, "1.5": BAD}),
    ({"type": "list", "items": "number", "separator": ";"}, {"1,5;2": [1.5, 2.0], "nan": BAD, "inf;1": BAD}),
    ({"type": "list", "items": "boolean", "separator": ";"}, {"ja;NEI": [True, False], "ja;kanskje": BAD}),
    (
        {"type": "list", "items": "date", "separator": ";"},
        {"2025-01-01;8.2.2025": [date(2025, 1, 1), date(2025, 2, 8)], "8.2.15": BAD},
    ),
    ({"type": "list", "items": "time", "separator": ";"}, {"13:00;9.05": [time(13), time(9, 5)], "25:00": BAD}),
    ({"type": "list", "items": "datetime", "separator": ";"}, {"1.1.2025 12:00": [utc(1, 1, 11)], "2025-01-01": BAD}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "cases"), CASES, ids=[str(field) for field, _ in CASES])
def test_what_a_type_makes_of_a_text(field: Json, cases: dict[str, Any]) -> None:
    """Each text becomes exactly that value, or a blank with one warning about its cell."""
    values, codes = read(field, texts(*cases))
    nothing: list[Any] | None = [] if field["type"] == "list" else None
    assert dict(zip(cases, values, strict=True)) == {
        text: nothing if value is BAD else value for text, value in cases.items()
    }
    bad = f"bad_{field['type']}"
    assert dict(zip(cases, codes, strict=True)) == {
        text: bad if value is BAD else None for text, value in cases.items()
    }


@pytest.mark.parametrize(
    "field", [INTEGER, NUMBER, DECIMAL, BOOLEAN, DATE, TIME, DATETIME, {"type": "list"}, {"type": "text"}], ids=str
)
def test_blank_text_is_a_blank_and_not_bad(field: Json) -> None:
    """Nothing, an empty text and blanks of every kind are blank in every type, and nothing is told."""
    values, codes = read(field, texts(None, "", " ", "\t", "\u00a0\u202f ", "\r\n"))
    assert values == [[] if field["type"] == "list" else None] * 6
    assert codes == [None] * 6


def test_zero_has_no_sign() -> None:
    """`-0` is the number 0, so that no message and no file shows a minus before a nought."""
    values, _ = read(NUMBER, texts("-0", "-0,0", "−0"))
    assert [str(value) for value in values] == ["0.0"] * 3


def test_text_is_kept_as_it_is() -> None:
    """Blanks around a text stay; only a text of nothing but blanks becomes blank."""
    assert read({"type": "text"}, texts(" a ", "", "  "))[0] == [" a ", None, None]


def test_keep_empty_keeps_empty_text() -> None:
    """With `keep_empty` an empty text is a value of its own, and only nothing is blank."""
    assert read({"type": "text", "keep_empty": True}, texts("", "  ", None, "a"))[0] == ["", "  ", None, "a"]
