"""Unfolding: a document becomes lines of sheets. What has no cell goes to `other`, so that nothing is lost."""

from collections.abc import Iterator
from dataclasses import field

from kolonne.contract.quick import dataclass
from kolonne.editing import removal
from kolonne.editing.cell import NotShownError, Steps, UnreadableError, is_safe
from kolonne.editing.heads import Heads
from kolonne.editing.json_text import same
from kolonne.editing.line import DATED, DAYS, Line, in_order, nested
from kolonne.editing.shape import Dated, Form, Leaf, Shape, Table, Thing
from kolonne.editing.text_cells import TextKind
from kolonne.editing.value_cells import AnyKind

#: More columns than these, of records in tests, would not be found again.
_MOST_KEYS = 200
_NO: frozenset[Steps] = frozenset()


@dataclass(slots=True)
class Unfolded:
    """A document as lines."""

    root: Line
    #: By the id of their table, in order.
    lines: dict[str, list[Line]] = field(default_factory=dict)
    #: The names of the columns of open tables, by table.
    keys: dict[str, list[str]] = field(default_factory=dict)


def unfold(shape: Shape, document: dict[str, object], locale: str) -> Unfolded:
    """The lines of a document; cells are made for a language, which matters only for what does not fit one."""
    return _Unfolding(shape, locale).unfold(document)


