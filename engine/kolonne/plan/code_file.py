"""Code files: codes of an enumeration, or their successors, in a .csv file beside it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from kolonne.definitions import CodeFile, SuccessorFile
from kolonne.documents import Place, near
from kolonne.plan.code import Code, Era
from kolonne.plan.csv_table import CsvTable
from kolonne.plan.days import check_sequence
from kolonne.plan.problems import Desk

MOST_CODES = 100_000


def read_code_file(entry: CodeFile, folder: Path, desk: Desk) -> dict[str, Code]:
    """The codes of the file."""
    table = CsvTable(folder / entry.path, ("file", "path"), desk)
    columns = [entry.code, entry.label, entry.since, entry.until, entry.parent, entry.successor]
    found: dict[str, Code] = {}
    changing: set[str] = set()
    for line, row in table.rows([name for name in columns if name]):
        name = row[entry.code]
        if not name:
            table.report(line, "missing_field", f"the code is missing (column `{entry.code}`)")
        elif (code := _code(entry, table, line, row)) is not None:
            earlier = found.setdefault(name, code)
            if earlier is not code and _is_another_time(table, line, name, earlier, code):
                changing.add(name)
                # A code's successors stand on any of its lines.
                successors = tuple(dict.fromkeys([*earlier.successors, *code.successors]))
                found[name] = replace(earlier, eras=(*earlier.eras, *code.eras), successors=successors)
        if len(found) > MOST_CODES:
            table.report(line, "file_too_large", f"the file has more than {MOST_CODES} codes")
            break
    for name in changing:
        found[name] = _in_time(table, found[name])
    return found


def _code(entry: CodeFile, table: CsvTable, line: int, row: dict[str, str]) -> Code | None:
    label = row[entry.label]
    if not label:
        message = f"the label of `{row[entry.code]}` is missing (column `{entry.label}`)"
        table.report(line, "missing_field", message)
        return None
    before = len(table.desk.problems)
    since, until = table.day(line, entry.since, row), table.day(line, entry.until, row)
    if len(table.desk.problems) > before:
        return None
    parent = row[entry.parent] or None if entry.parent else None
    named = row[entry.successor].split(";") if entry.successor else []
    successors = tuple(one.strip() for one in named if one.strip())
    place = Place(str(table.path), line, 1)
    return Code((Era(label, since, until, parent, line),), place, successors=successors)


def _is_another_time(table: CsvTable, line: int, name: str, earlier: Code, code: Code) -> bool:
    """A code may stand on several lines if it changes with time."""
    if code.since or code.until:
        return True
    message = f"the code `{name}` stands in line {earlier.place.line} already"
    table.report(line, "duplicate_code", message)
    return False


def _in_time(table: CsvTable, code: Code) -> Code:
    eras = tuple(sorted(code.eras, key=lambda era: era.since or date.min))
    intervals = [(era.since, era.until) for era in eras]
    check_sequence(intervals, lambda index, *told: table.report(eras[index].line, *told))
    return replace(code, eras=eras)


def read_successor_file(entry: SuccessorFile, folder: Path, codes: dict[str, Code], desk: Desk) -> dict[str, Code]:
    """The codes with the successors that the file says they have."""
    table = CsvTable(folder / entry.path, ("successors", "path"), desk)
    found = dict(codes)
    for line, row in table.rows([name for name in (entry.old, entry.new, entry.since) if name]):
        old, new = row[entry.old], row[entry.new]
        for column, name in ((entry.old, old), (entry.new, new)):
            if not name:
                table.report(line, "missing_field", f"the code is missing (column `{column}`)")
            elif name not in codes:
                table.report(line, "unknown_code", f"the list has no code `{name}`", near(name, codes))
        if old not in codes or new not in codes:
            continue
        day = table.day(line, entry.since, row)
        if day is not None and day != codes[old].until:
            ends = f"ends on {codes[old].until}" if codes[old].until else "does not end"
            table.report(line, "bad_dates", f"`{new}` follows on {day}, but `{old}` {ends}")
        found[old] = replace(found[old], successors=tuple(dict.fromkeys([*found[old].successors, new])))
    return found
