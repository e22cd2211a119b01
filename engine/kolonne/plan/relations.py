"""Relations: which inputs a document reads beside the one that makes rows, and how their records are found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kolonne.definitions import ColumnDocument, LinkDefinition
from kolonne.documents import near
from kolonne.expressions import ValueType
from kolonne.plan.plan import InputPlan, LinkPlan, RelationsPlan
from kolonne.plan.workbench import Workbench


@dataclass(slots=True)
class Relations:
    """The inputs of a document as a graph: from each to those that its records belong to."""

    document: ColumnDocument
    bench: Workbench
    main: str
    links: dict[str, tuple[LinkPlan, ...]] = field(default_factory=dict)
    #: Names of the fields of each input, as expressions outside of it write them.
    fields: dict[str, dict[str, ValueType]] = field(default_factory=dict)

    def read(self, plans: Mapping[str, InputPlan]) -> None:
        """Find every link; `plans` are the inputs as far as they could be planned."""
        for name, plan in plans.items():
            self.fields[name] = {f"{name}.{one.name}": one.type for one in plan.fields}
            definition = self.document.inputs[name]
            links = [self.link(name, parent, link) for parent, link in definition.belongs_to.items()]
            links += [self.within(name, parent) for parent in definition.inside]
            self.links[name] = tuple(link for link in links if link is not None)
        self.refuse_cycles()

    def link(self, name: str, parent: str, link: str | LinkDefinition) -> LinkPlan | None:
        path = ("inputs", name, "belongs_to", parent)
        desk, inputs = self.bench.desk, self.document.inputs
        if parent not in inputs or parent == name:
            hint = near(parent, [one for one in inputs if one != name])
            desk.report(path, "unknown_input", f"there is no other input `{parent}`", hint, at_key=True)
            return None
        by, key = (link.by, link.key) if isinstance(link, LinkDefinition) else (link, None)
        key = key or inputs[parent].key
        if key is None:
            message = f"it is not said which field of `{parent}` the records are found by"
            desk.report(path, "missing_field", message, f'give `{parent}` a `"key"`', at_key=True)
            return None
        types: list[ValueType | None] = []
        for owner, one in ((name, by), (parent, key)):
            if one not in inputs[owner].fields:
                hint = near(one, inputs[owner].fields)
                desk.report(path, "unknown_name", f"`{owner}` has no field `{one}`", hint)
                return None
            types.append(self.declared(owner, one))
        mine, theirs = types
        if mine is not None and theirs is not None and mine.kind != theirs.kind:
            message = f"`{name}.{by}` is of type {mine}, and `{parent}.{key}` of type {theirs}"
            desk.report(path, "wrong_type", message, "records are found by values of one type")
            return None
        return LinkPlan(parent, by, key)

    def declared(self, owner: str, name: str) -> ValueType | None:
        """The kind of value that a field says it has; None for decimals, by which nothing is found."""
        kind = self.document.inputs[owner].fields[name].type
        return ValueType(kind) if kind != "decimal" else None

    def within(self, name: str, parent: str) -> LinkPlan | None:
        inputs, desk = self.document.inputs, self.bench.desk
        if parent in inputs and parent != name:
            if parent == self.main:
                return LinkPlan(parent, "", "")
            message = f"records can lie inside of `{self.main}` only, whose records make rows"
            desk.report(("inputs", name, "inside", parent), "wrong_value", message, at_key=True)
            return None
        hint = near(parent, [one for one in inputs if one != name])
        message = f"there is no other input `{parent}`"
        desk.report(("inputs", name, "inside", parent), "unknown_input", message, hint, at_key=True)
        return None

    def refuse_cycles(self) -> None:
        for name in self.links:
            if name in self.up(name):
                message = f"the records of `{name}` would belong to themselves"
                self.bench.desk.report(("inputs", name, "belongs_to"), "input_cycle", message, at_key=True)
                self.links[name] = ()

    def up(self, name: str, stop: str = "") -> list[str]:
        """The inputs that its records belong to, directly or through others, nearest first; not beyond `stop`."""
        found: list[str] = []
        waiting = [link.parent for link in self.links.get(name, ())]
        while waiting:
            parent = waiting.pop(0)
            if parent not in found:
                found.append(parent)
                waiting += [link.parent for link in self.links.get(parent, ()) if parent != stop]
        return found

    def chain(self, name: str) -> tuple[LinkPlan, ...]:
        """The links from an input up to the one that makes rows; empty if they do not lead there."""
        for link in self.links.get(name, ()):
            if link.parent == self.main:
                return (link,)
            if further := self.chain(link.parent):
                return (link, *further)
        return ()

    def above(self) -> list[str]:
        return self.up(self.main)

    def below(self) -> dict[str, tuple[LinkPlan, ...]]:
        return {name: chain for name in self.links if name != self.main and (chain := self.chain(name))}

    def apart(self) -> list[str]:
        near_by = {self.main, *self.above(), *self.below()}
        return [name for name in self.links if name not in near_by]

    def names_of(self, source: str) -> dict[str, ValueType]:
        """What may be named of the rows of a source: its own fields, and those of what its records belong to."""
        known = {self.main, *self.above()} if self.chain(source) else set()
        others = [one for one in self.up(source, self.main) if one not in known]
        return {name: of for one in (source, *others) for name, of in self.fields.get(one, {}).items()}

    def plan(self, plans: Mapping[str, InputPlan]) -> RelationsPlan:
        """What is read, of what is used or needed on the way to it."""
        used = {name for name in plans if name in self.bench.names.used}
        for name in list(used):
            used.update(self.up(name, self.main))
            used.update(link.parent for link in self.chain(name))
        for name in [self.main, *used]:
            # What lies on the way from records to those that are named beyond it.
            used.update(between for between in self.up(name, self.main) if used & set(self.up(between, self.main)))
        used.discard(self.main)
        ordered = sorted((name for name in plans if name in used), key=lambda name: len(self.up(name)))
        inputs = tuple(replace(plans[name], links=self.links[name]) for name in ordered)
        return RelationsPlan(
            inputs=inputs,
            above=tuple(name for name in self.above() if name in used),
            below={name: chain for name, chain in self.below().items() if name in used},
            apart=tuple(name for name in self.apart() if name in used),
        )

    def tell_unused(self, plan: RelationsPlan) -> None:
        read = {self.main, *(one.name for one in plan.inputs)}
        for name in self.document.inputs:
            if name not in read and self.document.rows.source in self.document.inputs and name in self.links:
                hint = ""
                if not self.chain(name) and name not in self.above():
                    hint = f"`belongs_to` says to which records of `{self.main}` its own belong"
                message = f"nothing reads `{name}`: no expression names it, and rows are made from `{self.main}`"
                self.bench.desk.report(("inputs", name), "unused_input", message, hint, at_key=True)
