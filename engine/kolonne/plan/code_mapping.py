"""Mappings: a file that says what the codes of a list become, read and checked."""

from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from kolonne.contract import Problem
from kolonne.contract.quick import dataclass
from kolonne.definitions import DatedMapping, MappingDocument, MappingFile, NotCounted, pick
from kolonne.documents import Path as JsonPath
from kolonne.expressions import NOT_COUNTED, CodeMapping, Step, Steps
from kolonne.plan.csv_table import CsvTable
from kolonne.plan.days import Interval, check_sequence, interval
from kolonne.plan.problems import Desk

Target: TypeAlias = str | NotCounted


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a code becomes for a time, and where that is written."""

    target: Target
    since: date | None = None
    until: date | None = None
    path: JsonPath = ()
    #: File and line, for what stands in a file of its own.
    file: str = ""
    line: int = 0

    def report(self, desk: Desk, code: str, message: str, hint: str = "", *, at_code: bool = False) -> None:
        """A problem with it."""
        if self.file:
            desk.problems.append(Problem(self.file, self.line, 1, "", code, message, hint))
        else:
            desk.report(self.path[:2] if at_code else self.path, code, message, hint, at_key=at_code)


@dataclass(slots=True)
class Targets:
    """What every code becomes, in the order of time."""

    model: MappingDocument
    by_code: dict[str, list[Mapped]] = field(default_factory=dict)
    #: Whether all of it could be read.
    complete: bool = True

    def in_language(self, locale: str, first_day: date | None) -> CodeMapping:
        """The mapping as expressions need it; without a day each code becomes what it did first."""
        now = {code: found for code, many in self.by_code.items() if (found := _on(many, first_day)) is not None}
        changing = {code: many for code, many in self.by_code.items() if many[0].since or many[-1].until or many[1:]}
        return CodeMapping(
            id=self.model.mapping,
            source=self.model.source,
            target=self.model.target,
            codes={code: _code(one.target) for code, one in now.items()},
            reasons={code: reason for code, one in now.items() if (reason := _reason(one.target, locale)) is not None},
            dated={code: _steps(many, [_code(one.target) for one in many]) for code, many in changing.items()},
            dated_reasons={
                code: _steps(many, [_reason(one.target, locale) for one in many]) for code, many in changing.items()
            },
        )

    def content(self) -> object:
        """Everything it says, for the fingerprint."""
        codes = {
            code: [[_content(one.target), str(one.since or ""), str(one.until or "")] for one in many]
            for code, many in self.by_code.items()
        }
        return {"source": self.model.source, "target": self.model.target, "codes": codes}


def targets_of(model: MappingDocument, folder: Path, desk: Desk) -> Targets:
    """What the mapping says, from the document and from the file beside it."""
    found = Targets(model)
    for code, written in model.codes.items():
        path: JsonPath = ("codes", code)
        if not isinstance(written, DatedMapping):
            found.by_code[code] = [Mapped(written, path=path)]
            continue
        entries = [
            Mapped(one.value, *interval(one), path=(*path, "dated", index, "value"))
            for index, one in enumerate(written.dated)
        ]
        found.by_code[code] = _in_time(entries, desk)
    if model.file is not None:
        _read_file(model.file, folder, found, desk)
    if not found.by_code and not desk.problems:
        desk.report((), "empty_list", "the mapping has no codes")
    return found


def _read_file(entry: MappingFile, folder: Path, found: Targets, desk: Desk) -> None:
    table = CsvTable(folder / entry.path, ("file", "path"), desk)
    before = len(desk.problems)
    columns = [entry.from_code, entry.to_code, entry.not_counted, entry.since, entry.until]
    filed: dict[str, list[Mapped]] = {}
    for line, row in table.rows([name for name in columns if name]):
        code, to, reason = row[entry.from_code], row[entry.to_code], row[entry.not_counted] if entry.not_counted else ""
        if not code:
            table.report(line, "missing_field", f"the code is missing (column `{entry.from_code}`)")
            continue
        if bool(to) == bool(reason):
            allowed = f"a line has either a `{entry.to_code}` or a `{entry.not_counted or 'not_counted'}`"
            table.report(line, "missing_field", f"found {'both' if to else 'neither'} for `{code}`; {allowed}")
            continue
        since, until = table.day(line, entry.since, row), table.day(line, entry.until, row)
        target: Target = to or NotCounted(not_counted=reason)
        filed.setdefault(code, []).append(Mapped(target, since, until, (), str(table.path), line))
    found.complete = len(desk.problems) == before
    for code, entries in filed.items():
        undated = [one for one in entries if not one.since and not one.until]
        if code in found.by_code:
            entries[0].report(desk, "duplicate_code", f"the code `{code}` stands in `codes` already")
        elif undated and entries[1:]:
            message = f"the code `{code}` stands in line {entries[0].line} already"
            entries[1].report(desk, "duplicate_code", message)
        else:
            found.by_code[code] = _in_time(entries, desk)


def _in_time(entries: list[Mapped], desk: Desk) -> list[Mapped]:
    """In the order of time; tells overlaps and gaps."""
    for one in entries:
        if one.since is not None and one.until is not None and one.since >= one.until:
            message = f"`until` ({one.until}, the day after the last one) is not after `from` ({one.since})"
            one.report(desk, "bad_dates", message)
    intervals: list[Interval] = [(one.since, one.until) for one in entries]
    check_sequence(intervals, lambda index, *told: entries[index].report(desk, *told))
    return sorted(entries, key=lambda one: one.since or date.min)


def _on(many: list[Mapped], day: date | None) -> Mapped | None:
    if day is None:
        return many[0]
    return next(
        (one for one in many if (not one.since or one.since <= day) and (not one.until or day < one.until)), None
    )


def _steps(many: list[Mapped], values: list[str | None]) -> Steps:
    """Values by day; what nothing is said of is a fault."""
    found = [Step(one.since, value) for one, value in zip(many, values, strict=True)]
    before = [Step(None, None, "code_not_mapped")] if many[0].since else []
    after = [Step(many[-1].until, None, "code_not_mapped")] if many[-1].until else []
    return (*before, *found, *after)


def _code(target: Target) -> str:
    return NOT_COUNTED if isinstance(target, NotCounted) else target


def _reason(target: Target, locale: str) -> str | None:
    return pick(target.not_counted, locale) if isinstance(target, NotCounted) else None


def _content(target: Target) -> object:
    return {"not_counted": target.not_counted} if isinstance(target, NotCounted) else target
