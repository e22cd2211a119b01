"""Live cells: columns with formulas and links, which look at other columns of their sheet."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from kolonne.contract import CellOf, FormulaPart, Span
from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDefinition, SheetDefinition
from kolonne.documents import Path
from kolonne.expressions import Mistake
from kolonne.plan.formula_text import formula_parts
from kolonne.plan.problems import Desk
from kolonne.plan.sheet_plan import ColumnPlan, MaskPlan

#: Tells of a name that is no column; false where it is one, or why it is missing is told already.
Unknown = Callable[[Path, str, Collection[str] | None], bool]


@dataclass(frozen=True, slots=True)
class LiveCells:
    """Gives the columns of one sheet their formulas and links."""

    #: Of its columns.
    path: Path
    sheet: SheetDefinition
    columns: Mapping[str, ColumnPlan]
    #: The columns that can be named; None where not all are known.
    known: Collection[str] | None
    mask: MaskPlan | None
    unknown: Unknown
    desk: Desk

    def planned(self) -> tuple[ColumnPlan, ...]:
        """The columns, in order; what is wrong with a formula or a link is told."""
        formulas = {name: self.formula(name, one) for name, one in self.sheet.columns.items()}
        self.tell_circles(formulas)
        links = {name: self.link(name, one) for name, one in self.sheet.columns.items()}
        return tuple(
            replace(column, formula=formulas.get(name, ()), link=links.get(name, ""))
            for name, column in self.columns.items()
        )

    def formula(self, name: str, column: ColumnDefinition) -> tuple[FormulaPart, ...]:
        if column.formula is None:
            return ()
        where = (*self.path, name, "formula")
        for key, transform in self.sheet.transforms.items():
            if name in transform.into:
                message = f"the transform `{key}` says what stands in `{name}`, and a formula would undo it"
                self.desk.report(where, "misplaced_field", message, at_key=True)
                return ()
        parts = formula_parts(column.formula)
        if isinstance(parts, Mistake):
            self.desk.mistake(where, column.formula, parts)
            return ()
        named = dict.fromkeys([name, *(part.column for part in parts if isinstance(part, CellOf))])
        for one in named:
            if self.unknown(where, one, self.known):
                continue
            if one in self.masked():
                message = f"`mask` hides numbers of `{one}`, which a formula cannot compute with"
                self.desk.mistake(where, column.formula, Mistake("wrong_value", message, _span(column.formula, one)))
        return parts

    def masked(self) -> Collection[str]:
        """The columns that may have text in place of a number."""
        if self.mask is None:
            return ()
        return {*self.mask.columns, *(name for name in self.columns if name not in self.sheet.columns)}

    def tell_circles(self, formulas: Mapping[str, tuple[FormulaPart, ...]]) -> None:
        """A formula that needs its own cell, through others or not."""
        needs = {name: [part.column for part in parts if isinstance(part, CellOf)] for name, parts in formulas.items()}
        told: set[str] = set()
        for name in needs:
            circle = _circle(name, needs)
            if circle and told.isdisjoint(circle):
                told.update(circle)
                way = " → ".join(f"`{one}`" for one in (*circle, circle[0]))
                message = f"the formula needs its own cell: {way}"
                text = self.sheet.columns[name].formula or ""
                mistake = Mistake("formula_cycle", message, _span(text, (*circle, name)[1]))
                self.desk.mistake((*self.path, name, "formula"), text, mistake)

    def link(self, name: str, column: ColumnDefinition) -> str:
        if column.link is None:
            return ""
        where = (*self.path, name, "link")
        if column.formula is not None:
            message = "a cell has a `formula` or a `link`, not both"
            self.desk.report(where, "misplaced_field", message, "another column can lead there", at_key=True)
            return ""
        if self.unknown(where, column.link, self.known) or column.link not in self.columns:
            return ""
        of = self.columns[column.link].type
        if of.kind not in {"text", "blank"}:
            message = f"the column `{column.link}` is of type {of}; addresses are text"
            self.desk.report(where, "wrong_type", message, "for instance `'https://example.no/' + id`")
            return ""
        return column.link


def _span(text: str, column: str) -> Span:
    """Where a formula names a column; the whole of it where it does not."""
    at = text.find(f"{{{column}}}")
    return Span(0, len(text)) if at < 0 else Span(at, at + len(column) + 2)


def _circle(name: str, needs: Mapping[str, list[str]]) -> tuple[str, ...]:
    """A way from a column over those that its formula needs back to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(name,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for one in needs.get(way[-1], ()):
            if one == name:
                return way
            if one not in seen:
                seen.add(one)
                ways.append((*way, one))
    return ()
