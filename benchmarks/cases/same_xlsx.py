"""Do workbooks hold the same cells, typed and formatted, under a header that stays, with a filter? OURS PEER …; ends with 1 where not."""

import math
import sys
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineWorkbook


def rows(path: str) -> list[list[Any]]:
    """The cells of the first sheet, as a reader that goes by types and number formats sees them."""
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def is_same(one: Any, other: Any) -> bool:
    """Whether two cells are of one type and say the same; a number to the digits that Excel keeps."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-14)
    return type(one) is type(other) and bool(one == other)


def lacks(path: str) -> list[str]:
    """What the first sheet has not: a filter, or a header that stays."""
    with ZipFile(path) as file:
        names = [name for name in file.namelist() if name.startswith("xl/tables/")]
        sheet = file.read("xl/worksheets/sheet1.xml")
        text = b"".join([sheet[:20_000], sheet[-20_000:], *map(file.read, names)])
    return [mark for mark in ("<pane ", "<autoFilter ") if mark.encode() not in text]


expected = rows(sys.argv[1])
for path in sys.argv[1:]:
    found = rows(path)
    if missing := lacks(path):
        sys.exit(f"{path}: there is no {' and no '.join(missing)}")
    if len(found) != len(expected):
        sys.exit(f"{path}: {len(found)} rows; ours has {len(expected)}")
    for at, (mine, theirs) in enumerate(zip(expected, found, strict=True)):
        for one, other in zip(mine, theirs, strict=True):
            if not is_same(one, other):
                sys.exit(f"{path}: in row {at} {other!r}; ours has {one!r}")