class _Unfolding:
    def __init__(self, shape: Shape, locale: str) -> None:
        self.shape, self.locale = shape, locale
        tables = shape.tables()
        self.made = Unfolded(Line(), {table.id: [] for table in tables})
        self.made.keys = {table.id: [] for table in tables if table.is_open}

    def unfold(self, document: dict[str, object]) -> Unfolded:
        self.made.root = self.line(self.shape.thing, document, (), "")
        for table in self.shape.tables():
            if table.is_open:
                self.open_columns(table)
        return self.made

    def line(
        self, thing: Thing, value: dict[str, object], around: tuple[str, ...], name: str, closed: frozenset[Steps] = _NO
    ) -> Line:
        """The line of an object, and the lines of the tables in it; what is `closed` has no cell."""
        line = Line(around, name)
        order: list[Steps] = []
        rest: list[tuple[Steps, object]] = []
        inner = (*around, name) if name else around
        values: list[tuple[Steps, object]] = []
        for path, one in self.parts(thing, value, ()):
            order.append(path)
            values.append((path, one))
            table = thing.table(path)
            if table is not None and self.is_table(table, one):
                self.table(table, one, inner)
            elif path not in closed and (leaf := thing.leaf(path)) is not None and self.fits(leaf, path, one):
                line.cells[path] = one
            else:
                rest.append((path, one))
        if rest:
            line.other = nested(rest)
        self.keep_order(thing, line, values, order)
        return line

    def keep_order(self, thing: Thing, line: Line, values: list[tuple[Steps, object]], order: list[Steps]) -> None:
        known = dict(values)
        usual = nested((path, known[path]) for path in in_order(thing, order, ()))
        if not same(usual, nested(values)):
            line.order = tuple(order)

    def parts(self, thing: Thing, value: dict[str, object], path: Steps) -> Iterator[tuple[Steps, object]]:
        """What has a cell or a sheet, and what has none, by path, in order."""
        for name, one in value.items():
            place = (*path, name)
            if isinstance(one, dict) and one and thing.table(place) is None and thing.is_group(place):
                yield from self.parts(thing, one, place)
            else:
                yield place, one

    def fits(self, leaf: Leaf, path: Steps, value: object) -> bool:
        """Whether a cell shows the value so that it can be read again."""
        kind = leaf.kind if path == leaf.path else TextKind()
        try:
            return same(removal.read(kind, removal.shown(kind, value, self.locale)), value)
        except (NotShownError, UnreadableError):
            return False

    def is_table(self, table: Table, value: object) -> bool:
        """Whether a value can stand in lines."""
        if table.form is Form.LIST:
            return isinstance(value, list) and all(isinstance(item, dict) for item in value)
        if not isinstance(value, dict) or not value or not all(map(_is_name, value)):
            return False
        if table.form is Form.NAMED:
            return True
        return all(isinstance(items, list) and all(isinstance(one, dict) for one in items) for items in value.values())

    def table(self, table: Table, value: object, around: tuple[str, ...]) -> None:
        if isinstance(value, list):
            self.items(table, value, around)
        elif isinstance(value, dict):
            for name, one in value.items():
                if table.form is Form.LISTS:
                    self.items(table, one, (*around, name))
                else:
                    self.made.lines[table.id].extend(self.named(table, name, one, around))

    def items(self, table: Table, value: list[object], around: tuple[str, ...]) -> None:
        lines = self.made.lines[table.id]
        lines.extend(self.line(table.thing, item, around, "") for item in value if isinstance(item, dict))
        if not value:
            lines.append(Line(around, is_none=True))

    def named(self, table: Table, name: str, value: object, around: tuple[str, ...]) -> Iterator[Line]:
        """The line of a named thing; several where it changes with time."""
        if value is None:
            yield Line(around, name, is_removed=True)
            return
        opened = table.opened(value)
        if not isinstance(opened, dict):
            yield Line(around, name, other=opened)
            return
        items = self.dated_items(table.dated, table.thing, opened) if table.dated is not None else []
        if not items or table.dated is None:
            # Days of a line make it one of several times, where the thing has none of its own.
            has_days = table.dated is None or table.dated.needs_several
            line = self.line(table.thing, opened, around, name, _NO if has_days else DAYS)
            line.is_object = not same(table.closed(opened, is_object=False), value)
            yield line
            return
        rest = {member: one for member, one in opened.items() if member != DATED[0]}
        line = self.line(table.thing, rest, around, name)
        order = [path for path, _ in self.parts(table.thing, opened, ())]
        line.order = () if in_order(table.thing, order, (), table.dated.items[-1]) == order else tuple(order)
        line.cells.update(items[0])
        yield line
        for item in items[1:]:
            yield Line(around, name, dict(item))

    def dated_items(self, dated: Dated, thing: Thing, opened: dict[str, object]) -> list[dict[Steps, object]]:
        """The cells of each time; none where the times cannot stand on lines."""
        items = opened.get(DATED[0])
        own = [path for path in dated.items if path[0] in opened]
        if not isinstance(items, list) or own or len(items) < (2 if dated.needs_several else 1):
            return []
        found: list[dict[Steps, object]] = []
        for item in items:
            cells = dict(self.parts(thing, item, ())) if isinstance(item, dict) else {}
            leaves = {path: thing.leaf(path) for path in cells}
            is_shown = all(
                leaf is not None and leaf.path in dated.items and self.fits(leaf, path, cells[path])
                for path, leaf in leaves.items()
            )
            usual = in_order(thing, cells, ())
            if not cells or not is_shown or not same(nested((path, cells[path]) for path in usual), item):
                return []
            found.append({path: cells[path] for path in usual})
        is_plain = len(found) == 1 and not DAYS & found[0].keys()
        return [] if is_plain else found

    def open_columns(self, table: Table) -> None:
        """Members of records become columns, each behind the one that stands before it in its record."""
        keys = self.made.keys[table.id]
        lines = self.made.lines[table.id]
        heads = Heads.of_table(table)
        for line in lines:
            before = -1
            for name in line.other if isinstance(line.other, dict) else ():
                if name in keys:
                    before = keys.index(name)
                elif _is_name(name) and "\n" not in name and not heads.is_own(name) and len(keys) < _MOST_KEYS:
                    before += 1
                    keys.insert(before, name)
        thing = open_thing(keys)
        for line in lines:
            if isinstance(line.other, dict):
                found = self.line(thing, line.other, line.parents, line.name)
                line.cells, line.other, line.order = found.cells, found.other, found.order


def open_thing(keys: list[str]) -> Thing:
    """A thing whose members are cells with any value, by their names."""
    leaves = tuple(Leaf((key,), AnyKind(), "") for key in keys)
    return Thing(leaves, (), tuple(leaf.path for leaf in leaves))


def _is_name(name: str) -> bool:
    return is_safe(name) and name == name.strip()
