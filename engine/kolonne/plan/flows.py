"""Flows: from which fields of which inputs the value of an expression comes, through all that stands between."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from kolonne.contract.quick import dataclass
from kolonne.expressions import Aggregate, Apply, Checked, Operation, Reference, children
from kolonne.plan.gatherings import AggregatePlan, Gatherings, SummaryPlan, WindowPlan
from kolonne.plan.plan import Plan
from kolonne.plan.row_plan import TransformPlan
from kolonne.plan.sheet_plan import SheetPlan

#: How much of a value is left: all of it, something that many share, or how many there are.
How: TypeAlias = Literal["shown", "coarsened", "counted"]
#: From most to least.
HOWS: tuple[How, ...] = ("shown", "coarsened", "counted")
#: The names of an input and of a field of it.
Origin: TypeAlias = tuple[str, str]
#: What a name may stand for.
Made: TypeAlias = Checked | AggregatePlan | WindowPlan | TransformPlan


@dataclass(frozen=True, slots=True)
class Flows:
    operations: Mapping[str, Operation]
    fields: Mapping[str, Origin]
    #: Names that expressions use → what they stand for.
    made: Mapping[str, Made]
    _known: dict[str, dict[Origin, How]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, operations: Mapping[str, Operation]) -> "Flows":
        """The flows of a plan."""
        fields = {one.name: (plan.input.name, one.name) for one in plan.input.fields}
        for other in (plan.input, *plan.relations.inputs):
            fields |= {f"{other.name}.{one.name}": (other.name, one.name) for one in other.fields}
        return cls(operations, fields, _made(plan))

    def among(self, sheet: SheetPlan) -> "Flows":
        """The same where names are the columns of a sheet."""
        columns = {one.name: self.into(one.value) for one in sheet.columns}
        return Flows(self.operations, self.fields, self.made, columns)

    def into(self, *made: Made) -> dict[Origin, How]:
        """The fields that some values come from, each with the most that is left of it."""
        found: dict[Origin, How] = {}
        for one in made:
            for origin, how in self._parts(one):
                found[origin] = min(how, found.get(origin, how), key=HOWS.index)
        return found

    def named(self, name: str) -> dict[Origin, How]:
        """The same of a name."""
        if name not in self._known:
            made = self.made.get(name)
            own: dict[Origin, How] = {self.fields[name]: "shown"} if name in self.fields else {}
            self._known[name] = self.into(made) if made is not None else own
        return self._known[name]

    def _parts(self, made: Made) -> Iterator[tuple[Origin, How]]:
        if isinstance(made, Reference):
            yield from self.named(made.name).items()
            return
        least = self.left_by(made)
        if isinstance(made, TransformPlan):
            for _, given in made.given:
                yield from ((origin, max(how, least, key=HOWS.index)) for origin, how in self.named(given).items())
            return
        parts = _gathered_parts(made) if isinstance(made, AggregatePlan | WindowPlan) else children(made)
        for origin, how in self.into(*parts).items():
            yield origin, max(how, least, key=HOWS.index)

    def left_by(self, made: Made) -> How:
        """How much of the values that it is made of is left in what is made."""
        if isinstance(made, TransformPlan):
            return "coarsened" if made.coarsens else "shown"
        if isinstance(made, AggregatePlan | WindowPlan | Aggregate):
            return "counted" if made.aggregation is not None and made.aggregation.is_statistic else "shown"
        coarsens = isinstance(made, Apply) and getattr(self.operations.get(made.name), "coarsens", False)
        return "coarsened" if coarsens else "shown"


def _gathered_parts(made: AggregatePlan | WindowPlan) -> tuple[Checked, ...]:
    keys = made.keys if isinstance(made, WindowPlan) else ()
    order = made.order if isinstance(made, WindowPlan) else None
    return (*made.arguments, *keys, *(one for one in (made.where, order) if one is not None))


def _made(plan: Plan) -> dict[str, Made]:
    made: dict[str, Made] = {let.name: let.value for let in plan.lets}
    if plan.each is not None:
        made[plan.each.name] = plan.each.value
    for transform in plan.transforms:
        made |= {transform.column(name): transform for name, _ in transform.makes}
    for gatherings in (plan.each_gatherings, *(stage.gatherings for stage in plan.stages)):
        made |= _gathered(gatherings)
    checked = [one.summary for one in plan.sheet_rules if one.summary is not None]
    for summary in (*plan.summaries, *checked):
        made |= _summed(summary)
    for sheet in plan.sheets:
        for column in sheet.columns:
            made[f"{sheet.name}/{column.name}"] = made[f"sheets.{sheet.name}.{column.name}"] = column.value
    return made


def _gathered(gatherings: Gatherings) -> dict[str, Made]:
    made: dict[str, Made] = {one.name: one for one in (*gatherings.aggregates, *gatherings.before_windows)}
    return {**made, **{one.name: one for one in gatherings.windows}}


def _summed(summary: SummaryPlan) -> dict[str, Made]:
    return {**{one.name: one for one in summary.aggregates}, **_gathered(summary.gatherings)}
