"""Golden cases of the writers: each a folder with a small document, its records, and every file that must come of them.

    document.json      the document `golden.<name>`; documents that extend it are `document-….json`
    enumerations/      its lists, if it has any
    input/             a file for each input
    case.json          what differs from an export of 2025 in bokmål, in every format that is built in (see `runs`)
    expected/<run>/    `result.json`, and each file in a form that can be read and compared (see `forms`)

A case is added by adding its folder and saying `make golden`, which writes down what all cases give today. Look at the
difference, and commit it if it is meant.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kolonne.plugins import Plugins

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Run:
    """One export of a case."""

    #: Of the folder of what is expected.
    name: str
    format: str
    period: str = "2025"
    locale: str = "nb"
    #: None for the case's only document.
    document: str | None = None
    #: Values that come with the request.
    figures: Mapping[str, Any] = field(default_factory=dict)


def cases() -> list[Path]:
    """Every case, by name."""
    return sorted(path.parent for path in HERE.glob("*/document.json"))


def runs(case: Path) -> list[Run]:
    """The exports of a case: one for each built-in format, unless `case.json` has `runs`, names to what differs.

    What else `case.json` says (`period`, `locale`, `document`, `figures`) is said of every run.
    """
    path = case / "case.json"
    said = dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}
    wanted = said.pop("runs", {name: {"format": name} for name in formats()})
    return [Run(**{"name": name, **said, **run}) for name, run in wanted.items()]


def formats() -> tuple[str, ...]:
    """The built-in formats, as the hook for writers brings them."""
    return tuple(Plugins(installed=False).registry("golden").writers)
