"""Cell: what stands in one cell, as a typed value."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time
from typing import Literal, TypeAlias
from xml.etree.ElementTree import Element

from kolonne.contract.quick import dataclass
from kolonne.workbooks.markup import child, text_of, unescaped
from kolonne.workbooks.number_formats import moment
from kolonne.workbooks.styles import Styles
from kolonne.workbooks.translation import translated

CellValue: TypeAlias = str | int | float | bool | date | time | datetime | None
CellType: TypeAlias = Literal["blank", "text", "number", "boolean", "date", "time", "datetime", "error"]
#: Beyond, whole numbers are not exact.
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; of a formula the value is what was last computed, None if nothing was."""

    #: Both counted from 1.
    row: int
    column: int
    #: Text, a number (int where it is whole), a truth value, or a day or time where its format makes it one.
    value: CellValue
    type: CellType
    #: Without `=`; empty for none.
    formula: str
    #: The index of its look.
    style: int
    is_formula: bool = False
    #: Whether it is part of a formula over several cells, or of a table of what-ifs.
    is_spilling: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it, though it may have a look."""
        return not self.is_formula and (self.value is None or self.value == "")


@dataclass(slots=True)
class SharedFormulas:
    """The formulas of a sheet that other cells follow."""

    #: By the number that the file gives them.
    leaders: dict[str, Cell] = field(default_factory=dict)
    #: How many characters the others have become.
    grown: int = 0


@dataclass(frozen=True, slots=True)
class CellReader:
    """What cells mean in one workbook."""

    strings: Sequence[str]
    styles: Styles
    from_1904: bool

    def read(self, element: Element, row: int, column: int, shared: "SharedFormulas") -> Cell:
        """The cell of a `c` element; `shared` keeps the formulas that others of the sheet follow."""
        style = _number(element.attrib, "s")
        if not len(element):
            # Forms have thousands of cells with nothing but a look.
            return Cell(row, column, None, "blank", "", style)
        value, kind = self._value(element, style)
        formula = child(element, "f")
        if formula is None:
            return Cell(row, column, value, kind, "", style)
        text, how = formula.text or "", formula.get("t", "normal")
        leader = shared.leaders.get(formula.get("si") or "") if how == "shared" else None
        if leader is not None and not text:
            text = translated(leader.formula, row - leader.row, column - leader.column)
            shared.grown += len(text)
        spilling = how == "dataTable" or (how == "array" and ":" in (formula.get("ref") or ""))
        cell = Cell(row, column, value, kind, text, style, is_formula=True, is_spilling=spilling)
        if how == "shared" and leader is None:
            shared.leaders[formula.get("si") or ""] = cell
        return cell

    def _value(self, element: Element, style: int) -> tuple[CellValue, CellType]:
        stored = child(element, "v")
        text = stored.text or "" if stored is not None else ""
        match element.get("t", "n"):
            case "inlineStr":
                inline = child(element, "is")
                return (text_of(inline), "text") if inline is not None else (None, "blank")
            case "s":
                at = int(text) if text.strip().isdecimal() else -1
                return (self.strings[at], "text") if 0 <= at < len(self.strings) else (None, "blank")
            case "str":
                return unescaped(text), "text"
            case "b":
                return text.strip() in {"1", "true"}, "boolean"
            case "e":
                return text, "error"
            case "d":
                return _iso(text)
            case _:
                return self._numeric(text, style)

    def _numeric(self, text: str, style: int) -> tuple[CellValue, CellType]:
        try:
            number = float(text)
        except ValueError:
            return None, "blank"
        if clock := self.styles.clock(style):
            found = moment(number, clock, from_1904=self.from_1904)
            if isinstance(found, datetime):
                return found, "datetime"
            if isinstance(found, date):
                return found, "date"
            if isinstance(found, time):
                return found, "time"
        return (int(number) if number.is_integer() and abs(number) < _EXACT else number), "number"


def _iso(text: str) -> tuple[CellValue, CellType]:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text, "text"
    return (found, "datetime") if "T" in text else (found.date(), "date")


def _number(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "0")
    return int(text) if text.isdecimal() else 0
