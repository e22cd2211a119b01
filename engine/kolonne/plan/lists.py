"""Catalogue: the code lists and mappings that a document names, read when they are first named."""

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from typing import TypeVar

from kolonne.contract import DEFAULT_TIMEZONE, Problem
from kolonne.definitions import MappingDocument, UseCode
from kolonne.documents import DocumentFile, Library, Path, near
from kolonne.expressions import NOT_COUNTED, CodeList, CodeMapping, Lists
from kolonne.plan.code_list import Enumeration, Period, shelf_of
from kolonne.plan.code_mapping import Targets, targets_of
from kolonne.plan.input_plan import UnknownPolicy
from kolonne.plan.problems import Desk
from kolonne.plan.structure import read_model

T = TypeVar("T")


class _OnDemand(Mapping[str, T]):
    """A mapping that reads an entry when it is asked for it."""

    def __init__(self, read: Callable[[str], T | None], known: Callable[[], list[str]]) -> None:
        self._read, self._known = read, known
        self._seen: dict[str, T | None] = {}

    def __getitem__(self, id_: str) -> T:
        if id_ not in self._seen:
            self._seen[id_] = self._read(id_)
        found = self._seen[id_]
        if found is None:
            raise KeyError(id_)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())

    def items(self) -> ItemsView[str, T]:
        """Of those that were read: to look around must not read every list there is."""
        return self.used().items()

    def values(self) -> ValuesView[T]:
        """Of those that were read."""
        return self.used().values()

    def used(self) -> dict[str, T]:
        """What was asked for and is there."""
        return {id_: found for id_, found in self._seen.items() if found is not None}


