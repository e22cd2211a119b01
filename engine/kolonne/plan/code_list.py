"""Enumerations: a file of codes, read and checked in all of its languages, once a library."""

from datetime import date
from functools import cached_property

from kolonne.contract import Problem
from kolonne.contract.quick import dataclass
from kolonne.definitions import DatedCode, EnumerationDocument, UseCode
from kolonne.documents import DocumentFile, Library, Node, near
from kolonne.expressions import CodeList
from kolonne.plan.code import Code, code_of
from kolonne.plan.code_checks import CodeChecks
from kolonne.plan.code_file import read_code_file, read_successor_file
from kolonne.plan.days import check_overlaps
from kolonne.plan.extension import Extended, extended
from kolonne.plan.problems import Desk
from kolonne.plan.structure import read_model

#: First and last day of a reporting period.
Period = tuple[date, date]


@dataclass(frozen=True)
class Enumeration:
    """A list of codes in every language and at all times."""

    model: EnumerationDocument
    codes: dict[str, Code]
    #: The file with what it extends laid under it.
    root: Node

    def in_language(self, locale: str, period: Period | None = None) -> CodeList:
        """The list as expressions need it."""
        codes, day = self.codes, period[1] if period else None
        shown = {name: code.shown(day).in_language(locale) for name, code in codes.items()}
        return CodeList(
            id=self.model.enumeration,
            labels={name: era.label for name, era in shown.items()},
            aliases={alias.lower(): name for name, code in codes.items() for alias in code.aliases},
            valid={name: (code.since, code.until) for name, code in codes.items() if code.since or code.until},
            parents={name: era.parent for name, era in shown.items() if era.parent},
            versions={
                name: tuple(era.in_language(locale) for era in code.eras)
                for name, code in codes.items()
                if len(code.eras) > 1
            },
            parent_list=self.model.parents or "",
            successors={name: code.successors for name, code in codes.items() if code.successors},
        )

    @cached_property
    def content(self) -> object:
        """Everything it says, for the fingerprint."""
        codes = {name: code.content() for name, code in self.codes.items()}
        return {"unknown": self.model.model_dump(include={"unknown", "parents"}), "codes": codes}


@dataclass(frozen=True, slots=True)
class Found:
    """The enumeration of a file, or None where it has not the shape of one or lacks codes; and every problem of it."""

    enumeration: Enumeration | None
    problems: tuple[Problem, ...]


class Shelf:
    """The enumerations of a library, each read when it is first asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._found: dict[str, Found] = {}
        #: Files that are being read: what one of them needs cannot be one of them.
        self._open: list[DocumentFile] = []

    def of_file(self, file: DocumentFile) -> Found:
        """The enumeration of a file."""
        name = str(file.path.resolve())
        if name not in self._found:
            self._open.append(file)
            try:
                self._found[name] = _Reader(file, self).read()
            finally:
                self._open.pop()
        return self._found[name]

    def needed(self, key: str, id_: str, desk: Desk) -> Enumeration | None:
        """The list that a file names under a key; what is wrong with that, or with the list, goes to the desk."""
        other = self._library.find_list("enumeration", id_)
        if other is None:
            hint = near(id_, self.known()) or f"it is looked for in `{self._library.lists_folder(id_)}`"
            desk.report((key,), "unknown_enumeration", f"there is no enumeration `{id_}`", hint)
            return None
        if other.path.resolve() in {one.path.resolve() for one in self._open}:
            begin = next(at for at, one in enumerate(self._open) if one.path.resolve() == other.path.resolve())
            chain = " → ".join([*(one.id for one in self._open[begin:]), id_])
            code = "extends_cycle" if key == "extends" else "parent_cycle"
            desk.report((key,), code, f"`{key}` leads back to where it began: {chain}")
            return None
        found = self.of_file(other)
        desk.problems.extend(problem for problem in found.problems if problem not in desk.problems)
        return found.enumeration

    def known(self) -> list[str]:
        """IDs of all enumerations."""
        owners = self._library.owners()
        return [one.id for owner in owners for one in self._library.lists(owner) if one.kind == "enumeration"]


def shelf_of(library: Library) -> Shelf:
    """The enumerations of a library."""
    return library.once("enumerations", lambda: Shelf(library))


@dataclass(slots=True)
class _Reader:
    file: DocumentFile
    shelf: Shelf

    def read(self) -> Found:
        file = self.file
        if file.root is None:
            return Found(None, file.problems)
        desk = Desk(file.root, list(file.problems))
        laid = self.laid_over_base(file.root, desk)
        if laid is None:
            return Found(None, tuple(desk.problems))
        desk.root = laid.root
        model = read_model("enumeration", desk)
        if not isinstance(model, EnumerationDocument):
            return Found(None, tuple(desk.problems))
        checks = self.checks(model, laid, desk)
        if model.parents is not None and model.parents != model.enumeration:
            checks.parents_id = model.parents
            above = self.shelf.needed("parents", model.parents, desk)
            checks.above = above.codes if above is not None else None
        checks.check()
        if not checks.complete:
            return Found(None, tuple(desk.problems))
        if isinstance(model.unknown, UseCode) and model.unknown.use not in checks.codes:
            hint = near(model.unknown.use, checks.codes)
            message = f"the list has no code `{model.unknown.use}`"
            desk.report(("unknown", "use"), "unknown_code", message, hint)
        return Found(Enumeration(model, dict(checks.codes), laid.root), tuple(desk.problems))

    def laid_over_base(self, root: Node, desk: Desk) -> Extended | None:
        """The file over what it extends; None where that cannot be read: much would seem missing that is not."""
        id_ = root.text("extends")
        if id_ is None:
            return Extended(root)
        base = self.shelf.needed("extends", id_, desk)
        if base is None:
            return None
        return extended(self.file, root, base.model.enumeration, base.root, base.codes, desk)

    def checks(self, model: EnumerationDocument, laid: Extended, desk: Desk) -> CodeChecks:
        node = laid.root.at(("codes",))
        own = {
            name: code_of(definition, (member.key_place or member.place) if (member := node.get(name)) else node.place)
            for name, definition in model.codes.items()
        }
        codes = {name: code or own[name] for name, code in laid.inherited.items() if code or name in own}
        codes |= own
        inherited = tuple(name for name, code in laid.inherited.items() if code is not None)
        for name, definition in model.codes.items():
            if isinstance(definition, DatedCode):
                check_overlaps(("codes", name, "dated"), definition.dated, desk)
        checks = CodeChecks(desk, codes, inherited)
        checks.patch = Desk(self.file.root, desk.problems) if self.file.root is not None else None
        if model.file is not None:
            before = len(desk.problems)
            filed = read_code_file(model.file, self.file.path.parent, desk)
            checks.complete = len(desk.problems) == before
            for name, code in filed.items():
                if name in codes:
                    where = "the list that it extends" if name in inherited else "`codes`"
                    message = f"the code `{name}` stands in {where} already"
                    place = code.place
                    desk.problems.append(Problem(place.file, place.line, 1, "", "duplicate_code", message))
                else:
                    codes[name] = code
        if model.successors is not None and checks.complete:
            codes |= read_successor_file(model.successors, self.file.path.parent, codes, desk)
        return checks
