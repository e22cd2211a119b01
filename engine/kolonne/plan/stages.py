"""Stages: values that are computed together, and what looks at many rows taken out of them."""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from kolonne.contract.quick import dataclass
from kolonne.expressions import Aggregate, Checked, Hoist, Window, children, rebuilt, references
from kolonne.plan.gatherings import AggregatePlan, Gatherings, SummaryPlan, WindowPlan
from kolonne.plan.row_plan import KeepPlan, LetPlan, RulePlan, StagePlan, Template
from kolonne.plan.sheet_plan import ColumnPlan


@dataclass(slots=True)
class StageMaker:
    """Takes what looks at many rows out of the expressions of one stage."""

    prefix: str
    hoist: Hoist = field(init=False)

    def __post_init__(self) -> None:
        self.hoist = Hoist(self.prefix)

    def expression(self, node: Checked) -> Checked:
        return self.hoist.out_of(node)

    def template(self, template: Template) -> Template:
        return Template(tuple(part if isinstance(part, str) else self.expression(part) for part in template.parts))

    def let(self, let: LetPlan) -> LetPlan:
        return replace(let, value=self.expression(let.value))

    def keep(self, keep: KeepPlan) -> KeepPlan:
        return replace(keep, when=self.expression(keep.when), message=self.template(keep.message))

    def column(self, column: ColumnPlan) -> ColumnPlan:
        return replace(
            column,
            value=self.expression(column.value),
            required=column.required if isinstance(column.required, bool) else self.expression(column.required),
            as_of=self.expression(column.as_of) if column.as_of is not None else None,
        )

    def rule(self, rule: RulePlan) -> RulePlan:
        return replace(rule, check=self.expression(rule.check), message=self.template(rule.message))

    def gatherings(self) -> Gatherings:
        """What was taken out. What windows look at themselves comes first."""
        inner = Hoist(f"{self.prefix}w")
        windows = tuple(
            _window(name, node, inner) for name, node in self.hoist.named.items() if isinstance(node, Window)
        )
        return Gatherings(_aggregates(self.hoist), windows, _aggregates(inner))

    def summary(self, name: str, keys: tuple[str, ...]) -> SummaryPlan:
        """What was taken out, of groups of rows."""
        inner = Hoist(f"{self.prefix}r")
        found: list[AggregatePlan] = []
        for one in _aggregates(self.hoist):
            if one.source:
                found.append(one)
                continue
            where = inner.out_of(one.where) if one.where is not None else None
            found.append(replace(one, arguments=tuple(inner.out_of(each) for each in one.arguments), where=where))
        return SummaryPlan(name, keys, tuple(found), Gatherings(_aggregates(inner)))


def _aggregates(hoist: Hoist) -> tuple[AggregatePlan, ...]:
    return tuple(
        AggregatePlan(name, node.source, node.aggregation, node.arguments, node.where, node.option, node.type)
        for name, node in hoist.named.items()
        if isinstance(node, Aggregate)
    )


def _window(name: str, node: Window, inner: Hoist) -> WindowPlan:
    def parts(nodes: tuple[Checked, ...]) -> tuple[Checked, ...]:
        return tuple(inner.out_of(one) for one in nodes)

    where = inner.out_of(node.where) if node.where is not None else None
    order = inner.out_of(node.order) if node.order is not None else None
    return WindowPlan(
        name, node.function, node.aggregation, parts(node.arguments), parts(node.keys), where, order, node.descending,
        node.option, node.type,
    )  # fmt: skip


def over_groups(node: Checked, keys: tuple[Checked, ...]) -> Checked:
    """An expression about a group of rows as one about each of its rows."""
    if not isinstance(node, Aggregate) or node.source:
        return rebuilt(node, lambda part: over_groups(part, keys))
    name = f"{node.aggregation.name}_over"
    return Window(
        name, node.aggregation, node.arguments, keys, node.where, None, False, node.option, node.type, node.span
    )


def let_stages(lets: Sequence[LetPlan]) -> Iterator[StagePlan]:
    """Values in their order, in groups whose members do not use each other: each group takes one pass."""
    for at, together in enumerate(_independent(lets)):
        maker = StageMaker(f"?let{at}:")
        made = tuple(maker.let(let) for let in together)
        yield StagePlan(maker.gatherings(), lets=made)


def keep_stages(in_period: Checked | None, keeps: Sequence[KeepPlan]) -> Iterator[StagePlan]:
    """Conditions in their order; one that looks at other rows looks at those that the ones before it kept."""
    groups: list[list[KeepPlan]] = [[]]
    for keep in keeps:
        if _looks_across(keep.when) and (groups[-1] or len(groups) > 1 or in_period is not None):
            groups.append([])
        groups[-1].append(keep)
    for at, group in enumerate(groups):
        maker = StageMaker(f"?keep{at}:")
        dated = maker.expression(in_period) if in_period is not None and at == 0 else None
        kept = tuple(maker.keep(keep) for keep in group)
        if dated is not None or kept:
            yield StagePlan(maker.gatherings(), in_period=dated, keeps=kept)


def _looks_across(node: Checked) -> bool:
    return isinstance(node, Window) or any(_looks_across(child) for child in children(node))


def _independent(lets: Sequence[LetPlan]) -> Iterator[list[LetPlan]]:
    group: dict[str, LetPlan] = {}
    for let in lets:
        if any(reference.name in group for reference in references(let.value)):
            yield list(group.values())
            group = {}
        group[let.name] = let
    if group:
        yield list(group.values())
