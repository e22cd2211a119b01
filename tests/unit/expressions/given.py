"""Names, lists and values that generated expressions are about: blanks, extremes, and texts that behave oddly."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from hypothesis import strategies as st

from kolonne.expressions import CodeList, CodeMapping, Lists, Step, Value, ValueType, Version, decimal

LISTS = Lists(
    codes={
        "kind": CodeList(
            "kind",
            {"talk": "Samtale", "trip": "Tur", "øving": "Øving"},
            valid={"talk": (date(2020, 1, 1), None), "trip": (None, date(2024, 2, 29))},
        ),
        "funder": CodeList("funder", {"A": "Aktivitet", "B": "Besøk"}, aliases={"b.": "B"}),
        "place": CodeList(
            "place",
            {"1": "En", "2": "To", "3": "Tre", "4": "Fire", "a": "A", "ab": "AB", "B": "Be"},
            aliases={"å": "a", "ß": "B"},
            valid={
                "1": (None, date(2020, 1, 1)),
                "2": (date(2020, 1, 1), date(2024, 1, 1)),
                "3": (date(2024, 1, 1), None),
                "4": (date(2024, 1, 1), None),
                "a": (date(2020, 1, 1), date(2025, 1, 1)),
            },
            parents={"1": "a", "2": "a", "3": "B", "a": "ab"},
            versions={
                "a": (
                    Version(date(2020, 1, 1), date(2024, 1, 1), "A før", "ab"),
                    Version(date(2024, 1, 1), date(2025, 1, 1), "A"),
                ),
                "B": (Version(None, date(2024, 2, 29), "Be før"), Version(date(2024, 2, 29), None, "Be", "ab")),
            },
            successors={"1": ("2",), "2": ("3", "4"), "a": ("B",)},
        ),
        "spot": CodeList(
            "spot", {"x": "X", "talk": "Y"}, parents={"x": "1", "talk": "2"}, parent_list="place"
        ),
    },
    mappings={
        "kind_to_funder": CodeMapping(
            "kind_to_funder", "kind", "funder", {"talk": "A", "trip": "not_counted"}, {"trip": "en tur"}
        ),
        "kind_by_time": CodeMapping(
            "kind_by_time", "kind", "funder", {"talk": "A"}, {},
            {
                "talk": (Step(None, "A"), Step(date(2024, 1, 1), "not_counted"), Step(date(2025, 1, 1), None, "code_not_mapped")),
                "trip": (Step(None, None, "code_not_mapped"), Step(date(2026, 1, 1), "B")),
            },
            {
                "talk": (Step(None, None), Step(date(2024, 1, 1), "ikke nå"), Step(date(2025, 1, 1), None, "code_not_mapped")),
                "trip": (Step(None, None, "code_not_mapped"), Step(date(2026, 1, 1), None)),
            },
        ),
    },
)  # fmt: skip

NAMES: dict[str, ValueType] = {
    "i": ValueType("integer"),
    "j": ValueType("integer"),
    "x": ValueType("number"),
    "y": ValueType("number"),
    "d0": decimal(0),
    "d2": decimal(2),
    "e2": decimal(2),
    "d6": decimal(6),
    "d12": decimal(12),
    "s": ValueType("text"),
    "t": ValueType("text"),
    "kind": ValueType("text", codes="kind"),
    "place": ValueType("text", codes="place"),
    "spot": ValueType("text", codes="spot"),
    "b": ValueType("boolean"),
    "c": ValueType("boolean"),
    "day": ValueType("date"),
    "until": ValueType("date"),
    "at": ValueType("time"),
    "moment": ValueType("datetime"),
    "tags": ValueType("list", item=ValueType("text")),
    "sizes": ValueType("list", item=ValueType("integer")),
    "period.start": ValueType("date"),
}

_INTEGERS = (0, 1, -1, 2, 3, -7, 10, 45, 100, 2025, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 3037000500, 2**62)
_NUMBERS = (
    0.0, -0.0, 0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 2.675, 1.005, 0.1, 0.3, 1e15, 2.0**53, -1e17, 9.2e18, 1e100, 1e308,
    -1e308, 5e-324, 2.2250738585072014e-308, 1234567.895, 0.285, 9007199254740993.0,
)  # fmt: skip
_TEXTS = (
    "", " ", "a", "A", "ab", "abc\n", "ß", "İ", "ſ", "ǆ", "Σ", "ΑΣ", "Å", "A\u030a", "søm", "🏳️‍🌈", "0301", " 007 ",
    "+5", "-12", "7,5", "9223372036854775808", "2024-02-29", "2025-02-29", "0000-01-01", "talk", "trip", "B", "x;y;z", "1", "2", "3", "Ab", "x", "b.",
    "\u00a0", "\t", "a.b", "=1+1", "+-@x", "a\u200b\u00adb", " x \x07 y ", "8.2.2015", "20150208", "13:30", "9.05", "1 234,5",
    "971 038 179", "kari@example.no", "+47 412 34 567", "a, b,, c", "\u2212 3", "ﬁ", "K", "z" * 70, "٣",
)  # fmt: skip
_DATES = tuple(
    date(*parts)
    for parts in (
        (1, 1, 1), (1, 1, 2), (1900, 2, 28), (1969, 12, 31), (1970, 1, 1), (2000, 2, 29), (2020, 12, 31), (2023, 1, 1), (2024, 1, 1), (2025, 1, 1),
        (2024, 2, 28), (2024, 2, 29), (2024, 12, 30), (2025, 3, 30), (2026, 1, 1), (9999, 1, 1), (9999, 12, 31),
    )
)  # fmt: skip
_TIMES = (time(0), time(2), time(2, 30), time(3), time(23, 59, 59, 999999), time(12, 30), time(0, 0, 0, 1))
_MOMENTS = (
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1969, 12, 31, 23, tzinfo=UTC),
    datetime(2025, 3, 30, 1, 0, 1, tzinfo=UTC),
    datetime(2024, 2, 29, 23, 30, tzinfo=UTC),
    datetime(2024, 3, 31, 0, 59, 59, 999999, tzinfo=UTC),
    datetime(2024, 3, 31, 1, tzinfo=UTC),
    datetime(2024, 10, 27, 0, 0, tzinfo=UTC),
    datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
    datetime(2024, 10, 27, 1, 0, tzinfo=UTC),
    datetime(2024, 10, 27, 1, 30, tzinfo=UTC),
    datetime(2024, 10, 27, 2, 0, tzinfo=UTC),
    datetime(2040, 7, 1, 22, 30, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
)


def _decimals(scale: int) -> tuple[Decimal, ...]:
    step = Decimal(1).scaleb(-scale)
    most = Decimal(f"{10 ** (18 + scale) - 1}e-{scale}")
    half = Decimal(f"{5 * 10 ** (17 + scale)}e-{scale}")
    plain = (
        "0",
        "1",
        "-1",
        "2",
        "3",
        "0.5",
        "-0.5",
        "2.5",
        "-2.5",
        "0.05",
        "-7.25",
        "1234.56",
        "1000000000",
        "999999.999999",
    )
    fitting = tuple(Decimal(text).quantize(step) + 0 for text in plain)
    return (*fitting, step, -step, most, most.copy_negate(), step * 5, step * 15, -step * 25, half)


def _values(of: ValueType) -> st.SearchStrategy[Value]:
    pools: dict[str, st.SearchStrategy[Value]] = {
        "integer": st.sampled_from(_INTEGERS) | st.integers(-5, 40) | st.integers(-(2**63), 2**63 - 1),
        "number": st.sampled_from(_NUMBERS) | st.floats(allow_nan=False, allow_infinity=False) | st.floats(-100, 100),
        "text": st.sampled_from(_TEXTS)
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
        "boolean": st.booleans(),
        "date": st.sampled_from(_DATES) | st.dates(),
        "time": st.sampled_from(_TIMES) | st.times().map(lambda drawn: drawn.replace(fold=0)),
        "datetime": st.sampled_from(_MOMENTS)
        | st.datetimes(timezones=st.just(UTC)).map(lambda drawn: drawn.replace(fold=0)),
    }
    if of.kind == "decimal":
        most = 10 ** (18 + of.scale) - 1
        units = st.integers(-most, most) | st.integers(-(10**6), 10**6)
        return st.sampled_from(_decimals(of.scale)) | units.map(lambda count: Decimal(f"{count}e-{of.scale}"))
    if of.kind == "list" and of.item is not None:
        return st.lists(st.none() | _values(of.item), max_size=4).map(tuple)
    return pools[of.kind]


def _everyday(of: ValueType) -> st.SearchStrategy[Value]:
    """Values as they occur, at most as large as tame columns have them."""
    pools: dict[str, st.SearchStrategy[Value]] = {
        "integer": st.integers(-5, 40) | st.sampled_from([2**31, -(2**31)]),
        "number": st.floats(-100, 100).filter(lambda drawn: abs(drawn) > 1e-30)
        | st.sampled_from([0.0, 1e30, -1e30, 1e-30, 2.675, 0.1]),
    }
    if of.kind == "decimal":
        most = 10 ** (9 + of.scale)
        units = st.integers(-(10**6), 10**6) | st.sampled_from([most, -most])
        return units.map(lambda count: Decimal(f"{count}e-{of.scale}"))
    return pools[of.kind] if of.kind in pools else _values(of)


def columns(of: ValueType, length: int, *, everyday: bool = False) -> st.SearchStrategy[list[Value]]:
    """A value or a blank for each of so many rows."""
    value = _everyday(of) if everyday else _values(of)
    return st.lists(st.none() | value | value | value, min_size=length, max_size=length)
