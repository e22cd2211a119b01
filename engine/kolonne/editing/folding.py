"""Folding: lines of sheets become a document again, and it is remembered which cell gave what."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import field

from kolonne.contract.quick import dataclass
from kolonne.documents import Path, near
from kolonne.editing.cell import Steps
from kolonne.editing.json_text import same
from kolonne.editing.line import (
    ABSENT,
    DATED,
    DAYS,
    NAME,
    NONE,
    ORDER,
    OTHER,
    REMOVED,
    CellPlace,
    Line,
    in_order,
    nested,
    parent,
)
from kolonne.editing.shape import Form, Shape, Table, Thing
from kolonne.editing.unfolding import open_thing

#: Tells a mistake: where, its code, what was found and what is allowed, and a hint.
Report = Callable[[CellPlace, str, str, str], None]


@dataclass(slots=True)
class Folded:
    """A document, and which cell its values are from."""

    document: dict[str, object]
    places: dict[Path, CellPlace] = field(default_factory=dict)
    #: Which cells the names of its things are from.
    names: dict[Path, CellPlace] = field(default_factory=dict)
    #: Values whose cells cannot be read, and so are missing.
    unread: list[Path] = field(default_factory=list)


def fold(
    shape: Shape,
    root: Line,
    lines: dict[str, list[Line]],
    keys: dict[str, list[str]],
    report: Report,
    missing: Collection[str] = (),
) -> Folded:
    """The document of lines; `keys` are the columns of open tables. Mistakes are told, and what they are about left out.

    Of tables that are `missing` it is known, so that nothing is said of lines that would belong to their things.
    """
    folding = _Folding(lines, {id_: open_thing(names) for id_, names in keys.items()}, report)
    document = folding.whole(shape.thing, root, (), ())
    folding.tell_orphans(shape.thing.tables, missing)
    return Folded(document, folding.places, folding.names, folding.unread)


class _Folding:
    def __init__(self, lines: dict[str, list[Line]], opened: dict[str, Thing], report: Report) -> None:
        self.report, self.opened = report, opened
        self.places: dict[Path, CellPlace] = {}
        self.names: dict[Path, CellPlace] = {}
        self.unread: list[Path] = []
        self.lines: dict[str, dict[tuple[str, ...], list[Line]]] = {}
        for id_, several in lines.items():
            groups = self.lines[id_] = {}
            for line in several:
                groups.setdefault(line.parents, []).append(line)
        #: Names that can have lines of other sheets, by table.
        self.known: dict[str, list[str]] = {id_: [] for id_ in lines}
        self.taken: dict[str, set[tuple[str, ...]]] = {id_: set() for id_ in lines}

    def whole(self, thing: Thing, line: Line, path: Path, inner: tuple[str, ...]) -> dict[str, object]:
        """The object of a line; `inner` are the names by which lines of other sheets belong to it."""
        values: dict[Steps, object] = {}
        self.unread.extend((*path, *leaf) for leaf in line.unread)
        for leaf, value in line.cells.items():
            values[leaf] = value
            self.places[(*path, *leaf)] = line.refs.get(leaf, line.place)
        place = line.refs.get(OTHER, line.place)
        for leaf, value in _parts(thing, line.other if isinstance(line.other, dict) else {}, ()):
            if leaf in values:
                self.tell(
                    place, f"`{'.'.join(leaf)}` stands in {line.refs.get(leaf, line.place)} too", "empty one of them"
                )
            values.setdefault(leaf, value)
            self.places.setdefault((*path, *leaf), place)
        for table in thing.tables:
            value = self.table(table, path, inner)
            if value is not ABSENT and table.path in values:
                self.tell(place, f"`{'.'.join(table.path)}` has lines of its own too", "empty one of them")
            elif value is not ABSENT:
                values[table.path] = value
        self.drop_doubles(values, line)
        return nested((leaf, values[leaf]) for leaf in in_order(thing, values, line.order))

    def drop_doubles(self, values: dict[Steps, object], line: Line) -> None:
        """What is said whole cannot be said in parts too."""
        for leaf in list(values):
            whole = next((leaf[:length] for length in range(1, len(leaf)) if leaf[:length] in values), None)
            if whole is not None:
                place = line.refs.get(leaf, line.refs.get(OTHER, line.place))
                first = line.refs.get(whole, line.refs.get(OTHER, line.place))
                self.tell(place, f"`{'.'.join(whole)}` stands as a whole in {first} already", "empty one of them")
                del values[leaf]

    def table(self, table: Table, path: Path, inner: tuple[str, ...]) -> object:
        """What the lines of a table are, in the thing of those names; ABSENT if there are none."""
        here = (*path, *table.path)
        if table.form is Form.LISTS:
            names = [names for names in self.lines[table.id] if names[:-1] == inner]
            found = {names[-1]: self.items(table, (*here, names[-1]), self.take(table, names)) for names in names}
            return found or ABSENT
        lines = self.take(table, inner)
        if not lines:
            return ABSENT
        self.places[here] = lines[0].place
        return self.items(table, here, lines) if table.form is Form.LIST else self.named(table, here, lines, inner)

    def take(self, table: Table, names: tuple[str, ...]) -> list[Line]:
        self.taken[table.id].add(names)
        return self.lines[table.id].get(names, [])

    def items(self, table: Table, here: Path, lines: list[Line]) -> list[object]:
        thing = self.opened.get(table.id, table.thing)
        found: list[object] = []
        self.places[here] = lines[0].place
        for line in lines:
            if line.is_none:
                if len(lines) > 1 or line.cells or line.other is not ABSENT:
                    self.tell(line.refs.get(NONE, line.place), "there are other lines, so that the list is not empty")
                continue
            where = (*here, len(found))
            self.places[where] = line.place
            if line.other is not ABSENT and not isinstance(line.other, dict):
                self.tell(line.refs.get(OTHER, line.place), "an object {…} is needed")
            found.append(self.whole(thing, line, where, ()))
        return found

    def named(self, table: Table, here: Path, lines: list[Line], inner: tuple[str, ...]) -> dict[str, object]:
        groups: dict[str, list[Line]] = {}
        for line in lines:
            groups.setdefault(line.name, []).append(line)
        return {name: self.value(table, (*here, name), several, (*inner, name)) for name, several in groups.items()}

    def value(self, table: Table, here: Path, lines: list[Line], names: tuple[str, ...]) -> object:
        line = lines[0]
        name_place = self.places[here] = self.names[here] = line.refs.get(NAME, line.place)
        for other in lines[1:] if table.dated is None else ():
            place = other.refs.get(NAME, other.place)
            self.report(place, "name_twice", f"`{other.name}` stands twice; it is in {name_place} already", "")
        if line.is_removed:
            if line.cells or line.other is not ABSENT:
                self.tell(line.refs.get(REMOVED, line.place), f"`{line.name}` is taken away and yet has values")
            return None
        if line.other is not ABSENT and not isinstance(line.other, dict):
            if line.cells or len(lines) > 1:
                self.tell(
                    line.refs.get(OTHER, line.place), "it stands in place of the whole line, which has values too"
                )
            return line.other
        self.known[table.id].append(line.name)
        has_days = table.dated is not None and not table.dated.needs_several and bool(DAYS & line.cells.keys())
        if table.dated is not None and (len(lines) > 1 or has_days):
            found = self.dated(table, here, lines, names)
            return table.closed(found, is_object=line.is_object)
        found = self.whole(table.thing, line, here, names)
        value = table.closed(found, is_object=line.is_object)
        if value is not found and found and not isinstance(found.get("dated"), list):
            # It stands without its member's name.
            for leaf, place in line.refs.items():
                if isinstance(leaf, tuple):
                    self.places[(*here, *leaf[1:])] = place
        return value

    def dated(self, table: Table, here: Path, lines: list[Line], names: tuple[str, ...]) -> dict[str, object]:
        """A thing whose lines are its times."""
        if table.dated is None:
            return {}
        of_items = table.dated.items
        first = Line(
            lines[0].parents, lines[0].name, {}, lines[0].other, lines[0].order, refs=lines[0].refs, place=lines[0].place
        )  # fmt: skip
        items: list[object] = []
        for at, line in enumerate(lines):
            item: dict[Steps, object] = {}
            place = line.refs.get(NAME, line.place)
            self.places[(*here, *DATED, at)] = place
            for path, value in line.cells.items():
                leaf = table.thing.leaf(path)
                if leaf is not None and leaf.path in of_items:
                    item[path] = value
                    for shown in (path, ("value", *path)):
                        self.places[(*here, *DATED, at, *shown)] = line.refs.get(path, place)
                elif path not in first.cells:
                    first.cells[path] = value
                    first.refs = {**first.refs, path: line.refs.get(path, place)}
                elif not same(first.cells[path], value):
                    told = first.refs.get(path, first.place)
                    self.tell(
                        line.refs.get(path, place), f"it differs from {told}, of the same `{line.name}`", "empty it"
                    )
            if at and (line.other is not ABSENT or line.order or line.is_removed):
                wrong = next((line.refs[key] for key in (OTHER, ORDER, REMOVED) if key in line.refs), place)
                self.tell(wrong, f"it belongs on the first line of `{line.name}`, {first.place}")
            items.append(nested((path, item[path]) for path in in_order(table.thing, item, ())))
        first.cells[DATED] = items
        order = first.order or tuple(in_order(table.thing, first.cells, (), of_items[-1]))
        first.order = tuple(path for path in order if path == DATED or path not in of_items)
        return self.whole(table.thing, first, here, names)

    def tell_orphans(self, tables: tuple[Table, ...], missing: Collection[str]) -> None:
        """Lines that belong to nothing."""
        for outer in tables:
            known = self.known[outer.id]
            for table in outer.thing.tables if outer.id not in missing else ():
                lost: dict[str, list[CellPlace]] = {}
                for names, lines in self.lines[table.id].items():
                    if names not in self.taken[table.id]:
                        lost.setdefault(names[0], []).extend(line.refs.get(parent(0), line.place) for line in lines)
                for name, places in lost.items():
                    # A thing that was renamed has many lines; it is told at the first of them.
                    more = f", to which {len(places)} lines belong" if len(places) > 1 else ""
                    self.report(min(places), "line_of_nothing", f"there is no `{name}`{more}", near(name, known))

    def tell(self, place: CellPlace, message: str, hint: str = "") -> None:
        self.report(place, "cells_disagree", message, hint)


def _parts(thing: Thing, value: dict[str, object], path: Steps) -> Iterator[tuple[Steps, object]]:
    """Members of `other` by path, taken apart where the thing is, as when they were unfolded."""
    for name, one in value.items():
        place = (*path, name)
        if isinstance(one, dict) and one and thing.table(place) is None and thing.is_group(place):
            yield from _parts(thing, one, place)
        else:
            yield place, one