class Catalogue:
    """Lists by their IDs, in one language, as they are in one period; without a period, as they were last."""

    def __init__(
        self, library: Library, locale: str, period: Period | None = None, timezone: str = DEFAULT_TIMEZONE
    ) -> None:
        self._library, self._locale, self._period, self._timezone = library, locale, period, timezone
        self._shelf = shelf_of(library)
        #: Problems of the lists that were read, in the order they were.
        self.problems: list[Problem] = []
        self.policies: dict[str, UnknownPolicy] = {}
        #: IDs of lists that are there but have not the shape of one, or lack codes that could not be read.
        self.broken: set[str] = set()
        #: ID → the list in every language and at all times.
        self.enumerations: dict[str, Enumeration] = {}
        #: ID → everything the list says, in every language.
        self.contents: dict[str, object] = {}
        self.codes: _OnDemand[CodeList] = _OnDemand(self._find_codes, lambda: self._known("enumeration"))
        self.mappings: _OnDemand[CodeMapping] = _OnDemand(self._find_mapping, lambda: self._known("mapping"))
        self.lists = Lists(self.codes, self.mappings, timezone)

    def frozen(self) -> Lists:
        """Only what was used, as plain dictionaries."""
        return Lists(self.codes.used(), self.mappings.used(), self._timezone)

    def code_list(self, path: Path, id_: str, desk: Desk) -> CodeList | None:
        """The enumeration that is named at a path; tells there that it does not exist."""
        found = self.codes.get(id_)
        if found is None and id_ not in self.broken:
            hint = near(id_, self.codes) or f"it is looked for in `{self._library.lists_folder(id_)}`"
            desk.report(path, "unknown_enumeration", f"there is no enumeration `{id_}`", hint)
            self._tell_unreadable(id_)
        return found

    def code_hint(self, id_: str, code: str) -> str:
        """A hint for a code that the list does not have: what it most likely means."""
        labels = self.codes[id_].labels
        meant = next((known for known, label in labels.items() if label.casefold() == code.casefold()), None)
        meant = meant or self.codes[id_].aliases.get(code.lower())
        return f"the code is `{meant}`" if meant else near(code, labels)

    def _known(self, kind: str) -> list[str]:
        owners = self._library.owners()
        return [file.id for owner in owners for file in self._library.lists(owner) if file.kind == kind]

    def _tell_unreadable(self, id_: str) -> None:
        """A file that is no JSON has no ID: it may be the one that is missing."""
        owner = self._library.owner_of(id_)
        self._tell(problem for file in self._library.lists(owner) if file.root is None for problem in file.problems)

    def _tell(self, problems: Iterator[Problem]) -> None:
        self.problems.extend(problem for problem in problems if problem not in self.problems)

    def _find_codes(self, id_: str) -> CodeList | None:
        file = self._library.find_list("enumeration", id_)
        return self.read_code_list(file) if file is not None else None

    def _find_mapping(self, id_: str) -> CodeMapping | None:
        file = self._library.find_list("mapping", id_)
        return self.read_mapping(file) if file is not None else None

    def read_code_list(self, file: DocumentFile) -> CodeList | None:
        """The enumeration of a file."""
        found = self._shelf.of_file(file)
        self._tell(iter(found.problems))
        if found.enumeration is None:
            self.broken.add(file.id)
            return None
        self.enumerations[file.id] = found.enumeration
        self.policies[file.id] = policy(found.enumeration.model.unknown)
        self.contents[file.id] = found.enumeration.content
        return found.enumeration.in_language(self._locale, self._period)

    def choices(self, id_: str) -> dict[str, str]:
        """The codes of a list that are valid on some day of the period, with their labels; all where there is no period."""
        codes = self.codes[id_]
        if self._period is None:
            return dict(codes.labels)
        first, last = self._period
        valid = {code: codes.valid.get(code, (None, None)) for code in codes.labels}
        return {
            code: codes.labels[code]
            for code, (since, until) in valid.items()
            if (since is None or since <= last) and (until is None or first < until)
        }

    def read_mapping(self, file: DocumentFile) -> CodeMapping | None:
        """The mapping of a file."""
        if file.root is None:
            self._tell(iter(file.problems))
            return None
        desk = Desk(file.root, list(file.problems))
        model = read_model("mapping", desk)
        targets = targets_of(model, file.path.parent, desk) if isinstance(model, MappingDocument) else None
        if targets is not None and targets.complete:
            self._check_mapping(targets, desk)
        self._tell(iter(desk.problems))
        if targets is None or not targets.complete:
            self.broken.add(file.id)
            return None
        self.contents[file.id] = targets.content()
        return targets.in_language(self._locale, self._period[0] if self._period else None)

    def _check_mapping(self, targets: Targets, desk: Desk) -> None:
        model = targets.model
        source = self.code_list(("from",), model.source, desk)
        target = self.code_list(("to",), model.target, desk)
        for code, many in targets.by_code.items():
            if source is not None and code not in source.labels:
                hint = self.code_hint(model.source, code)
                many[0].report(desk, "unknown_code", f"`{model.source}` has no code `{code}`", hint, at_code=True)
            for one in many:
                to = one.target
                if target is not None and isinstance(to, str) and to not in target.labels:
                    hint = '`{"not_counted": "why"}` says that it does not count'
                    hint = hint if to == NOT_COUNTED else self.code_hint(model.target, to)
                    one.report(desk, "unknown_code", f"`{model.target}` has no code `{to}`", hint)
        missing = [f"`{code}`" for code in source.labels if code not in targets.by_code] if source is not None else []
        if missing:
            what = f"codes {', '.join(missing[:-1])} and {missing[-1]}" if missing[1:] else f"code {missing[0]}"
            hint = 'map it, or say `{"not_counted": "why"}`'
            message = f"the {what} of `{model.source}` {'are' if missing[1:] else 'is'} not mapped"
            desk.report(("codes",), "unmapped_code", message, hint, at_key=True)


def policy(unknown: str | UseCode) -> UnknownPolicy:
    """The model's answer to unknown codes as the plan's."""
    if isinstance(unknown, UseCode):
        return UnknownPolicy("use", unknown.use)
    for action in ("error", "blank", "keep", "fatal"):
        if unknown == action:
            return UnknownPolicy(action)
    raise ValueError(unknown)
