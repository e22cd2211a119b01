"""CodeChecks: what must be true of the codes of one list together."""

from collections.abc import Mapping

from kolonne.contract import Problem
from kolonne.contract.quick import dataclass
from kolonne.documents import Path as JsonPath
from kolonne.documents import near
from kolonne.expressions import NOT_COUNTED
from kolonne.plan.code import Code
from kolonne.plan.problems import Desk

_MOST_NAMED = 3


@dataclass(slots=True)
class CodeChecks:
    desk: Desk
    codes: Mapping[str, Code]
    #: Codes of a base that the file does not touch: what is wrong with them is told of the base.
    inherited: tuple[str, ...] = ()
    #: The file alone, without its base: there it stands what is removed.
    patch: Desk | None = None
    #: Whether all codes could be read; else a code that is named but unknown may be one of the others.
    complete: bool = True
    #: The list that parents are codes of, and its codes; None where it is this one or cannot be read.
    parents_id: str = ""
    above: Mapping[str, Code] | None = None

    def report(self, name: str, steps: JsonPath, code: str, message: str, hint: str = "", line: int = 0) -> None:
        """A problem with a code, where it stands."""
        found = self.codes[name]
        if found.eras[0].line:
            line = line or found.eras[0].line
            self.desk.problems.append(Problem(found.place.file, line, 1, "", code, message, hint))
        else:
            self.desk.report(("codes", name, *steps), code, message, hint, at_key=not steps)

    def check(self) -> None:
        if not self.codes and not self.desk.problems:
            self.desk.report((), "empty_list", "the list has no codes")
        if NOT_COUNTED in self.codes:
            message = f"`{NOT_COUNTED}` cannot be a code: it is what mappings say of codes that do not count"
            self.report(NOT_COUNTED, (), "bad_name", message)
        spelled = {name.lower(): name for name in self.codes}
        for name, code in self.codes.items():
            for index, alias in enumerate(code.aliases):
                owner = spelled.setdefault(alias.lower(), name)
                if owner != name:
                    self.report(name, ("aliases", index), "ambiguous_alias", f"`{alias}` stands for `{owner}` already")
            if name in self.inherited:
                continue
            self.check_times(name, code)
            if self.complete:
                self.check_parents(name, code)
                self.check_successors(name, code)
        self.check_removed()

    def check_removed(self) -> None:
        """Codes of the base that are taken away, but that others of the base name."""
        named: dict[str, list[str]] = {}
        for name in self.inherited:
            code = self.codes[name]
            parents = () if self.parents_id else [era.parent for era in code.eras if era.parent is not None]
            for other in dict.fromkeys([*parents, *code.successors]):
                if other not in self.codes:
                    named.setdefault(other, []).append(name)
        for other, names in named.items():
            shown = ", ".join(f"`{name}`" for name in names[:_MOST_NAMED])
            more = f" and {len(names) - _MOST_NAMED} more" if names[_MOST_NAMED:] else ""
            message = f"`{other}` cannot be removed: {shown}{more} {'name' if names[1:] else 'names'} it"
            (self.patch or self.desk).report(("codes", other), "unknown_code", message, at_key=True)

    def check_times(self, name: str, code: Code) -> None:
        for era in code.eras:
            if era.since is not None and era.until is not None and era.since >= era.until:
                message = f"`until` ({era.until}, the day after the last one) is not after `from` ({era.since})"
                self.report(name, (*era.steps, "until"), "bad_dates", message, line=era.line)

    def check_parents(self, name: str, code: Code) -> None:
        for era in code.eras:
            if era.parent is None:
                continue
            steps: JsonPath = (*era.steps, "parent")
            above = self.codes if not self.parents_id else self.above
            if above is not None and era.parent not in above:
                owner = f"`{self.parents_id}`" if self.parents_id else "the list"
                message = f"{owner} has no code `{era.parent}`"
                self.report(name, steps, "unknown_code", message, near(era.parent, above), era.line)
            elif not self.parents_id and (chain := _cycle(name, era.parent, self.codes)):
                shown = " → ".join(f"`{one}`" for one in chain)
                self.report(name, steps, "parent_cycle", f"the code stands above itself: {shown}", line=era.line)

    def check_successors(self, name: str, code: Code) -> None:
        for successor in code.successors:
            if successor not in self.codes:
                message = f"the list has no code `{successor}`"
                self.report(name, ("successor",), "unknown_code", message, near(successor, self.codes))
        if not code.successors:
            return
        if code.until is None:
            message = f"`{name}` has a successor, but no `until`: nothing can take its place"
            self.report(name, ("successor",), "bad_dates", message, "`until` is the first day of the successor")
        elif chain := self.leads_back(name):
            shown = " → ".join(f"`{one}`" for one in chain)
            self.report(name, ("successor",), "successor_cycle", f"the successors lead back to the code: {shown}")

    def leads_back(self, name: str) -> list[str]:
        """The way by successors from a code back to itself; empty where there is none."""
        ways: list[list[str]] = [[name]]
        seen: set[str] = set()
        while ways:
            way = ways.pop()
            for successor in self.codes[way[-1]].successors:
                if successor == name:
                    return [*way, name]
                if successor in self.codes and successor not in seen:
                    seen.add(successor)
                    ways.append([*way, successor])
        return []


def _cycle(name: str, parent: str, codes: Mapping[str, Code]) -> list[str]:
    """The way by parents from a code back to itself; empty where there is none."""
    above, seen = [name], {name}
    waiting: list[tuple[str, list[str]]] = [(parent, above)]
    while waiting:
        at, way = waiting.pop()
        if at == name:
            return [*way, name]
        if at in seen or at not in codes:
            continue
        seen.add(at)
        waiting += [(era.parent, [*way, at]) for era in codes[at].eras if era.parent is not None]
    return []
