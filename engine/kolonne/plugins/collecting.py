"""Collecting: what the plugins of one organisation bring, each name once, all of it guarded."""

import json
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from kolonne.contract import (
    Notifier,
    PluginError,
    PluginFaultError,
    Reader,
    RuleKind,
    StoreKind,
    Transform,
    Writer,
    raised,
)
from kolonne.contract.quick import dataclass
from kolonne.documents import DocumentFile, parse_json
from kolonne.expressions import Operation
from kolonne.plugins.answers import one_of_each, plain_format, plain_name, plain_scheme, plain_suffixes, plain_transform
from kolonne.plugins.guard import Guard
from kolonne.plugins.guarded_ends import GuardedNotifier, GuardedReader, GuardedStoreKind, GuardedWriter
from kolonne.plugins.guarded_functions import guarded_operation, guarded_rule_kind, guarded_transform
from kolonne.registry import Incidents, PluginInfo, Registry

T = TypeVar("T")
#: Asks a hook of one plugin by its name.
Ask = Callable[[str], Any]
_LANGUAGE = "the expression language"


@dataclass(slots=True)
class Collection:
    incidents: Incidents
    operations: dict[str, Operation] = field(default_factory=dict)
    transforms: dict[str, Transform] = field(default_factory=dict)
    rule_kinds: dict[str, RuleKind] = field(default_factory=dict)
    code_lists: dict[str, DocumentFile] = field(default_factory=dict)
    readers: list[Reader] = field(default_factory=list)
    writers: dict[str, Writer] = field(default_factory=dict)
    stores: dict[str, StoreKind] = field(default_factory=dict)
    notifiers: dict[str, Notifier] = field(default_factory=dict)
    #: Kind of thing and name → whose it is, as messages name it.
    owners: dict[tuple[str, str], str] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)

    def add(self, guard: Guard, ask: Ask, *, is_built_in: bool) -> None:
        """Take what a plugin brings. What one hook does wrong is noted; what the others give is there all the same."""
        takers: tuple[Callable[[_Giver], None], ...] = (
            self._operations, self._code_lists, self._transforms, self._rule_kinds,
            self._readers, self._writers, self._stores, self._notifiers,
        )  # fmt: skip
        for take in takers:
            giver = _Giver(guard, ask, is_built_in)
            try:
                take(giver)
            except ClaimedTwiceError:
                raise
            except PluginFaultError as error:
                self._tell(guard, error.place, error.what)
            except PluginError as error:
                self._tell(guard, f"`{giver.hook}`", str(error).removeprefix(f"{guard.who}: "))
            except (Exception, SystemExit) as error:  # noqa: BLE001 - to look at what a plugin gave may raise anything
                self._tell(guard, f"`{giver.hook}`", raised(error))

    def _tell(self, guard: Guard, place: str, what: str) -> None:
        """Once, where several hooks refuse for the same reason, as they do for settings that make no sense."""
        if (guard.who, what) not in self.told:
            self.told.add((guard.who, what))
            self.incidents.tell(guard.who, place, what)

    def registry(self, infos: tuple[PluginInfo, ...]) -> Registry:
        """All of it, frozen."""
        owners = {place: who for place, who in self.owners.items() if who != _LANGUAGE}
        return Registry(
            operations=MappingProxyType(self.operations),
            readers=tuple(self.readers),
            writers=MappingProxyType(self.writers),
            plugins=infos,
            transforms=MappingProxyType(self.transforms),
            rule_kinds=MappingProxyType(self.rule_kinds),
            code_lists=tuple(self.code_lists.values()),
            stores=MappingProxyType(self.stores),
            notifiers=tuple(self.notifiers.values()),
            owners=MappingProxyType(owners),
            incidents=self.incidents,
        )

    def _operations(self, giver: "_Giver") -> None:
        for one in giver.given("kolonne_operations", Operation):
            if giver.is_built_in:
                self.operations[one.name] = one
                self.owners["an operation", one.name] = _LANGUAGE
                continue
            plain_name(giver.guard.info, giver.hook, one.name)
            if not one.overloads or any(overload.batch is None for overload in one.overloads):
                raise PluginError(f"`{one.name}` was made neither by `scalar_operation` nor by `vector_operation`")
            self._claim(giver, "an operation", one.name)
            self.operations[one.name] = guarded_operation(giver.guard, one)

    def _transforms(self, giver: "_Giver") -> None:
        for one in giver.given("kolonne_transforms", Transform):
            plain_transform(giver.guard.info, giver.hook, one)
            self._claim(giver, "a transform", one.name)
            self.transforms[one.name] = guarded_transform(giver.guard, one)

    def _rule_kinds(self, giver: "_Giver") -> None:
        for one in giver.given("kolonne_rule_kinds", RuleKind):
            plain_transform(giver.guard.info, giver.hook, one)
            self._claim(giver, "a kind of rule", one.name)
            self.rule_kinds[one.name] = guarded_rule_kind(giver.guard, one)

    def _code_lists(self, giver: "_Giver") -> None:
        for one in giver.given("kolonne_code_lists", dict):
            file = _list_file(giver, one)
            self._claim(giver, "a list", file.id)
            self.code_lists[file.id] = file

    def _readers(self, giver: "_Giver") -> None:
        found: list[Reader] = giver.given("kolonne_readers", object, "suffixes", "read", "count")
        if giver.is_built_in:
            self.readers += found
            return
        for one in found:
            suffixes = plain_suffixes(giver.guard.info, one.suffixes)
            for suffix in suffixes:
                self._claim(giver, "a reader of", suffix)
            # Of two that read the same suffix the later one wins.
            self.readers.append(GuardedReader(giver.guard, one, suffixes))

    def _writers(self, giver: "_Giver") -> None:
        for one in giver.given("kolonne_writers", object, "format", "title", "mime_type", "suffix", "write"):
            name = plain_format(giver.guard.info, one.format)
            if not giver.is_built_in:
                self._claim(giver, "a writer of", name)
            guarded = GuardedWriter(giver.guard, one, name, str(one.title), str(one.mime_type))
            self.writers[name] = one if giver.is_built_in else guarded

    def _stores(self, giver: "_Giver") -> None:
        for one in giver.given("kolonne_stores", object, "scheme", "title", "open"):
            scheme = plain_scheme(giver.guard.info, one.scheme)
            if not giver.is_built_in:
                self._claim(giver, "a store", scheme)
            self.stores[scheme] = (
                one if giver.is_built_in else GuardedStoreKind(giver.guard, one, scheme, str(one.title))
            )

    def _notifiers(self, giver: "_Giver") -> None:
        for one in giver.given("kolonne_notifiers", object, "name", "notify"):
            self._claim(giver, "a notifier", str(one.name))
            self.notifiers[str(one.name)] = GuardedNotifier(giver.guard, one, str(one.name))

    def _claim(self, giver: "_Giver", what: str, name: str) -> None:
        other = self.owners.get((what, name))
        if other is not None:
            raise ClaimedTwiceError(f"{giver.guard.who}: there is {what} `{name}` already, from {other}")
        self.owners[what, name] = giver.guard.who


