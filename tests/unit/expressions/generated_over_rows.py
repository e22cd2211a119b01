"""Expressions over many rows for the property test: aggregates over related records and over groups, and windows."""

import re
from dataclasses import dataclass, field

from hypothesis import strategies as st

from kolonne.expressions import Value, ValueType
from unit.expressions.generated import Writer
from unit.expressions.given import NAMES, columns
from unit.expressions.many_rows import Rows

#: The input whose records belong to rows, and their names.
SOURCE = "r"
RELATED = {f"{SOURCE}.{name}": of for name, of in NAMES.items() if name != "period.start"}
_NAMED = re.compile(rf"\b{SOURCE}\.")
_ORDERED = ("integer", "number", "decimal", "text", "date")
#: Kinds of single values that there are names of.
KINDS = (*_ORDERED, "boolean")


@dataclass
class _Inner(Writer):
    """Writes what is computed for each related record: names of its own, and those of the row it belongs to."""

    def leaf(self, kind: str) -> str:
        found = super().leaf(kind)
        return (
            f"{SOURCE}.{found}" if f"{SOURCE}.{found}" in RELATED and self.one("own", "own", "row") == "own" else found
        )


@dataclass
class _Aggregating(Writer):
    """Writes expressions in which aggregates stand; of related records, or of the rows of a group."""

    is_of_group: bool = False
    #: Writes what stands in aggregates.
    inner: Writer = field(init=False)

    def __post_init__(self) -> None:
        self.inner = _Aggregating(self.draw) if self.is_of_group else _Inner(self.draw)

    def leaf(self, kind: str) -> str:
        # A list of numbers would also be drawn for decimals to be in.
        if kind == "numbers" or self.draw(st.integers(0, 2)) == 0:
            return super().leaf(kind)
        return self.aggregate(kind) or super().leaf(kind)

    def value(self, kind: str, depth: int) -> str:
        """What an aggregate looks at; it names a related record at least once."""
        found = self.inner.write(kind, depth)
        if self.is_of_group or _NAMED.search(found):
            return found
        return next(f"{name}" for name, of in RELATED.items() if of.kind == kind)

    def where(self, *, named: bool = False) -> str:
        condition = self.inner.write("boolean", self.draw(st.integers(0, 2)))
        # What stands without its name must be seen to be a condition, where `max(value, other)` could be meant.
        plain = f", where={condition}" if named else f", ({condition}) == true"
        return self.one("", f", where={condition}", plain)

    def aggregate(self, kind: str) -> str:
        depth = self.draw(st.integers(0, 2))
        match kind:
            case "integer":
                return self.count(depth)
            case "boolean":
                return f"{self.one('any', 'all')}({self.value('boolean', depth)}{self.where(named=True)})"
            case "text" if self.one("join", "other") == "join":
                separator = self.one("", ", ' / '", ", ''")
                return f"join_text({self.value('text', depth)}{separator}{self.where(named=True)})"
            case "integers" | "texts" | "dates":
                return f"values({self.value(kind[:-1], depth)}{self.where(named=True)})"
        return self.extreme(kind, depth)

    def count(self, depth: int) -> str:
        rows = "" if self.is_of_group else SOURCE
        of = self.one(*KINDS)
        match self.draw(st.integers(0, 4)):
            case 0:
                condition = self.inner.write("boolean", depth)
                return f"count({self.one(rows, f'{rows}, {condition}'.lstrip(', '))})"
            case 1:
                return f"count({self.value(of, depth)}{self.where(named=True)})"
            case 2:
                other = self.one("", f", {self.value(self.one(*KINDS), 0)}", f", {self.inner.leaf('time')}")
                return f"count_distinct({self.value(of, depth)}{other}{self.where(named=True)})"
        return self.extreme("integer", depth)

    def extreme(self, kind: str, depth: int) -> str:
        functions = {"integer": ("sum", "min", "max", "first"), "number": ("sum", "min", "max", "first")}
        functions["decimal"] = functions["number"]
        usual = ("min", "max", "first") if kind in _ORDERED else ("first",)
        return f"{self.one(*functions.get(kind, usual))}({self.value(kind, depth)}{self.where()})"


