"""Typed expressions for the property test: nearly everything that is drawn here passes `check`."""

import re
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

from unit.expressions.templates import LITERALS, TEMPLATES

T = TypeVar("T")


@dataclass
class Writer:
    """Draws the text of an expression of a wanted type, down to a depth."""

    draw: st.DrawFn

    def one(self, *choices: T) -> T:
        return self.draw(st.sampled_from(choices))

    def write(self, kind: str, depth: int) -> str:
        if depth <= 0 or self.draw(st.integers(0, 5)) == 0:
            return self.leaf(kind)
        if self.draw(st.integers(0, 2)) == 0 or kind in {"time", "datetime", "texts", "integers", "numbers", "dates"}:
            return self.template(kind, depth - 1)
        if kind in {"integer", "number", "decimal", "text", "date", "boolean"} and self.draw(st.integers(0, 4)) == 0:
            return self.choice(kind, depth)
        writers = {
            "integer": self.integer, "number": self.number, "decimal": self.decimal, "text": self.text,
            "boolean": self.boolean, "date": self.date,
        }  # fmt: skip
        return f"({writers[kind](depth - 1)})" if kind in writers else self.leaf(kind)

    def leaf(self, kind: str) -> str:
        leaves = {
            "integer": (
                "i",
                "j",
                "i",
                "j",
                "0",
                "1",
                "2",
                "-3",
                "7",
                "1000",
                "9223372036854775807",
                "-9223372036854775807",
            ),
            "number": ("x", "y", "x", "y", "0.5", "1.0", "2.675", "1e200", "-0.1", "0.0", "1e-300"),
            "decimal": ("d0", "d2", "e2", "d6", "d12", "d2", "e2"),
            "text": (
                "s",
                "t",
                "kind",
                "place",
                "s",
                "t",
                "'a'",
                "''",
                "'Ø'",
                "'0301'",
                "'talk'",
                "'2024-02-29'",
                "'ß'",
            ),
            "boolean": ("b", "c", "b", "c", "true", "false"),
            "date": ("day", "until", "period.start", "day", "date(2024, 2, 29)"),
            "time": ("at", "at", "time(2, 30)", "time('23:59:59')"),
            "datetime": ("moment", "moment", "datetime(day, at)", "datetime(date(2024, 10, 27), time(2, 30))"),
            "texts": ("tags", "['a', 'Ø']", "['talk', None]", "[]"),
            "integers": ("sizes", "[1, 2, None]", "[45]"),
            "numbers": ("[0.5, 1]", "[2, None]", "[-0.05, 2.675]", "[]"),
            "dates": ("days(day, add_days(day, 2))", "days(day, until)", "[None]"),
        }
        return self.one(*leaves[kind])

    def template(self, kind: str, depth: int) -> str:
        """A call with its blanks filled in."""
        return re.sub(
            r"\{(=?)(\w+)\}",
            lambda found: self.one(*LITERALS[found[2]]) if found[1] else self.write(found[2], depth),
            self.one(*TEMPLATES[kind]),
        )

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
        other = self.one(
            self.write("decimal", depth), self.write("integer", depth), self.one("0.8", "2", "-0.25", "100")
        )
        match self.draw(st.integers(0, 10)):
            case 0 | 1 | 2:
                return f"{one} {self.one('+', '-', '//', '%')} {other}"
            case 10:
                return f"round({one}, 2) * {self.one('i', '100', '0.8', '-0.25', 'length(s)', 'd2')}"
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
        return self.code(depth)

    def code(self, depth: int) -> str:
        """A code, or what one is called."""
        text, day = self.write("text", depth), self.write("date", depth)
        text, list_ = self.one((f"{text}", ", 'place'"), ("place", ""), ("place", ", 'place'"), (f"{text}", ", 'spot'"))
        said = self.one("blank", "first", "error")
        return self.one(
            "label(kind)",
            "translate(kind, 'kind_to_funder')",
            f"{self.one('translate', 'reason')}(kind, 'kind_by_time'{self.one('', f', {day}')})",
            f"{self.one('label', 'parent')}({text}{list_}{self.one('', f', {day}')})",
            f"{self.one('successor', 'predecessor')}({text}{list_}, {day}, '{said}')",
            f"top({text}{list_})",
            f"code({self.write('text', depth)}, {self.one(*_LISTS)})",
            f"parent(parent(spot{self.one('', f', {day}')}){self.one('', f', {day}')})",
        )

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
                item, items = self.one(
                    "text texts", "integer integers", "number numbers", "decimal numbers", "date dates"
                ).split()
                return f"{self.write(item, depth)} {self.one('in', 'not in')} {self.leaf(items)}"
            case 10:
                found = self.one("contains", "starts_with", "ends_with")
                return f"{found}({self.write('text', depth)}, {self.write('text', depth)})"
            case 11:
                return f"matches({self.write('text', depth)}, {self.one(*PATTERNS)})"
            case 12:
                text, other = self.write("text", depth), self.write("text", depth)
                return self.one(
                    f"is_valid_code({text}, {self.one(*_LISTS)}{self.one('', ', ' + self.write('date', depth))})",
                    f"is_under({self.one('place', 'spot')}, {self.one(other, *_PLACES)})",
                    f"is_under({text}, {self.one(other, *_PLACES)}, {self.one(*_LISTS[1:])})",
                )
        items = self.one("texts", "integers", "dates")
        if self.one("list", "boolean") == "list":
            return f"{self.leaf(items)} {self.one('==', '!=')} {self.leaf(items)}"
        return f"{self.one('blank', 'present')}({self.leaf(items)}) == ({self.write('boolean', depth)})"

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


_LISTS = ("'kind'", "'place'", "'spot'")
_PLACES = ("'a'", "'ab'", "'B'", "'1'")
_OLD = ("'a'", "'Å'", "';'", "' '", "'aa'", "'\\n'", "'0'")
_NEW = ("''", "'b'", "'aa'", "'ø'", "'$1'", "'\\\\0'")
_FILL = ("'0'", "' '", "'é'", "'🏳'")
#: Patterns as they stand between quotes in an expression.
PATTERNS = (
    "'^a'", "'a$'", "'^[0-9]{4}$'", r"'\\d+'", r"'^\\w+$'", r"'\\s'", r"'\\bA'", "'(?i)ß'", "'(?i)k'", "'(?i)s'", "'.'",
    "'^.$'", "'^$'", "'[^a]'", "'[[:alpha:]]'", "'[[:^digit:]]'", "'a|b'", "'(a+)+$'", r"'\\pL'", r"'^\\p{Lu}'", "'(?s)^.+$'",
    "'(?m)^a$'", r"'\\Aa'", r"'c\\z'", "'[æøå]'", "'(?i)[æøå]'", "'x*'", r"'[\\d.]+'", r"'\\.'", "'(?i)İ'", "'(?i)ǆ'", "'(?i)σ'",
)  # fmt: skip

KINDS = (
    "integer",
    "number",
    "decimal",
    "text",
    "boolean",
    "date",
    "time",
    "datetime",
    "texts",
    "integers",
    "numbers",
    "dates",
)


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """An expression of any type, up to four levels deep."""
    writer = Writer(draw)
    kind = draw(st.sampled_from((*KINDS, *KINDS[:6], "days")))
    depth = draw(st.integers(1, 4))
    if kind == "days":
        return f"days({writer.write('date', depth - 1)}, {writer.write('date', depth - 1)})"
    return writer.write(kind, depth)
