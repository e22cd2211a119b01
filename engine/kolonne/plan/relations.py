"""Relations: which inputs a document reads beside the one that makes rows, and how their records are found."""

from collections.abc import Mapping
from dataclasses import field, replace

from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument, LinkDefinition
from kolonne.documents import Path
from kolonne.expressions import ValueType
from kolonne.plan.input_plan import InputPlan, LinkPlan, RelationsPlan
from kolonne.plan.problems import near_or_all
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
            for parent in definition.belongs_to:
                if parent in definition.inside and parent == self.main:
                    message = f"its records belong to those of `{parent}` already, because they lie inside of them"
                    path = ("inputs", name, "belongs_to", parent)
                    self.bench.desk.report(path, "misplaced_field", message, at_key=True)
            if len(definition.inside) > 1:
                message = f"found {len(definition.inside)} inputs; records lie inside of one only"
                self.bench.desk.report(("inputs", name, "inside"), "wrong_value", message, at_key=True)
            links = [self.link(name, parent, link) for parent, link in definition.belongs_to.items()]
            links += [self.within(name, parent) for parent in definition.inside]
            self.links[name] = tuple(link for link in links if link is not None)
        self.refuse_cycles()
        self.excuse()

    def excuse(self) -> None:
        """What hangs on a link that is told to be wrong is not complained about again."""
        broken = self.bench.names.broken
        lost = {name for name in self.document.inputs if name in broken}
        if self.main in lost:
            lost.update(self.apart())
        for name in lost - {self.main}:
            # Most likely its records belong to those that make rows; so its users can be checked.
            if not self.chain(name) and name not in self.above():
                self.links[name] = (*self.links.get(name, ()), LinkPlan(self.main, "", ""))
        broken.update(lost)

    def link(self, name: str, parent: str, link: str | LinkDefinition) -> LinkPlan | None:
        """A link between two inputs that are there. What is wrong with its fields is told, and does not undo it."""
        path = ("inputs", name, "belongs_to", parent)
        desk, inputs = self.bench.desk, self.document.inputs
        if parent == name:
            desk.report(path, "input_cycle", f"the records of `{name}` would belong to themselves", at_key=True)
            self.bench.names.broken.add(name)
            return None
        if parent not in inputs:
            self.refuse(path, name, parent)
            return None
        by, key = (link.by, link.key) if isinstance(link, LinkDefinition) else (link, None)
        if (wanted := key or inputs[parent].key) is None:
            # A key that could not be read is told where it stands.
            if parent not in self.bench.names.broken:
                message = f"it is not said which field of `{parent}` the records are found by"
                hint = f'give `{parent}` a `"key"`, or say `{{"by": "{by}", "key": …}}` here'
                desk.report(path, "missing_field", message, hint, at_key=True)
            return LinkPlan(parent, by, "")
        mine = self.kind(name, by, (*path, "by") if isinstance(link, LinkDefinition) else path)
        # That a `key` is no field is told where it stands.
        theirs = self.kind(parent, wanted, (*path, "key") if key is not None else None)
        if mine and theirs and mine != theirs:
            message = f"`{name}.{by}` is of type {mine}, and `{parent}.{wanted}` of type {theirs}"
            desk.report(path, "wrong_type", message, "records are found by values of one type", at_key=True)
        return LinkPlan(parent, by, wanted)

    def kind(self, owner: str, name: str, path: Path | None) -> str:
        """The kind of value that a field says it has; empty where that is told to be wrong, or is broken itself."""
        fields, desk = self.document.inputs[owner].fields, self.bench.desk
        if name not in fields:
            if path is not None and not {name, f"{owner}.{name}"} & self.bench.names.broken:
                hint = near_or_all(name, fields, "fields")
                desk.report(path, "unknown_name", f"`{owner}` has no field `{name}`", hint)
            return ""
        kind = fields[name].type
        if kind not in {"list", "decimal", "number"}:
            return kind
        if path is not None:
            message = f"`{owner}.{name}` is of type {kind}, by which no records are found"
            desk.report(path, "wrong_type", message, "a text or a whole number can tell where records belong")
        return ""

    def refuse(self, path: Path, name: str, parent: str) -> None:
        """Tell of an input that is not there; what hangs on it is excused."""
        names = self.bench.names
        names.broken.add(name)
        if parent in names.broken:
            return
        hint = near_or_all(parent, [one for one in self.document.inputs if one != name], "inputs")
        hint = names.who_removed(parent) or hint
        self.bench.desk.report(path, "unknown_input", f"there is no other input `{parent}`", hint, at_key=True)

    def within(self, name: str, parent: str) -> LinkPlan | None:
        path = ("inputs", name, "inside", parent)
        if parent not in self.document.inputs:
            self.refuse(path, name, parent)
            return None
        if parent == self.main and name != parent:
            return LinkPlan(parent, "", "")
        message = f"records can lie inside of `{self.main}` only, whose records make rows"
        if name == self.main:
            message = f"the records of `{name}` make rows, so that they lie inside of no others"
        hint = "`rows.from` says which records make rows"
        self.bench.desk.report(path, "wrong_value", message, hint, at_key=True)
        self.bench.names.broken.add(name)
        return None

    def refuse_cycles(self) -> None:
        for name in self.links:
            if name in self.up(name):
                around = self.round_trip(name)
                self.bench.names.broken.update(around)
                chain = " → ".join(f"`{one}`" for one in around)
                message = f"the records of `{name}` would belong to themselves: {chain}"
                self.bench.desk.report(("inputs", name, "belongs_to"), "input_cycle", message, at_key=True)
                self.links[name] = ()

    def round_trip(self, name: str) -> list[str]:
        """The way from an input back to itself."""
        ways = [[name]]
        for way in ways:
            for link in self.links.get(way[-1], ()):
                if link.parent == name:
                    return [*way, name]
                if link.parent not in way:
                    ways.append([*way, link.parent])
        return []

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
        if self.bench.names.is_vague:
            return
        read = {self.main, *(one.name for one in plan.inputs)} | self.bench.names.used | self.bench.names.broken
        read.update(parent for name in list(read) for parent in self.up(name, self.main))
        for name in self.document.inputs:
            if name not in read and self.document.rows.source in self.document.inputs and name in self.links:
                hint = ""
                if not self.chain(name) and name not in self.above():
                    hint = f"`belongs_to` says to which of `{self.main}` its records belong"
                message = f"nothing reads `{name}`: no expression names it, and rows are made from `{self.main}`"
                self.bench.desk.report(("inputs", name), "unused_input", message, hint, at_key=True)
