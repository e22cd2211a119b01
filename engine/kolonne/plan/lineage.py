"""Lineage: which field of which input reaches what, and how much of it is left there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from kolonne.contract import Problem
from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument
from kolonne.documents import DocumentFile, Library
from kolonne.expressions import Checked
from kolonne.plan.compiler import compile_document
from kolonne.plan.flows import HOWS, Flows, How, Origin
from kolonne.plan.input_plan import InputPlan
from kolonne.plan.names import is_personal
from kolonne.plan.plan import Plan
from kolonne.plan.problems import Desk
from kolonne.plan.row_plan import RulePlan, Template, TransformPlan
from kolonne.plan.sheet_plan import SheetPlan
from kolonne.plan.structure import read_model
from kolonne.registry import Registry

#: What becomes of a field: as `How`, or it decides only, or nothing looks at it.
Outcome: TypeAlias = Literal["shown", "coarsened", "counted", "decides", "unused"]
#: What is reached: a cell of a sheet; its lines, which are made of the field; the heading; messages and lists about rows.
Place: TypeAlias = Literal["column", "lines", "heading", "message", "list"]


@dataclass(frozen=True, slots=True)
class Reach:
    """One place outside of the house that a field reaches."""

    place: Place
    #: The sheet; empty where it is none.
    sheet: str
    #: The column, the line of the heading, the rule or reason of the message.
    name: str
    #: How people know it: a header, a label.
    title: str
    how: How


@dataclass(frozen=True, slots=True)
class FieldLineage:
    input: str
    field: str
    #: The source's name for it.
    source: str
    sensitivity: str
    reaches: tuple[Reach, ...]
    #: What it decides about without being told there: `keep long_enough`, `rule leader_present`.
    decides: tuple[str, ...]

    @property
    def is_personal(self) -> bool:
        """Whether it is personal or about health."""
        return is_personal(self.sensitivity)

    @property
    def outcome(self) -> Outcome:
        """The most that becomes of it."""
        if self.reaches:
            return min((reach.how for reach in self.reaches), key=HOWS.index)
        return "decides" if self.decides else "unused"


def lineage(
    library: Library, file: DocumentFile, registry: Registry
) -> tuple[tuple[FieldLineage, ...], tuple[Problem, ...]]:
    """Every field of a document, in the order of its inputs; or what is wrong with it."""
    plan, problems = compile_document(library, file, registry)
    root, _ = library.resolved(file)
    document = read_model("document", Desk(root)) if root is not None and plan is not None else None
    if plan is None or not isinstance(document, ColumnDocument):
        return (), problems
    tracing = _Tracing(plan, Flows.of(plan, registry.operations))
    reaches: dict[Origin, list[Reach]] = {}
    for reach, found in tracing.reaches():
        for origin, how in found.items():
            reaches.setdefault(origin, []).append(Reach(reach.place, reach.sheet, reach.name, reach.title, how))
    decides: dict[Origin, list[str]] = {}
    for what, origins in tracing.decisions():
        for origin in origins:
            decides.setdefault(origin, []).append(what)
    return tuple(
        FieldLineage(
            name,
            field,
            one.source or field,
            one.sensitivity,
            tuple(dict.fromkeys(reaches.get((name, field), ()))),
            tuple(dict.fromkeys(decides.get((name, field), ()))),
        )
        for name, definition in document.inputs.items()
        for field, one in definition.fields.items()
    ), ()


@dataclass(frozen=True, slots=True)
class _Tracing:
    plan: Plan
    flows: Flows

    def reaches(self) -> Iterator[tuple[Reach, Mapping[Origin, How]]]:
        """All that leaves the house, with the fields it comes from."""
        for sheet in self.plan.sheets:
            yield from self.sheet(sheet)
        for keep in (keep for stage in self.plan.stages for keep in stage.keeps):
            yield Reach("message", "", keep.name, "", "shown"), self.flows.into(*_places(keep.message))
        for rule, flows in self.rules():
            yield Reach("message", "", rule.id, "", "shown"), flows.into(*_places(rule.message))
        for source in self.inputs():
            if source.key:
                yield Reach("list", "", "key", "", "shown"), {(source.name, source.key): "shown"}

    def sheet(self, sheet: SheetPlan) -> Iterator[tuple[Reach, Mapping[Origin, How]]]:
        group = sheet.group
        spread = group.spread if group is not None else None
        cells = {name for name, _ in spread.cells} if spread is not None else set()
        for column in sheet.columns:
            if column.name not in cells:
                reach = Reach("column", sheet.name, column.name, column.header, "shown")
                yield reach, self.flows.into(column.value, *self.transformed(f"{sheet.name}/{column.name}"))
        if group is not None:
            # How many lines there are, and what is in them, tells how many have each value.
            keys = [*group.keys, *(spread.over if spread is not None else ())]
            origins = {origin for key in keys for origin in self.flows.named(key.name)}
            yield Reach("lines", sheet.name, "", "", "counted"), dict.fromkeys(origins, "counted")
        if spread is not None:
            yield Reach("column", sheet.name, "spread", "", "shown"), self.flows.into(spread.value)
        for line in sheet.heading:
            if line.value is not None:
                yield Reach("heading", sheet.name, line.label, line.label, "shown"), self.flows.into(line.value)

    def transformed(self, column: str) -> Iterator[TransformPlan]:
        """What a column's cells become in the end."""
        for transform in self.plan.transforms:
            if column in dict(transform.into):
                yield transform

    def decisions(self) -> Iterator[tuple[str, Iterable[Origin]]]:
        """All that is decided, with the fields that are looked at."""
        for source in self.inputs():
            for link in source.links:
                if link.key:
                    yield f"link to {link.parent}", ((source.name, link.by), (link.parent, link.key))
        if self.plan.each is not None:
            yield "rows", self.flows.into(self.plan.each.value)
        for stage in self.plan.stages:
            if stage.in_period is not None:
                yield "period", self.flows.into(stage.in_period)
            for keep in stage.keeps:
                yield f"keep {keep.name}", self.flows.into(keep.when)
        for transform in self.plan.transforms:
            if transform.reasons:
                yield f"transform {transform.name}", self.flows.into(transform)
        for sheet in self.plan.sheets:
            yield from self.demands(sheet)
        for rule, flows in self.rules():
            yield f"rule {rule.id}", flows.into(rule.check)

    def demands(self, sheet: SheetPlan) -> Iterator[tuple[str, Iterable[Origin]]]:
        """What decides whether a cell must have a value, and which codes it may have."""
        for column in sheet.columns:
            if not isinstance(column.required, bool):
                yield f"required {sheet.name}.{column.name}", self.flows.into(column.required)
            if column.as_of is not None:
                yield f"codes of {sheet.name}.{column.name}", self.flows.into(column.as_of)

    def rules(self) -> Iterator[tuple[RulePlan, Flows]]:
        """Every rule, and what the names in it mean."""
        sheets = {sheet.name: sheet for sheet in self.plan.sheets}
        for rule in self.plan.rules:
            yield rule, self.flows
        for rule in (*self.plan.line_rules, *(one.rule for one in self.plan.sheet_rules)):
            yield rule, self.flows.among(sheets[rule.sheet]) if rule.sheet else self.flows

    def inputs(self) -> tuple[InputPlan, ...]:
        return (self.plan.input, *self.plan.relations.inputs)


def _places(template: Template) -> tuple[Checked, ...]:
    return tuple(part for part in template.parts if not isinstance(part, str))
