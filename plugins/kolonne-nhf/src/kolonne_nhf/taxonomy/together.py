"""What must be true of the lines of a file together."""

from collections.abc import Sequence
from itertools import pairwise

from kolonne_nhf.taxonomy.complaints import Complaints
from kolonne_nhf.taxonomy.line import Line


def by_code(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """The lines of each code, in their order."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.code, []).append(line)
    return found


def check_together(lines: Sequence[Line], complaints: Complaints) -> None:
    """Codes that are named exist, and the lines of a code follow each other without gaps."""
    codes = by_code(lines)
    if not codes:
        complaints.add(2, "code", "is missing; the file has no categories")
    for line in lines:
        for column, named in (("parent", [line.parent] if line.parent else []), ("successor", line.successors)):
            for other in named:
                if other not in codes:
                    complaints.add(line.number, column, f"found `{other}`; no line has that code")
    for several in codes.values():
        for before, after in pairwise(several):
            _check_next(before, after, complaints)


def _check_next(before: Line, after: Line, complaints: Complaints) -> None:
    if before.until is None:
        complaints.add(before.number, "until", f"is blank; line {after.number} says more of `{before.code}`")
    elif after.since != before.until:
        found = "is blank" if after.since is None else f"found `{after.since}`"
        complaints.add(after.number, "from", f"{found}; `{before.until}` is needed, where line {before.number} ends")
    for column, cell in (("aliases", after.aliases), ("successor", before.successors)):
        if cell:
            line, place = (after, "first") if column == "aliases" else (before, "last")
            complaints.add(line.number, column, f"stands in the {place} line of a code only")
