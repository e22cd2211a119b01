"""Workbench: expressions of one document, checked where they stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kolonne.definitions import pick
from kolonne.expressions import BOOLEAN, Checked, Lists, Operation, ValueType, check
from kolonne.plan.names import NameTable, is_personal
from kolonne.plan.plan import Template
from kolonne.plan.problems import Desk, Path

_PLACE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Workbench:
    desk: Desk
    names: NameTable
    lists: Lists
    operations: Mapping[str, Operation]

    def check(self, path: Path, text: str, expected: ValueType | None = None, offset: int = 0) -> Checked | None:
        """The checked expression at a path; its mistakes go to the desk."""
        checked, mistakes = check(text, self.names.scope(self.lists, self.operations), expected)
        for mistake in mistakes:
            self.desk.mistake(path, text, mistake, offset)
        return checked

    def condition(self, path: Path, text: str) -> Checked | None:
        return self.check(path, text, BOOLEAN)

    def message(self, path: Path, text: str | dict[str, str], locale: str) -> Template:
        """A message in the export's language; every language's places are checked."""
        chosen = pick(text, locale)
        found = Template((chosen,))
        variants = [(path, text)] if isinstance(text, str) else [((*path, name), one) for name, one in text.items()]
        for where, variant in variants:
            template = self._template(where, variant)
            if variant == chosen:
                found = template
        return found

    def _template(self, path: Path, text: str) -> Template:
        parts: list[str | Checked] = []
        at = 0
        for match in _PLACE.finditer(text):
            parts.append(text[at : match.start()] + (match[0][0] if match[1] is None else ""))
            at = match.end()
            if match[1] is None:
                continue
            checked = self.check(path, match[1], offset=match.start() + 1)
            if checked is None:
                continue
            if is_personal(self.names.level(checked)):
                message = f"`{match[0]}` would put a personal value into a message"
                self.desk.report(path, "personal_in_message", message, "name a value that is not personal")
            parts.append(checked)
        parts.append(text[at:])
        return Template(tuple(part for part in parts if part != ""))
