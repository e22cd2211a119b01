"""Typed expressions and rows for the property test: nearly everything that is drawn here passes `check`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from hypothesis import strategies as st
from kolonne.expressions import CodeList, CodeMapping, Lists, Value, ValueType, decimal

LISTS = Lists(
    codes={
        "kind": CodeList(
            "kind",
            {"talk": "Samtale", "trip": "Tur", "øving": "Øving"},
            valid={"talk": (date(2020, 1, 1), None), "trip": (None, date(2024, 2, 29))},
        ),
        "funder": CodeList("funder", {"A": "Aktivitet", "B": "Besøk"}),
    },
    mappings={"kind_to_funder": CodeMapping("kind_to_funder", "kind", "funder", {"talk": "A", "trip": "not_counted"})},
)

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
    "+5", "-12", "7,5", "9223372036854775808", "2024-02-29", "2025-02-29", "0000-01-01", "talk", "trip", "B", "x;y;z",
    "\u00a0", "\t", "a.b", "ﬁ", "K", "z" * 70, "٣",
)  # fmt: skip
_DATES = tuple(
    date(*parts)
    for parts in (
        (1, 1, 1), (1, 1, 2), (1900, 2, 28), (1969, 12, 31), (1970, 1, 1), (2000, 2, 29), (2020, 12, 31), (2023, 1, 1),
        (2024, 2, 28), (2024, 2, 29), (2024, 12, 30), (2025, 3, 30), (2026, 1, 1), (9999, 1, 1), (9999, 12, 31),
    )
)  # fmt: skip
_TIMES = (time(0), time(23, 59, 59, 999999), time(12, 30), time(0, 0, 0, 1))
_MOMENTS = tuple(
    datetime(*parts, tzinfo=UTC) for parts in ((1, 1, 1), (1969, 12, 31, 23), (2025, 3, 30, 1, 0, 1), (9999, 12, 31))
)


def _decimals(scale: int) -> tuple[Decimal, ...]:
    step = Decimal(1).scaleb(-scale)
    most = Decimal(f"{10 ** (18 + scale) - 1}e-{scale}")
    half = Decimal(f"{5 * 10 ** (17 + scale)}e-{scale}")
    plain = ("0", "1", "-1", "2", "3", "0.5", "-0.5", "2.5", "-2.5", "0.05", "-7.25", "1234.56", "1000000000", "999999.999999")
    fitting = tuple(Decimal(text).quantize(step) + 0 for text in plain)
    return (*fitting, step, -step, most, most.copy_negate(), step * 5, step * 15, -step * 25, half)


def _values(of: ValueType) -> st.SearchStrategy[Value]:
    pools: dict[str, st.SearchStrategy[Value]] = {
        "integer": st.sampled_from(_INTEGERS) | st.integers(-5, 40) | st.integers(-(2**63), 2**63 - 1),
        "number": st.sampled_from(_NUMBERS) | st.floats(allow_nan=False, allow_infinity=False) | st.floats(-100, 100),
        "text": st.sampled_from(_TEXTS) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
        "boolean": st.booleans(),
        "date": st.sampled_from(_DATES) | st.dates(),
        "time": st.sampled_from(_TIMES) | st.times(),
        "datetime": st.sampled_from(_MOMENTS) | st.datetimes(timezones=st.just(UTC)),
    }
    if of.kind == "decimal":
        most = 10 ** (18 + of.scale) - 1
        units = st.integers(-most, most) | st.integers(-(10**6), 10**6)
        return st.sampled_from(_decimals(of.scale)) | units.map(lambda count: Decimal(f"{count}e-{of.scale}"))
    if of.kind == "list" and of.item is not None:
        return st.lists(st.none() | _values(of.item), max_size=4).map(tuple)
    return pools[of.kind]


def columns(of: ValueType, length: int) -> st.SearchStrategy[list[Value]]:
    """A value or a blank for each of so many rows."""
    value = _values(of)
    return st.lists(st.none() | value | value | value, min_size=length, max_size=length)


Draw = Callable[[st.SearchStrategy[object]], object]


@dataclass
class _Writer:
    """Draws the text of an expression of a wanted type, down to a depth."""

    draw: st.DrawFn

    def one(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def write(self, kind: str, depth: int) -> str:
        if depth <= 0 or self.draw(st.integers(0, 5)) == 0:
            return self.leaf(kind)
        if kind in {"integer", "number", "decimal", "text", "date", "boolean"} and self.draw(st.integers(0, 4)) == 0:
            return self.choice(kind, depth)
        writers = {
            "integer": self.integer, "number": self.number, "decimal": self.decimal, "text": self.text,
            "boolean": self.boolean, "date": self.date,
        }  # fmt: skip
        return f"({writers[kind](depth - 1)})" if kind in writers else self.leaf(kind)

    def leaf(self, kind: str) -> str:
        leaves = {
            "integer": ("i", "j", "i", "j", "0", "1", "2", "-3", "7", "1000", "9223372036854775807", "-9223372036854775807"),
            "number": ("x", "y", "x", "y", "0.5", "1.0", "2.675", "1e200", "-0.1", "0.0", "1e-300"),
            "decimal": ("d0", "d2", "e2", "d6", "d12", "d2", "e2"),
            "text": ("s", "t", "kind", "s", "t", "'a'", "''", "'Ø'", "'0301'", "'talk'", "'2024-02-29'", "'ß'"),
            "boolean": ("b", "c", "b", "c", "true", "false"),
            "date": ("day", "until", "period.start", "day", "date(2024, 2, 29)"),
            "time": ("at",),
            "datetime": ("moment",),
            "texts": ("tags", "['a', 'Ø']", "['talk', None]", "[]"),
            "integers": ("sizes", "[1, 2, None]", "[45]"),
        }
        return self.one(*leaves[kind])

    def choice(self, kind: str, depth: int) -> str:
        condition, one, other = (self.write(of, depth - 1) for of in ("boolean", kind, kind))
        blank = self.one(other, other, "None")
        match self.one("if", "if_", "case", "coalesce", "coalesce", "if blank"):
            case "if":
                return f"({one} if {condition} else {other})"
            case "if blank":
                return f"({one} if {condition} else None)"
            case "if_":
                return f"if_({condition}, {one}, {blank})"
            case "case":
                return f"case({condition}, {one}, {self.write('boolean', depth - 1)}, {self.leaf(kind)}, {blank})"
        return f"coalesce({one}, {other})"

    def integer(self, depth: int) -> str:
        one, other = self.write("integer", depth), self.write("integer", depth)
        match self.draw(st.integers(0, 13)):
            case 0 | 1 | 2 | 3:
                return f"{one} {self.one('+', '-', '*', '//', '%')} {other}"
            case 4:
                return f"-({one})"
            case 5:
                return f"{self.one('abs', 'round')}({one})"
            case 6:
                return f"round({one}, {self.one('2', '0', '-1', '-3', '-12')})"
            case 7:
                return f"({one}) ** {self.one('0', '1', '2', '3', '5', '17', '63')}"
            case 8:
                return f"{self.one('min', 'max')}({one}, {other}{self.one('', ', 5', ', i')})"
            case 9:
                return f"{self.one('floor', 'ceil')}({self.write('number', depth)})"
            case 10:
                return f"length({self.write('text', depth)})"
            case 11:
                return f"integer({self.write('text', depth)})"
            case 12:
                parts = ("year", "month", "day", "quarter", "iso_week", "weekday")
                return f"{self.one(*parts)}({self.write('date', depth)})"
        return f"days_between({self.write('date', depth)}, {self.write('date', depth)})"

    def number(self, depth: int) -> str:
        one, other = self.write("number", depth), self.write(self.one("number", "number", "integer"), depth)
        match self.draw(st.integers(0, 9)):
            case 0 | 1 | 2 | 3:
                return f"{one} {self.one('+', '-', '*', '/', '//', '%')} {other}"
            case 4:
                return f"{self.write('integer', depth)} / {self.write('integer', depth)}"
            case 5:
                return f"-({one})"
            case 6:
                return f"round({one}, {self.one('2', '0', '1', '-1', '-3', '12', '-12')})"
            case 7:
                return f"({one}) ** {other}"
            case 8:
                return f"{self.one('min', 'max')}({one}, {other}{self.one('', ', 5', ', x')})"
        return f"abs({one})"

    def decimal(self, depth: int) -> str:
        one = self.write("decimal", depth)
        other = self.one(self.write("decimal", depth), self.write("integer", depth), self.one("0.8", "2", "-0.25", "100"))
        match self.draw(st.integers(0, 9)):
            case 0 | 1 | 2:
                return f"{one} {self.one('+', '-', '//', '%')} {other}"
            case 3:
                # Rounded first, so that the product does not have too many digits behind the point.
                return f"round({one}, {self.one('0', '2', '6')}) * round({self.write('decimal', depth)}, {self.one('0', '2', '6')})"
            case 4:
                return f"round({one}, {self.one('0', '2', '9')}) / round({self.write('decimal', depth)}, {self.one('0', '2', '9')})"
            case 5:
                return f"-({one})"
            case 6:
                return f"round({one}, {self.one('0', '1', '2', '5', '11', '-1', '-2', '-12')})"
            case 7:
                return f"{self.one('floor', 'ceil', 'round', 'abs')}({one})"
            case 8:
                return f"{self.one('min', 'max')}({one}, {other})"
        return f"{other} - {one}"

    def text(self, depth: int) -> str:
        one, count = self.write("text", depth), self.write("integer", depth)
        match self.draw(st.integers(0, 9)):
            case 0 | 1:
                return f"{one} + {self.write('text', depth)}"
            case 2 | 3:
                return f"{self.one('upper', 'lower', 'trim')}({one})"
            case 4:
                return f"{self.one('left', 'right')}({one}, {count})"
            case 5:
                return f"mid({one}, {count}, {self.write('integer', depth)})"
            case 6:
                return f"replace({one}, {self.one(*_OLD)}, {self.one(*_NEW)})"
            case 7:
                return f"pad_left({one}, {self.one('0', '4', '10')}, {self.one(*_FILL)})"
            case 8:
                return f"text({self.write(self.one('integer', 'decimal', 'date'), depth)})"
        return self.one("label(kind)", "translate(kind, 'kind_to_funder')", f"label({one}, 'kind')")

    def boolean(self, depth: int) -> str:
        kind = self.one("integer", "number", "decimal", "text", "date", "time", "datetime")
        one, other = self.write(kind, depth), self.write(kind, depth)
        match self.draw(st.integers(0, 13)):
            case 0 | 1 | 2:
                return f"{one} {self.one('<', '<=', '>', '>=', '==', '!=')} {other}"
            case 3:
                return f"{one} < {other} <= {self.leaf(kind)}"
            case 4 | 5 | 6:
                parts = [self.write("boolean", depth) for _ in range(self.draw(st.integers(2, 3)))]
                return f" {self.one('and', 'or')} ".join(parts)
            case 7:
                return f"not {self.write('boolean', depth)}"
            case 8:
                return f"{self.one('blank', 'present')}({one})"
            case 9:
                item, items = self.one("text texts", "integer integers").split()
                return f"{self.write(item, depth)} {self.one('in', 'not in')} {self.leaf(items)}"
            case 10:
                found = self.one("contains", "starts_with", "ends_with")
                return f"{found}({self.write('text', depth)}, {self.write('text', depth)})"
            case 11:
                return f"matches({self.write('text', depth)}, {self.one(*PATTERNS)})"
            case 12:
                return f"is_valid_code({self.write('text', depth)}, 'kind'{self.one('', ', ' + self.write('date', depth))})"
        return f"{self.one('blank', 'present')}({self.leaf('texts')}) == {self.write('boolean', depth)}"

    def date(self, depth: int) -> str:
        one, count = self.write("date", depth), self.write("integer", depth)
        match self.draw(st.integers(0, 5)):
            case 0:
                return f"add_days({one}, {self.one(count, '1', '-400', '100000')})"
            case 1:
                return f"{self.one('start_of_month', 'end_of_month', 'start_of_year', 'end_of_year')}({one})"
            case 2:
                return f"{self.one('min', 'max')}({one}, {self.write('date', depth)})"
            case 3:
                return f"date({self.one('2024', 'year(day)', count)}, {self.one('2', '12', count)}, {self.one('29', '1', count)})"
            case 4:
                return f"date({self.write('text', depth)})"
        return f"date({self.one('i', '2024', '2023')}, {self.one('j', '2', '13')}, {self.one('j', '29', '31')})"


_OLD = ("'a'", "'Å'", "';'", "' '", "'aa'", "'\\n'", "'0'")
_NEW = ("''", "'b'", "'aa'", "'ø'", "'$1'", "'\\\\0'")
_FILL = ("'0'", "' '", "'é'", "'🏳'")
#: Patterns as they stand between quotes in an expression.
PATTERNS = (
    "'^a'", "'a$'", "'^[0-9]{4}$'", r"'\\d+'", r"'^\\w+$'", r"'\\s'", r"'\\bA'", "'(?i)ß'", "'(?i)k'", "'(?i)s'", "'.'",
    "'^.$'", "'^$'", "'[^a]'", "'[[:alpha:]]'", "'[[:^digit:]]'", "'a|b'", "'(a+)+$'", r"'\\pL'", r"'^\\p{Lu}'", "'(?s)^.+$'",
    "'(?m)^a$'", r"'\\Aa'", r"'c\\z'", "'[æøå]'", "'(?i)[æøå]'", "'x*'", r"'[\\d.]+'", r"'\\.'", "'(?i)İ'", "'(?i)ǆ'", "'(?i)σ'",
)  # fmt: skip

KINDS = ("integer", "number", "decimal", "text", "boolean", "date")


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """An expression of any type, up to four levels deep."""
    writer = _Writer(draw)
    kind = draw(st.sampled_from((*KINDS, *KINDS, "days")))
    depth = draw(st.integers(1, 4))
    if kind == "days":
        return f"days({writer.write('date', depth - 1)}, {writer.write('date', depth - 1)})"
    return writer.write(kind, depth)
