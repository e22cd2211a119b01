"""Layout: on which lines of a page what stands."""

from dataclasses import replace

from kolonne.contract import HeadingLine, Sheet, WriterError
from kolonne.contract.quick import dataclass
from kolonne.writers.groups import groups


@dataclass(frozen=True, slots=True)
class Layout:
    """From the top: heading, note, an empty line, groups, header, rows, totals. Lines are counted from 0."""

    heading: tuple[HeadingLine, ...]
    #: Empty for none.
    note: str
    has_groups: bool
    #: How many there are.
    rows: int
    has_totals: bool
    #: Whether an empty line parts what stands above the table from it.
    gap: bool = True

    @property
    def has_gap(self) -> bool:
        """Whether there is such a line, which needs something above it."""
        return self.gap and bool(self.heading or self.note)

    @property
    def above(self) -> int:
        """How many lines stand above the table, the empty one included."""
        return len(self.heading) + bool(self.note) + self.has_gap

    @property
    def header(self) -> int:
        """The line of the headers."""
        return self.above + self.has_groups

    @property
    def first_row(self) -> int:
        """The line of the first row, or what would be it."""
        return self.header + 1

    @property
    def first_link(self) -> int:
        """The line of the prototype of links, below those of a row and of the totals."""
        return self.first_row + 1 + self.has_totals

    @property
    def last_row(self) -> int:
        """The line of the last row; of the header when there is none."""
        return self.header + self.rows

    @property
    def last(self) -> int:
        """The last line of all."""
        return self.last_row + self.has_totals


def layouts(sheet: Sheet, most_lines: int, *, gap: bool = True) -> tuple[Layout, ...]:
    """One a page, as many as its rows need: the heading on the first page, the totals on the last, the rest on all."""
    found: list[Layout] = []
    left = sheet.rows
    has_groups = bool(groups(sheet.columns))
    while left or not found:
        heading = () if found else sheet.heading
        # Every page keeps a line free for totals, since only the end shows which is the last.
        empty = Layout(heading, sheet.note, has_groups, 0, has_totals=bool(sheet.totals), gap=gap)
        room = most_lines - empty.last - 1
        if room < 1:
            raise WriterError(f"sheet `{sheet.name}`: its heading of {len(heading):,} lines leaves no room for rows")
        found.append(replace(empty, rows=min(left, room)))
        left -= found[-1].rows
    return (*(replace(page, has_totals=False) for page in found[:-1]), found[-1])
