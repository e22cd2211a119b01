"""Workbench: expressions of one document, checked where they stand."""

import re
from collections.abc import Mapping
from dataclasses import field, replace

from kolonne.contract import Span
from kolonne.contract.quick import dataclass
from kolonne.definitions import pick
from kolonne.documents import Path
from kolonne.expressions import (
    BOOLEAN,
    Checked,
    Lists,
    Mistake,
    Operation,
    Scope,
    ValueType,
    calls_plugins,
    check,
)
from kolonne.plan.names import NameTable, is_personal
from kolonne.plan.problems import Desk
from kolonne.plan.row_plan import Template

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_PLACE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Workbench:
    desk: Desk
    names: NameTable
    lists: Lists
    operations: Mapping[str, Operation]
    #: IDs of lists that exist but cannot be read: their own problems are told.
    broken_lists: set[str] = field(default_factory=set)
    #: Expressions in which operations of plugins stand.
    calling: list[Checked] = field(default_factory=list)

    def check(self, path: Path, text: str, expected: ValueType | None = None, offset: int = 0) -> Checked | None:
        """The checked expression at a path; its mistakes go to the desk."""
        checked, mistakes = check(text, self.scope(), expected)
        for mistake in mistakes:
            if not self._follows(text, mistake):
                self.desk.mistake(path, text, self._explained(text, mistake), offset)
        if checked is not None:
            self.names.use(checked)
            if calls_plugins(checked):
                self.calling.append(checked)
        else:
            # What it names is looked at, once it is right.
            self.names.used.update(_WORD.findall(text))
        return checked

    def scope(self) -> Scope:
        return self.names.scope(self.lists, self.operations)

    def among(self, names: NameTable) -> "Workbench":
        """The same for expressions that may name other things."""
        return replace(self, names=names)

    def condition(self, path: Path, text: str) -> Checked | None:
        return self.check(path, text, BOOLEAN)

    def _follows(self, text: str, mistake: Mistake) -> bool:
        """Whether the mistake is only that something else, which is told where it stands, is broken."""
        span = text[mistake.span.start : mistake.span.end]
        if mistake.code in {"unknown_name", "unreachable_rows"}:
            fronts = {".".join(span.split(".")[:steps]) for steps in range(1, span.count(".") + 2)}
            return self.names.is_vague or not fronts.isdisjoint(self.names.broken)
        if mistake.code == "wrong_arguments":
            return not {*_WORD.findall(span), *_DOTTED.findall(span)}.isdisjoint(self.names.broken)
        if mistake.code in {"unknown_enumeration", "unknown_mapping"}:
            return any(id_ in text for id_ in self.broken_lists)
        return False

    def _explained(self, text: str, mistake: Mistake) -> Mistake:
        """The mistake, and who took away the name that is missing."""
        hint = self.names.who_removed(text[mistake.span.start : mistake.span.end])
        return replace(mistake, hint=hint) if hint and mistake.code == "unknown_name" else mistake

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
            parts.append(text[at : match.start()])
            at = match.end()
            if match[1] is not None:
                parts.extend(self._place(path, text, match[0], match.start()))
            elif len(match[0]) == 2:
                parts.append(match[0][0])
            else:
                self._stray(path, text, match)
        parts.append(text[at:])
        return Template(tuple(part for part in parts if part != ""))

    def _place(self, path: Path, text: str, written: str, start: int) -> list[Checked]:
        checked = self.check(path, written[1:-1], offset=start + 1)
        if checked is None:
            return []
        if calls_plugins(checked):
            message = f"`{written}` calls a function of a plugin, which messages cannot"
            mistake = Mistake(
                "plugin_in_message",
                message,
                Span(start, start + len(written)),
                "give it a name in `let`, and write that",
            )
            self.desk.mistake(path, text, mistake)
        if is_personal(self.names.level(checked)):
            message = f"`{written}` would put a personal value into a message"
            hint = "name a value that is not personal"
            mistake = Mistake("personal_in_message", message, Span(start, start + len(written)), hint)
            self.desk.mistake(path, text, mistake)
        return [checked]

    def _stray(self, path: Path, text: str, match: re.Match[str]) -> None:
        meaning = "is not closed" if match[0] == "{" else "closes nothing"
        hint = f"a value of the row stands in `{{…}}`; the sign itself is written `{match[0] * 2}`"
        mistake = Mistake("message_syntax", f"the `{match[0]}` {meaning}", Span(*match.span()), hint)
        self.desk.mistake(path, text, mistake)
