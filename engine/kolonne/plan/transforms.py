"""Transforms and kinds of rules of plugins, where documents use them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kolonne.contract import RuleKind, Transform, Words
from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument, RuleDefinition, SheetTransformDefinition, TransformDefinition, pick
from kolonne.documents import Path
from kolonne.expressions import BOOLEAN, NOWHERE, Checked, Reference, ValueType, rebuilt
from kolonne.plan.names import TRANSFORM, is_personal, most_private
from kolonne.plan.problems import near_or_all
from kolonne.plan.row_plan import LetPlan, StagePlan, TransformPlan
from kolonne.plan.sheet_plan import SheetPlan
from kolonne.plan.stages import let_stages
from kolonne.plan.workbench import Workbench
from kolonne.registry import Registry

#: What a kind of rule makes.
OK = "ok"


@dataclass(frozen=True, slots=True)
class Used:
    """A transform in its place, and the values it is given."""

    plan: TransformPlan
    given: tuple[LetPlan, ...]
    #: How private what it makes is.
    level: str

    def stages(self) -> Iterator[StagePlan]:
        """What it is given is computed before, so that it can look at all rows."""
        yield from let_stages(self.given)
        yield StagePlan(transform=self.plan)


@dataclass(frozen=True, slots=True)
class TransformPlanner:
    document: ColumnDocument
    registry: Registry
    locale: str

    def of_rows(self, bench: Workbench) -> tuple[Used, ...]:
        """Those before columns; what they make becomes names."""
        found: list[Used] = []
        for name, one in self.document.rows.transforms.items():
            path = ("rows", "transforms", name)
            transform = self._transform(path, one, bench)
            used = self._used(path, name, transform, TRANSFORM, one.given, bench) if transform is not None else None
            if bench.names.claim(path, name, TRANSFORM, bench.desk):
                if used is None:
                    bench.names.broken.add(name)
                    continue
                for made, of in used.plan.makes:
                    bench.names.add(f"{name}.{made}", of, used.level)
            if used is not None:
                found.append(used)
        return tuple(found)

    def of_sheet(self, sheet: SheetPlan, bench: Workbench) -> tuple[Used, ...]:
        """Those of a sheet's finished lines; `bench` knows its columns."""
        found: list[Used] = []
        for name, one in self.document.sheets[sheet.name].transforms.items():
            path = ("sheets", sheet.name, "transforms", name)
            if sheet.group is not None:
                message = "lines of groups cannot be transformed; transform the rows that they are made of"
                bench.desk.report(path, "misplaced_field", message, "`transforms` of `rows`", at_key=True)
                continue
            transform = self._transform(path, one, bench)
            if transform is None:
                continue
            used = self._used(path, f"?{sheet.name}/{name}", transform, TRANSFORM, one.given, bench)
            into = self._into(path, sheet, one, transform, bench, used.level if used is not None else "public")
            if used is not None:
                given = tuple(replace(let, value=_of_rows(let.value, sheet)) for let in used.given)
                found.append(Used(replace(used.plan, into=into), given, used.level))
        return tuple(found)

    def of_rule(self, path: Path, name: str, rule: RuleDefinition, bench: Workbench) -> tuple[Used, Checked] | None:
        """A rule of a kind that a plugin brings, and the condition that it comes to."""
        kind = self.registry.rule_kinds.get(rule.kind or "")
        if kind is None:
            hint = near_or_all(rule.kind or "", self.registry.rule_kinds, "kinds of rules")
            hint = hint or "no plugin of the organisation brings one"
            bench.desk.report((*path, "kind"), "unknown_plugin_name", f"there is no kind of rule `{rule.kind}`", hint)
            return None
        used = self._used(path, f"?rule {name}", _as_transform(kind), "a kind of rule", rule.given, bench)
        if used is None:
            return None
        reference = Reference(f"?rule {name}.{OK}", BOOLEAN, NOWHERE, is_faulty=True)
        return Used(replace(used.plan, is_rule=True, place=f"rules.{name}"), used.given, used.level), reference

    def _transform(self, path: Path, one: TransformDefinition, bench: Workbench) -> Transform | None:
        found = self.registry.transforms.get(one.use)
        if found is None:
            hint = near_or_all(one.use, self.registry.transforms, "transforms")
            hint = hint or "no plugin of the organisation brings one"
            bench.desk.report((*path, "use"), "unknown_plugin_name", f"there is no transform `{one.use}`", hint)
        return found

    def _used(
        self, path: Path, name: str, transform: Transform, what: str, given: Mapping[str, str], bench: Workbench
    ) -> Used | None:
        desk, before = bench.desk, len(bench.desk.problems)
        lets: list[LetPlan] = []
        levels: list[str] = ["public"]
        place = ".".join(str(step) for step in path)
        for parameter, text in given.items():
            if parameter not in transform.takes:
                hint = near_or_all(parameter, transform.takes, "parameters")
                message = f"`{transform.name}` has no parameter `{parameter}`"
                desk.report((*path, "with", parameter), "unknown_field", message, hint, at_key=True)
                continue
            value = bench.check((*path, "with", parameter), text, ValueType.parse(transform.takes[parameter]))
            if value is not None:
                level = bench.names.level(value)
                levels.append(level)
                lets.append(LetPlan(f"?with {name}/{parameter}", value, level == "health", place))
        missing = [f"`{parameter}`" for parameter in transform.takes if parameter not in given]
        if missing:
            message = f"`with` does not say what {', '.join(missing)} {'are' if missing[1:] else 'is'}"
            desk.report((*path, "with"), "missing_field", message, transform.doc)
        if len(desk.problems) > before or len(lets) < len(transform.takes):
            return None
        level = most_private(levels)
        plan = TransformPlan(
            name=name,
            function=transform.function,
            who=self.registry.owners.get((what, transform.name), transform.name),
            place=place,
            sees_all=transform.sees == "all",
            adds=transform.adds,
            given=tuple((parameter, f"?with {name}/{parameter}") for parameter in transform.takes),
            makes=tuple((made, ValueType.parse(of)) for made, of in transform.makes.items()),
            reasons={reason: pick(_words(text), self.locale) for reason, text in transform.drops.items()},
            is_about_health=level == "health",
            coarsens=transform.coarsens,
        )
        return Used(plan, tuple(lets), "internal" if transform.coarsens and level == "personal" else level)

    def _into(
        self,
        path: Path,
        sheet: SheetPlan,
        one: SheetTransformDefinition,
        transform: Transform,
        bench: Workbench,
        level: str,
    ) -> tuple[tuple[str, str], ...]:
        columns = {column.name: column for column in sheet.columns}
        found: list[tuple[str, str]] = []
        for name, made in one.into.items():
            where = (*path, "into", name)
            if name not in columns:
                if f"sheets.{sheet.name}.{name}" not in bench.names.broken and name not in bench.names.broken:
                    message = f"the sheet `{sheet.name}` has no column `{name}`"
                    bench.desk.report(
                        where, "unknown_column", message, near_or_all(name, columns, "columns"), at_key=True
                    )
            elif made not in transform.makes:
                message = f"`{transform.name}` makes no `{made}`"
                bench.desk.report(where, "unknown_name", message, near_or_all(made, transform.makes, "its values"))
            elif columns[name].type.plain() != ValueType.parse(transform.makes[made]):
                message = f"found a value of type {transform.makes[made]}; the column is of type {columns[name].type}"
                bench.desk.report(where, "wrong_type", message)
            elif is_personal(level) and not columns[name].personal:
                message = f"the column would show {level} values"
                hint = 'say `"release": true` there if they are meant to leave the house'
                bench.desk.report(where, "personal_not_released", message, hint)
            else:
                found.append((f"{sheet.name}/{name}", made))
        return tuple(found)


def _as_transform(kind: RuleKind) -> Transform:
    """A kind of rule as a transform that makes one value; its function gives a series, which `is_rule` says."""
    function: Callable[[Any], Any] = kind.function
    return Transform(kind.name, function, kind.doc, kind.takes, {OK: "boolean"}, sees=kind.sees)


def _of_rows(node: Checked, sheet: SheetPlan) -> Checked:
    """An expression about a sheet's columns, about the columns that rows have of it."""
    if isinstance(node, Reference) and node.name in {column.name for column in sheet.columns}:
        return replace(node, name=f"{sheet.name}/{node.name}")
    return rebuilt(node, lambda part: _of_rows(part, sheet))


def _words(text: Words) -> str | dict[str, str]:
    return text if isinstance(text, str) else dict(text)
