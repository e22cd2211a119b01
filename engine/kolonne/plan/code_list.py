"""Enumerations: a file of codes, read and checked in all of its languages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kolonne.contract import Problem
from kolonne.definitions import CodeDefinition, EnumerationDocument, UseCode, pick
from kolonne.documents import DocumentFile, near
from kolonne.documents import Path as JsonPath
from kolonne.expressions import NOT_COUNTED, CodeList
from kolonne.plan.code_file import FiledCode, read_code_file
from kolonne.plan.days import backwards
from kolonne.plan.problems import Desk
from kolonne.plan.structure import read_model


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list of codes in every language."""

    model: EnumerationDocument
    codes: dict[str, CodeDefinition]

    def in_language(self, locale: str) -> CodeList:
        """The list as expressions need it."""
        return CodeList(
            id=self.model.enumeration,
            labels={name: pick(code.label, locale) for name, code in self.codes.items()},
            aliases={alias.lower(): name for name, code in self.codes.items() for alias in code.aliases},
            valid={
                name: (_day(code.since), _day(code.until))
                for name, code in self.codes.items()
                if code.since or code.until
            },
            parents={name: code.parent for name, code in self.codes.items() if code.parent},
        )

    def content(self) -> object:
        """Everything it says, for the fingerprint."""
        codes = {name: code.model_dump(exclude_defaults=True) for name, code in self.codes.items()}
        return {"unknown": self.model.model_dump(include={"unknown"}), "codes": codes}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_enumeration(file: DocumentFile) -> tuple[Enumeration | None, tuple[Problem, ...]]:
    """The enumeration of a file, or None where it has not the shape of one or lacks codes; and every problem of it."""
    if file.root is None:
        return None, file.problems
    desk = Desk(file.root, list(file.problems))
    model = read_model("enumeration", desk)
    if not isinstance(model, EnumerationDocument):
        return None, tuple(desk.problems)
    written = {
        name: code if isinstance(code, CodeDefinition) else CodeDefinition(label=code)
        for name, code in model.codes.items()
    }
    checker = _Checker(desk, written)
    if model.file is not None:
        folder = file.path.parent
        before = len(desk.problems)
        filed = read_code_file(model.file, folder, desk)
        checker.complete = len(desk.problems) == before
        checker.add_filed(folder / model.file.path, filed)
    checker.check()
    if not checker.complete:
        return None, tuple(desk.problems)
    if isinstance(model.unknown, UseCode) and model.unknown.use not in checker.codes:
        hint = near(model.unknown.use, checker.codes)
        message = f"the list has no code `{model.unknown.use}`"
        desk.report(("unknown", "use"), "unknown_code", message, hint)
    return Enumeration(model, checker.codes), tuple(desk.problems)


@dataclass(slots=True)
class _Checker:
    desk: Desk
    codes: dict[str, CodeDefinition]
    #: Code → the file and line it stands in, for those that come from a file of their own.
    filed: dict[str, tuple[str, int]] = field(default_factory=dict)
    #: Whether the file of codes could be read whole; else a code that is named but unknown may be in it.
    complete: bool = True

    def add_filed(self, path: Path, found: Iterable[FiledCode]) -> None:
        for code in found:
            if code.name in self.codes:
                message = f"the code `{code.name}` stands in `codes` already"
                self.desk.problems.append(Problem(str(path), code.line, 1, "", "duplicate_code", message))
                continue
            self.codes[code.name] = code.definition
            self.filed[code.name] = (str(path), code.line)

    def report(self, name: str, steps: JsonPath, code: str, message: str, hint: str = "") -> None:
        """A problem with a code, where it stands."""
        if name in self.filed:
            path, line = self.filed[name]
            self.desk.problems.append(Problem(path, line, 1, "", code, message, hint))
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
            if complaint := backwards(code):
                self.report(name, ("until",), "bad_dates", complaint)
            for index, alias in enumerate(code.aliases):
                owner = spelled.setdefault(alias.lower(), name)
                if owner != name:
                    self.report(name, ("aliases", index), "ambiguous_alias", f"`{alias}` stands for `{owner}` already")
            self.check_parent(name, code)

    def check_parent(self, name: str, code: CodeDefinition) -> None:
        if code.parent is None:
            return
        if code.parent not in self.codes:
            if not self.complete:
                return
            message = f"the list has no code `{code.parent}`"
            self.report(name, ("parent",), "unknown_code", message, near(code.parent, self.codes))
            return
        above: list[str] = [name]
        parent: str | None = code.parent
        while parent is not None and parent in self.codes and parent not in above:
            above.append(parent)
            parent = self.codes[parent].parent
        if parent == name:
            chain = " → ".join(f"`{one}`" for one in [*above, name])
            self.report(name, ("parent",), "parent_cycle", f"the code stands above itself: {chain}")
