"""Paging: lines become the pages of a workbook, in a language."""

from collections.abc import Iterable, Iterator

from kolonne.editing import removal
from kolonne.editing.cell import Cell, CellKind, Steps
from kolonne.editing.json_text import json_text
from kolonne.editing.line import ABSENT, NAME, NONE, ORDER, OTHER, REMOVED, Line, parent
from kolonne.editing.page import Page, PageColumn
from kolonne.editing.shape import LANGUAGES, Form, Leaf, Shape, Table, language_rank
from kolonne.editing.text_cells import ChoiceKind, TextKind
from kolonne.editing.unfolding import Unfolded, open_thing
from kolonne.editing.value_cells import YesKind
from kolonne.editing.words import FORM, own_word, path_word, sheet_word

#: Columns that stay in view though nothing stands in them: what people most often add.
_COMMON = {
    "title", "label", "header", "otherwise", "message", "not_counted", "type", "value", "from", "until", "required",
    "format", "width", "show", "sensitivity", "release", "enumeration", "check", "when", "severity", "per", "key",
    "aliases", "parent", "successor", "description", "scale", "use", "with", "rule", "record", "period", "group", "sort",
}  # fmt: skip
_RARE_AT = {"keep.otherwise": False, "columns.otherwise": True, "columns.type": True, "rules.with": True}
#: The languages in view where a document has none of its own.
_USUAL = ("nb", "nn", "en")
#: What a column of names offers: those of which sheet.
_NAMES_OF = {"input": "inputs", "sheet": "sheets", "test": "tests"}


def pages_of(shape: Shape, made: Unfolded, locale: str) -> list[Page]:
    """The sheets of a document, empty rare ones last."""
    spoken = _languages(made)
    extends = ("extends",) in made.root.cells
    pages = [_form(shape, made.root, spoken, locale)]
    pages += [_table_page(table, made, spoken, locale, extends=extends) for table in shape.tables()]
    return sorted(pages, key=lambda page: page.is_quiet)


def _languages(made: Unfolded) -> tuple[str, ...]:
    """The languages of a document."""
    lines = [made.root, *(line for lines in made.lines.values() for line in lines)]
    found = {path[-1] for line in lines for path in line.cells if len(path) > 1 and path[-1] in LANGUAGES}
    return tuple(sorted(found, key=language_rank)) or _USUAL


def _paths(leaf: Leaf, lines: Iterable[Line]) -> Iterator[Steps]:
    """The cells of a leaf: of a text for people one a language, then the one for all."""
    if leaf.is_translated:
        used = {path[-1] for line in lines for path in line.cells if path[:-1] == leaf.path}
        yield from ((*leaf.path, name) for name in sorted({*LANGUAGES, *used}, key=language_rank))
    yield leaf.path


def _columns(
    table: Table, made: Unfolded, spoken: tuple[str, ...], locale: str, *, extends: bool
) -> Iterator[PageColumn]:
    lines = made.lines[table.id]
    for at, word in enumerate(table.parents):
        yield PageColumn(parent(at), own_word(word, table.id, locale), names_of=_NAMES_OF[word], is_required=True)
    if table.form is Form.NAMED:
        yield PageColumn(NAME, own_word(NAME, table.id, locale), is_required=True)
    yes = YesKind().choices(locale)[:1]
    removes = PageColumn(
        REMOVED, own_word(REMOVED, table.id, locale), "null", "choice", yes, is_closed=True,
        is_shown=extends or any(line.is_removed for line in lines),
    )  # fmt: skip
    if table.form is Form.NAMED:
        yield removes
    thing = open_thing(made.keys[table.id]) if table.is_open else table.thing
    for leaf in thing.leaves:
        for path in _paths(leaf, lines):
            kind = leaf.kind if path == leaf.path else TextKind()
            header = path[0] if table.is_open else path_word(table.id, leaf, path, locale)
            is_used = table.is_open or any(path in line.cells for line in lines)
            yield PageColumn(
                path,
                header,
                "" if table.is_open else f"{'.'.join(path)}\n{leaf.description}",
                kind.look,
                kind.choices(locale),
                isinstance(kind, ChoiceKind | YesKind),
                "sheets" if table.id == "rules" and path == ("sheet",) else "",
                is_used or _is_common(table, leaf, path, spoken, extends=extends),
                leaf.is_required and not extends and path == leaf.path and not leaf.is_translated,
            )
    if table.form is not Form.NAMED:
        yield PageColumn(NONE, own_word(NONE, table.id, locale), "[]", "choice", yes, is_closed=True)
    is_used = any(line.other is not ABSENT for line in lines)
    yield PageColumn(OTHER, own_word(OTHER, table.id, locale), look="json", is_shown=is_used)
    yield PageColumn(ORDER, own_word(ORDER, table.id, locale), look="json", is_shown=False)


