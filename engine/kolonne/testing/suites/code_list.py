"""CodeListSuite: code lists and mappings that a plugin brings."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from kolonne.contract import KolonneError
from kolonne.documents import Library
from kolonne.hookspecs import hookimpl
from kolonne.plan import validate
from kolonne.testing.exporting import write_documents
from kolonne.testing.plugging import plugged
from kolonne.testing.promise import hold

_KINDS = ("enumeration", "mapping")


class CodeListSuite:
    """What code lists and mappings promise. Subclass it and set `code_lists` to what the hook gives."""

    code_lists: ClassVar[Sequence[Mapping[str, Any]]]
    #: Lists of others that these name: those of a funder, for instance, as their files have them.
    beside: ClassVar[Sequence[Mapping[str, Any]]] = ()

    def test_they_are_plain_json(self) -> None:
        """Written as JSON and read again they are the same, so that a file could say all that they say."""
        hold(self.code_lists, "there is no list")
        for one in self.code_lists:
            hold(json.loads(_written(one)) == dict(one), f"`{_id(one)}` is something else when it is read again")

    def test_they_are_lists(self) -> None:
        """Each is an enumeration or a mapping, with an ID that begins with its owner, and no two have the same."""
        ids = [_id(one) for one in self.code_lists]
        odd = [id_ for id_ in ids if not all(id_.partition("."))]
        hold(not odd, f"{odd}: an enumeration or a mapping with an ID such as `nhf.kind` is needed")
        hold(len(set(ids)) == len(ids), f"two lists have one ID: {sorted(ids)}")

    def test_they_are_free_of_problems(self, tmp_path: Path) -> None:
        """They follow the published schemas, and everything that they name is there."""
        configs = tmp_path / "org_configs"
        owners = sorted({_id(one).partition(".")[0] for one in self.code_lists})
        write_documents(configs, [*({"organisation": owner, "name": owner} for owner in owners), *self.beside], {})
        try:
            plugins = plugged({"lists": _Giving(tuple(owners), self.code_lists)})
            registries = [plugins.registry(owner) for owner in owners]
            library = Library(configs)
            library.plug(registries[0].code_lists)
        except KolonneError as error:
            hold(kept=False, what=str(error))
            return
        told = [one.failure_reason for registry in registries for one in registry.incidents.reports]
        hold(not told, "; ".join(told))
        found = [
            str(problem) for file in registries[0].code_lists for problem in validate(library, file, registries[0])
        ]
        hold(not found, "\n".join(found))
        hold(len(registries[0].code_lists) == len(self.code_lists), "some lists were not taken")


class _Giving:
    """A plugin that brings lists."""

    def __init__(self, owners: Sequence[str], lists: Sequence[Mapping[str, Any]]) -> None:
        self._owners, self._lists = owners, lists

    @hookimpl
    def kolonne_organisations(self) -> Sequence[str]:
        return self._owners

    @hookimpl
    def kolonne_code_lists(self) -> Sequence[dict[str, Any]]:
        return [dict(one) for one in self._lists]


def _id(document: Mapping[str, Any]) -> str:
    return str(next((document[kind] for kind in _KINDS if kind in document), ""))


def _written(document: Mapping[str, Any]) -> str:
    try:
        return json.dumps(document, allow_nan=False)
    except (TypeError, ValueError) as error:
        hold(kept=False, what=f"`{_id(document)}` cannot be written as JSON: {error}")
        raise