@dataclass
class _Windowing(Writer):
    """Writes expressions in which functions over other rows stand, and aggregates inside of them and beside them."""

    inner: Writer = field(init=False)

    def __post_init__(self) -> None:
        plain = self.one("plain", "plain", "aggregating") == "plain"
        self.inner = Writer(self.draw) if plain else _Aggregating(self.draw)

    def leaf(self, kind: str) -> str:
        if self.draw(st.integers(0, 2)) == 0:
            return super().leaf(kind)
        return self.window(kind) or super().leaf(kind)

    def keys(self) -> list[str]:
        kinds = self.draw(st.lists(st.sampled_from((*KINDS, "time", "datetime")), max_size=2))
        return [self.inner.write(kind, self.draw(st.integers(0, 1))) for kind in kinds]

    def options(self, *, ordered: bool) -> list[str]:
        found: list[str] = []
        if ordered and self.one("order", "none") == "order":
            found.append(f"order={self.inner.write(self.one(*KINDS), self.draw(st.integers(0, 1)))}")
        if ordered and self.one("descending", "none") == "descending":
            found.append(f"descending={self.one('true', 'false')}")
        if self.one("where", "none") == "where":
            found.append(f"where={self.inner.write('boolean', self.draw(st.integers(0, 1)))}")
        return found

    def window(self, kind: str) -> str:
        value = self.inner.write(kind, self.draw(st.integers(0, 2)))
        name = {"boolean": "is_first", "integer": self.one("rank", "rank", "count_over", "extreme")}.get(
            kind, "extreme"
        )
        if name != "extreme":
            ordered = name != "count_over"
            return f"{name}({', '.join([*self.keys(), *self.options(ordered=ordered)])})"
        if kind not in _ORDERED:
            return ""
        functions = ("min_over", "max_over") if kind in {"text", "date"} else ("sum_over", "min_over", "max_over")
        return f"{self.one(*functions)}({', '.join([value, *self.keys(), *self.options(ordered=False)])})"


def _expression(writer: Writer) -> str:
    kind = writer.draw(st.sampled_from((*KINDS, "integers", "texts")))
    return writer.write(kind, writer.draw(st.integers(0, 2)))


@st.composite
def over_related(draw: st.DrawFn) -> str:
    """An expression of a row that looks at the records that belong to it."""
    return _expression(_Aggregating(draw))


@st.composite
def over_group(draw: st.DrawFn) -> str:
    """An expression of a group that looks at its rows, and at the records that belong to them."""
    return _expression(_Aggregating(draw, is_of_group=True))


@st.composite
def over_others(draw: st.DrawFn) -> str:
    """An expression of a row that looks at the other rows."""
    return _expression(_Windowing(draw))


@st.composite
def drawn_rows(draw: st.DrawFn, types: dict[str, ValueType], owners: list[int]) -> Rows:
    """Rows whose values are few, so that many are equal; `owners` say where each belongs."""
    pools = {name: draw(columns(of, 3)) for name, of in types.items()}
    picked = {name: st.sampled_from([*pool, None]) for name, pool in pools.items()}
    values: list[dict[str, Value]] = draw(
        st.lists(st.fixed_dictionaries(picked), min_size=len(owners), max_size=len(owners))
    )
    return Rows(types, values, owners)


def owners(count: int) -> st.SearchStrategy[list[int]]:
    """To which of so many rows each of some others belongs: none to five for each."""
    sizes = st.lists(st.integers(0, 5), min_size=count, max_size=count)
    return sizes.map(lambda sizes: [at for at, size in enumerate(sizes) for _ in range(size)])
