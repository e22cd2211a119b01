"""TableSheet: a sheet with a line for each thing."""

from collections.abc import Iterator

from kolonne.documents import near
from kolonne.editing.cell import Steps
from kolonne.editing.cell_reading import CellReading, is_blank, is_filled, take
from kolonne.editing.heads import MOST_ABOVE, NOTE_SIGN, Head, Heads
from kolonne.editing.line import NAME, CellPlace, Line, parent
from kolonne.editing.shape import Form, Leaf, Table
from kolonne.editing.words import LOCALES, leaf_word, own_word
from kolonne.workbooks import ForeignSheet

#: So many columns that are missing are named.
_FEW = 5


class TableSheet:
    """Reads such a sheet."""

    def __init__(self, sheet: ForeignSheet, table: Table, reading: CellReading) -> None:
        self.sheet, self.table, self.reading = sheet, table, reading
        #: What was passed over, in words.
        self.notices: list[str] = []
        #: Of an open table, the columns that are members.
        self.keys: list[str] = []
        self.heads = Heads.of_table(table)

    @property
    def _naming(self) -> list[str]:
        """The columns that say what a line is."""
        return [parent(at) for at, _ in enumerate(self.table.parents)] + [NAME] * (self.table.form is Form.NAMED)

    def read(self) -> Iterator[Line]:
        header = self._header()
        if header is None:
            return
        columns = self._columns(header)
        if columns is None:
            return
        if self.table.is_open:
            own = [head.key[0] for head in columns.values() if isinstance(head.key, tuple)]
            self.keys = list(dict.fromkeys(own))
        for number, cells in sorted(self.sheet.rows.items()):
            filled = {at: cell for at, cell in cells.items() if at in columns and is_filled(cell, columns[at])}
            if number > header and filled:
                line = Line(place=CellPlace(self.sheet.name, number, min(columns)))
                for at, cell in sorted(filled.items()):
                    take(line, columns[at], cell, CellPlace(self.sheet.name, number, at), self.reading)
                if self._is_named(line, columns):
                    yield line

    def _header(self) -> int | None:
        """The number of the line with the headers."""
        wanted = parent(0) if self.table.parents else NAME
        lines = sorted(self.sheet.rows.items())
        for number, cells in lines[:MOST_ABOVE]:
            heads = (self.heads.find(str(cell.value)) for cell in cells.values() if not is_blank(cell))
            if any(head is not None and head.key == wanted for head in heads):
                return number
        if any(not is_blank(cell) for _, cells in lines for cell in cells.values()):
            first = [str(cell.value) for cell in lines[0][1].values() if not is_blank(cell)]
            self._tell_nameless(self.table.parents[0] if self.table.parents else NAME, 1, first)
        return None

    def _tell_nameless(self, own: str, row: int, headers: list[str]) -> None:
        """Without a column that says of what, no line says anything; nearly always it was called otherwise."""
        words = [own_word(own, self.table.id, locale) for locale in LOCALES]
        message = f"there is no column {' or '.join(f'`{word}`' for word in words)}"
        hint = next((hint for word in words if (hint := near(word, headers))), "")
        if not hint and len(headers) == 1:
            hint = f"is it `{headers[0]}`?"
        self.reading.report(CellPlace(self.sheet.name, row, 1), "wrong_header", message, hint)

    def _columns(self, header: int) -> dict[int, Head] | None:
        """What each column is; None where one that names things is missing, which is told."""
        found: dict[int, Head] = {}
        unknown: list[tuple[CellPlace, str]] = []
        cells = self.sheet.rows[header]
        for at in sorted({at for line in self.sheet.rows.values() for at in line}):
            place = CellPlace(self.sheet.name, header, at)
            cell = cells.get(at)
            word = "" if cell is None or is_blank(cell) else str(cell.value).strip()
            head = self.heads.find(word) if word else None
            if word.startswith(NOTE_SIGN) or (head is None and not self._has_values(at, header)):
                continue
            if head is None:
                unknown.append((place, word))
            elif head.key in {other.key for other in found.values()}:
                first = next(other for other, known in found.items() if known.key == head.key)
                message = f"`{word}` stands twice; it is in {CellPlace(self.sheet.name, header, first)} already"
                self.reading.report(place, "wrong_header", message, "")
            else:
                found[at] = head
        keys = {head.key for head in found.values()}
        words = dict(zip(self._naming, (*self.table.parents, NAME), strict=False))
        if nameless := [words[key] for key in self._naming if key not in keys]:
            for own in nameless:
                self._tell_nameless(own, header, [word for _, word in unknown if word])
            return None
        missing = [leaf for leaf in self.table.thing.leaves if not _has(keys, leaf.path)]
        self._tell_unknown(unknown, is_complete=not missing)
        if missing and not unknown:
            self._tell_missing(missing, CellPlace(self.sheet.name, header, 1))
        return found

    def _has_values(self, at: int, header: int) -> bool:
        return any(number > header and not is_blank(line.get(at)) for number, line in self.sheet.rows.items())

    def _tell_missing(self, missing: list[Leaf], place: CellPlace) -> None:
        """A column that somebody took away takes its values away; that is allowed, and told."""
        words = [f"`{leaf_word(self.table.id, leaf, LOCALES[0])}`" for leaf in missing]
        named = ", ".join(words[:_FEW]) + (f" and {len(words) - _FEW} more" if words[_FEW:] else "")
        self.notices.append(f"{place}: the sheet has no column {named}, so that nothing is said there")

    def _tell_unknown(self, unknown: list[tuple[CellPlace, str]], *, is_complete: bool) -> None:
        """A column that was renamed must not be lost; one that somebody put beside the others may be passed over."""
        for place, word in unknown:
            if not word:
                message = "the column has values and no header"
                hint = f"a column of your own begins with `{NOTE_SIGN}`"
                self.reading.report(place, "wrong_header", message, hint)
            elif (hint := near(word, self.heads.words())) or not is_complete:
                hint = hint or f"a column of your own begins with `{NOTE_SIGN}`"
                self.reading.report(place, "wrong_header", f"there is no column `{word}`", hint)
            else:
                said = f"`{NOTE_SIGN}` in front of its header says that it is yours"
                self.notices.append(f"{place}: the column `{word}` is not read; {said}")

    def _is_named(self, line: Line, columns: dict[int, Head]) -> bool:
        """Whether a line says what it is; otherwise that is told."""
        line.parents = tuple(line.names.get(parent(at), "") for at, _ in enumerate(self.table.parents))
        line.name = line.names.get(NAME, "")
        said = [line.names.get(key, "") for key in self._naming]
        for key, name in zip(self._naming, said, strict=True):
            if not name and key not in line.refs:
                at = next((at for at, head in columns.items() if head.key == key), line.place.column)
                place = CellPlace(self.sheet.name, line.place.row, at)
                hint = "a line for another time repeats the name" if key == NAME and self.table.dated else ""
                self.reading.report(
                    place, "line_without_name", "the line has values, and nothing here says of what", hint
                )
        return all(said)


def _has(found: set[Steps | str], path: Steps) -> bool:
    """Whether a leaf, or one of its languages, is among the columns."""
    return any(key == path or (isinstance(key, tuple) and key[:-1] == path) for key in found)