class ClaimedTwiceError(PluginError):
    """Two plugins claim the same: which of them is meant is not left to chance."""


@dataclass(slots=True)
class _Giver:
    """One plugin, asked for one thing after the other."""

    guard: Guard
    ask: Ask
    is_built_in: bool
    hook: str = ""

    def given(self, hook: str, kind: type[T], *members: str) -> list[Any]:
        self.hook = hook
        return list(one_of_each(self.guard.info, hook, self.ask(hook), kind, members))


def _list_file(giver: _Giver, document: Mapping[str, Any]) -> DocumentFile:
    """The list as a file would have it, with the places of what would stand there."""
    info = giver.guard.info
    try:
        text = json.dumps(dict(document), indent=2, ensure_ascii=False, allow_nan=False)
    except Exception as error:
        raise PluginError(f"{info}: gave a list that cannot be written as JSON") from error
    file = DocumentFile(Path(), "", *parse_json(text, ""))
    if file.kind not in {"enumeration", "mapping"}:
        raise PluginError(f"{info}: gave a list that is neither an enumeration nor a mapping")
    if not any(served == "*" or file.id.startswith(f"{served}.") for served in info.organisations):
        raise PluginError(f"{info}: gave a list `{file.id[:80]}`, whose owner it does not serve")
    name = f"{info}: {file.id}"
    root, problems = parse_json(text, name)
    return replace(file, path=Path(name.replace("`", "")), name=name, root=root, problems=problems)
