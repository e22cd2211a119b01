"""Catalogue: the code lists and mappings that a document names, read when they are first named."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from kolonne.contract import Problem
from kolonne.definitions import CodeDefinition, EnumerationDocument, MappingDocument, NotCounted, UseCode, pick
from kolonne.documents import DocumentFile, Library, near
from kolonne.expressions import NOT_COUNTED, CodeList, CodeMapping, Lists
from kolonne.plan.plan import UnknownPolicy
from kolonne.plan.problems import Desk
from kolonne.plan.structure import read_model

_MOST_CODES = 100_000

T = TypeVar("T")


@dataclass(frozen=True)
class _Read(Generic[T]):
    value: T | None
    problems: tuple[Problem, ...]


class _OnDemand(Mapping[str, T]):
    """A mapping that reads an entry when it is asked for it."""

    def __init__(self, read: Callable[[str], T | None], known: Callable[[], list[str]]) -> None:
        self._read, self._known = read, known
        self.used: dict[str, T] = {}

    def __getitem__(self, id_: str) -> T:
        if id_ not in self.used:
            found = self._read(id_)
            if found is None:
                raise KeyError(id_)
            self.used[id_] = found
        return self.used[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())


class Catalogue:
    """Lists by their IDs, in one language."""

    def __init__(self, library: Library, locale: str) -> None:
        self._library, self._locale = library, locale
        #: Problems of the lists that were read, in the order they were.
        self.problems: list[Problem] = []
        self.policies: dict[str, UnknownPolicy] = {}
        self.codes: _OnDemand[CodeList] = _OnDemand(self._code_list, lambda: self._known("enumeration"))
        self.mappings: _OnDemand[CodeMapping] = _OnDemand(self._mapping, lambda: self._known("mapping"))
        self.lists = Lists(self.codes, self.mappings)

    def frozen(self) -> Lists:
        """Only what was used, as plain dictionaries."""
        return Lists(dict(self.codes.used), dict(self.mappings.used))

    def _known(self, kind: str) -> list[str]:
        owners = self._library.owners()
        return [file.id for owner in owners for file in self._library.lists(owner) if file.kind == kind]

    def _code_list(self, id_: str) -> CodeList | None:
        file = self._library.find_list("enumeration", id_)
        read = self.read_code_list(file) if file is not None else _Read[CodeList](None, ())
        self.problems.extend(problem for problem in read.problems if problem not in self.problems)
        return read.value

    def _mapping(self, id_: str) -> CodeMapping | None:
        file = self._library.find_list("mapping", id_)
        read = self.read_mapping(file) if file is not None else _Read[CodeMapping](None, ())
        self.problems.extend(problem for problem in read.problems if problem not in self.problems)
        return read.value

    def read_code_list(self, file: DocumentFile) -> _Read[CodeList]:
        """The enumeration of a file, with its problems."""
        if file.root is None:
            return _Read(None, file.problems)
        desk = Desk(file.root, list(file.problems))
        model = read_model("enumeration", desk)
        if not isinstance(model, EnumerationDocument):
            return _Read(None, tuple(desk.problems))
        codes = self._written_codes(model)
        if model.file is not None:
            codes.update(_filed_codes(model, file.path.parent / model.file.path, desk))
        self._check_codes(codes, desk)
        self.policies[model.enumeration] = policy(model.unknown)
        if isinstance(model.unknown, UseCode) and model.unknown.use not in codes:
            desk.report(
                ("unknown", "use"),
                "unknown_code",
                f"the list has no code `{model.unknown.use}`",
                near(model.unknown.use, list(codes)),
            )
        return _Read(self._assembled(model, codes), tuple(desk.problems))

    def _written_codes(self, model: EnumerationDocument) -> dict[str, CodeDefinition]:
        return {
            name: code if isinstance(code, CodeDefinition) else CodeDefinition(label=code)
            for name, code in model.codes.items()
        }

    def _assembled(self, model: EnumerationDocument, codes: dict[str, CodeDefinition]) -> CodeList:
        return CodeList(
            id=model.enumeration,
            labels={name: pick(code.label, self._locale) for name, code in codes.items()},
            aliases={alias.casefold(): name for name, code in codes.items() for alias in code.aliases},
            valid={
                name: (_day(code.since), _day(code.until)) for name, code in codes.items() if code.since or code.until
            },
            parents={name: code.parent for name, code in codes.items() if code.parent},
        )

    def _check_codes(self, codes: dict[str, CodeDefinition], desk: Desk) -> None:
        if not codes:
            desk.report((), "empty_list", "the list has no codes")
        seen = {name.casefold(): name for name in codes}
        for name, code in codes.items():
            path = ("codes", name)
            if code.since and code.until and code.until <= code.since:
                desk.report(path, "bad_dates", f"the code ends ({code.until}) before it begins ({code.since})")
            for alias in code.aliases:
                owner = seen.setdefault(alias.casefold(), name)
                if owner != name:
                    desk.report(path, "ambiguous_alias", f"`{alias}` stands for `{owner}` already")

    def read_mapping(self, file: DocumentFile) -> _Read[CodeMapping]:
        """The mapping of a file, with its problems."""
        if file.root is None:
            return _Read(None, file.problems)
        desk = Desk(file.root, list(file.problems))
        model = read_model("mapping", desk)
        if not isinstance(model, MappingDocument):
            return _Read(None, tuple(desk.problems))
        self._check_mapping(model, desk)
        found = CodeMapping(
            id=model.mapping,
            source=model.source,
            target=model.target,
            codes={code: NOT_COUNTED if isinstance(to, NotCounted) else to for code, to in model.codes.items()},
            reasons={
                code: pick(to.not_counted, self._locale)
                for code, to in model.codes.items()
                if isinstance(to, NotCounted)
            },
        )
        return _Read(found, tuple(desk.problems))

    def _check_mapping(self, model: MappingDocument, desk: Desk) -> None:
        source, target = self.codes.get(model.source), self.codes.get(model.target)
        for key, id_, found in (("from", model.source, source), ("to", model.target, target)):
            if found is None:
                desk.report(
                    (key,), "unknown_enumeration", f"there is no enumeration `{id_}`", near(id_, list(self.codes))
                )
        if source is None or target is None:
            return
        for code, to in model.codes.items():
            path = ("codes", code)
            if code not in source.labels:
                hint = near(code, list(source.labels))
                desk.report(path, "unknown_code", f"`{model.source}` has no code `{code}`", hint, at_key=True)
            if isinstance(to, str) and to not in target.labels:
                desk.report(path, "unknown_code", f"`{model.target}` has no code `{to}`", near(to, list(target.labels)))
        for code in source.labels:
            if code not in model.codes:
                hint = 'map it, or say `{"not_counted": "why"}`'
                desk.report(("codes",), "unmapped_code", f"the code `{code}` of `{model.source}` is not mapped", hint)


def policy(unknown: str | UseCode) -> UnknownPolicy:
    """The model's answer to unknown codes as the plan's."""
    if isinstance(unknown, UseCode):
        return UnknownPolicy("use", unknown.use)
    for action in ("error", "blank", "keep", "fatal"):
        if unknown == action:
            return UnknownPolicy(action)
    raise ValueError(unknown)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _filed_codes(model: EnumerationDocument, path: Path, desk: Desk) -> dict[str, CodeDefinition]:
    """Codes of the list's own .csv file; what is wrong there is told with the line there."""
    entry = model.file
    if entry is None:
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(zip(range(2, _MOST_CODES + 2), csv.DictReader(stream, strict=True), strict=False))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        desk.report(("file", "path"), "file_unreadable", f"`{path.name}` cannot be read: {error}")
        return {}
    wanted = [name for name in (entry.code, entry.label, entry.since, entry.until, entry.parent) if name]
    headers = list(rows[0][1]) if rows else []
    missing = [name for name in wanted if name not in headers]
    if missing:
        known = ", ".join(f"`{header}`" for header in headers)
        desk.report(("file",), "missing_column", f"`{path.name}` has no column `{missing[0]}`; it has {known}")
        return {}

    def optional(row: dict[str, str], name: str | None) -> str | None:
        return (row.get(name) or None) if name else None

    found: dict[str, CodeDefinition] = {}
    for line, row in rows:
        code = row[entry.code]
        if not code or code in found:
            what = f"the code `{code}` stands twice" if code else "a code is missing"
            desk.problems.append(Problem(str(path), line, 1, "", "duplicate_code", what))
            continue
        try:
            found[code] = CodeDefinition.model_validate(
                {
                    "label": row[entry.label],
                    "from": optional(row, entry.since),
                    "until": optional(row, entry.until),
                    "parent": optional(row, entry.parent),
                }
            )
        except ValueError:
            desk.problems.append(Problem(str(path), line, 1, "", "wrong_value", f"the row of `{code}` cannot be read"))
    return found