def _is_common(table: Table, leaf: Leaf, path: Steps, spoken: tuple[str, ...], *, extends: bool) -> bool:
    if leaf.is_translated and (path == leaf.path or path[-1] not in spoken):
        return False
    if leaf.path == ("after",):
        return extends
    if f"{table.id}.{leaf.path[0]}" in _RARE_AT:
        return not _RARE_AT[f"{table.id}.{leaf.path[0]}"]
    return len(leaf.path) == 1 and leaf.path[0] in _COMMON


def _table_page(table: Table, made: Unfolded, spoken: tuple[str, ...], locale: str, *, extends: bool) -> Page:
    lines = made.lines[table.id]
    columns = list(_columns(table, made, spoken, locale, extends=extends))
    # Folded away at the end; the sheet's columns are found by their headers.
    columns.sort(key=lambda column: not column.is_shown)
    frozen = len(table.parents) + (table.form is Form.NAMED)
    page = Page(table.id, sheet_word(table.id, locale), columns, frozen=frozen, is_quiet=table.is_rare and not lines)
    thing = open_thing(made.keys[table.id]) if table.is_open else table.thing
    kinds = {
        path: leaf.kind if path == leaf.path else TextKind() for leaf in thing.leaves for path in _paths(leaf, lines)
    }
    for line in lines:
        cells = _cells(line, kinds, locale)
        page.lines.append([cells.get(column.key) for column in columns])
    return page


def _cells(line: Line, kinds: dict[Steps, CellKind], locale: str) -> dict[Steps | str, Cell]:
    yes = YesKind().choices(locale)[0]
    cells: dict[Steps | str, Cell] = {parent(at): name for at, name in enumerate(line.parents)}
    cells |= {path: removal.shown(kinds[path], value, locale) for path, value in line.cells.items()}
    if line.name:
        cells[NAME] = line.name
    if line.is_removed:
        cells[REMOVED] = yes
    if line.is_none:
        cells[NONE] = yes
    if line.other is not ABSENT:
        cells[OTHER] = json_text(line.other)
    if line.order or line.is_object:
        # An empty path says that it is an object.
        cells[ORDER] = json_text([*([[]] if line.is_object else []), *(list(path) for path in line.order)])
    return cells


def _form(shape: Shape, root: Line, spoken: tuple[str, ...], locale: str) -> Page:
    """The sheet of what a document says of itself."""
    words = FORM[locale]
    page = Page(shape.kind, sheet_word(shape.kind, locale), [PageColumn(word, word) for word in words], is_form=True)
    yes_and_kinds: dict[Steps, CellKind] = {}
    groups: list[str] = []
    for leaf in shape.thing.leaves:
        group = leaf.path[0] if len(leaf.path) > 1 else ""
        if group and group not in groups:
            groups.append(group)
            page.lines.append([None, None, None])
            page.forms.append(None)
        for path in _paths(leaf, [root]):
            if leaf.is_translated and path not in root.cells and path[-1] not in spoken:
                continue
            kind = yes_and_kinds[path] = leaf.kind if path == leaf.path else TextKind()
            value = root.cells.get(path, ABSENT)
            cell = None if value is ABSENT else removal.shown(kind, value, locale)
            header = path_word(shape.kind, leaf, path, locale)
            page.lines.append([header, cell, leaf.description])
            closed = isinstance(kind, ChoiceKind | YesKind)
            names = "inputs" if path == ("rows", "from") else ""
            page.forms.append(
                PageColumn(path, header, ".".join(path), kind.look, kind.choices(locale), closed, names, True, leaf.is_required)
            )  # fmt: skip
    for key in (OTHER, ORDER):
        cell = _cells(root, yes_and_kinds, locale).get(key)
        if cell is not None or key == OTHER:
            header = own_word(key, shape.kind, locale)
            page.lines.append([header, cell, None])
            page.forms.append(PageColumn(key, header, look="json"))
    return page
