"""Parts beside worksheets that name cells: tables, drawings, notes, charts, pivots, and the workbook itself."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from kolonne.workbooks import ForeignBook, Growth, relations_name
from kolonne.writers.grafting.moving import Moving
from kolonne.writers.grafting.tags import decoded, retagged, retexted

_CALC_CHAIN = "calcChain"
_ANCHOR = re.compile(r"<((?:[\w.-]+:)?)from>.*?</\1from>(?:\s*<\1to>.*?</\1to>)?", re.DOTALL)
_ROW = re.compile(r"(<(?:[\w.-]+:)?row>)\s*([0-9]+)\s*(<)")
#: Attributes of shapes that show a cell, and of pictures that show some.
_SHOWING = ("textlink", "cellRange")
_TABLE_FORMULAS = frozenset({"calculatedColumnFormula", "totalsRowFormula"})
_NOTE_ROW = re.compile(r"(<x:Row>)\s*([0-9]+)\s*(<)")
_NOTE_ANCHOR = re.compile(r"(<x:Anchor>)([^<]*)(<)")
#: In a note's anchor, which numbers are rows.
_TOP, _BOTTOM = 2, 6


def moved_parts(book: ForeignBook, growths: tuple[Growth, ...]) -> dict[str, bytes]:
    """The parts that have to change, by name. Nothing in it is a worksheet."""
    changed: dict[str, bytes] = {}
    package = book.package
    for growth in growths:
        sheet = book.sheet(growth.sheet)
        for relation in package.relations(sheet.part) if sheet is not None else ():
            data = changed.get(relation.target, package.parts.get(relation.target))
            if data is not None and not relation.is_external:
                changed[relation.target] = _of_sheet(relation.kind, data, growth, Moving(growths, growth.sheet))
    for part, data in package.parts.items():
        kind = package.kind(part)
        if "chart" in kind and part.endswith(".xml"):
            changed[part] = _text(
                data, lambda text: retexted(text, frozenset({"f"}), lambda _, one: Moving(growths).shown(one))
            )
        elif kind.endswith("drawing+xml"):
            changed[part] = _text(
                changed.get(part, data), lambda text: retagged(text, lambda _, given: _showing(given, growths))
            )
        elif kind.endswith("pivotCacheDefinition+xml"):
            changed[part] = _text(data, lambda text: _pivot(text, growths))
    sheets = {relations_name(sheet.part): sheet.name for sheet in book.sheets}
    for part, data in package.parts.items():
        if part.endswith(".rels"):
            changed[part] = _text(data, partial(_linked, moving=Moving(growths, sheets.get(part, ""))))
    changed[package.workbook] = _text(package.parts[package.workbook], lambda text: _workbook(text, growths))
    return {part: data for part, data in changed.items() if data != package.parts[part]}


def without_order(book: ForeignBook) -> tuple[Mapping[str, bytes], str]:
    """The order in which formulas were computed is another one now: the part with it, and those that name it without it."""
    package = book.package
    part = package.target(package.workbook, _CALC_CHAIN)
    if part is None or part not in package.parts:
        return {}, ""
    names = ("[Content_Types].xml", relations_name(package.workbook))
    tag = re.compile(r"<[^<>]*calcChain[^<>]*/>")
    return {name: tag.sub("", package.parts[name].decode("utf-8-sig")).encode() for name in names}, part


def _text(data: bytes, change: Callable[[str], str]) -> bytes:
    text = decoded(data)
    made = change(text)
    return data if made == text else made.encode()


def _of_sheet(kind: str, data: bytes, growth: Growth, moving: Moving) -> bytes:
    match kind:
        case "table":
            return _text(
                data, lambda text: retexted(moving.markup(text), _TABLE_FORMULAS, lambda _, one: moving.formula(one))
            )
        case "drawing":
            return _text(data, lambda text: _ANCHOR.sub(lambda found: _anchor(found[0], growth), text))
        case "comments" | "threadedComment":
            return _text(data, moving.markup)
        case "pivotTable":
            return _text(data, lambda text: retagged(text, lambda name, given: _location(name, given, growth)))
        case "vmlDrawing":
            return _vml(data, growth)
        case _:
            return data


def _linked(text: str, moving: Moving) -> str:
    """Links to places in the workbook itself (`#Ark!A9`)."""

    def changed(name: str, given: dict[str, str]) -> Mapping[str, str]:
        target = given.get("Target", "")
        if name == "Relationship" and target.startswith("#"):
            given["Target"] = f"#{moving.formula(target.removeprefix('#'))}"
        return given

    return retagged(text, changed) if "#" in text else text


def _showing(given: dict[str, str], growths: tuple[Growth, ...]) -> Mapping[str, str]:
    return given | {key: Moving(growths).formula(given[key]) for key in _SHOWING if key in given}


def _anchor(text: str, growth: Growth) -> str:
    """A picture moves as a whole: one that begins above stays as tall as it is."""
    rows = [int(found[2]) for found in _ROW.finditer(text)]
    if not rows or rows[0] < growth.last:
        return text
    return _ROW.sub(lambda found: f"{found[1]}{int(found[2]) + growth.more}{found[3]}", text)


def _vml(data: bytes, growth: Growth) -> bytes:
    # Its encoding may be any, and all that matters in it is plain.
    text = data.decode("latin-1")
    rows = [int(found[2]) for found in _NOTE_ROW.finditer(text)]
    if not any(row >= growth.last for row in rows):
        return data

    def anchored(found: re.Match[str]) -> str:
        numbers = [word.strip() for word in found[2].split(",")]
        if len(numbers) > _BOTTOM and numbers[_TOP].isdecimal() and int(numbers[_TOP]) >= growth.last - 1:
            for at in (_TOP, _BOTTOM):
                numbers[at] = str(int(numbers[at]) + growth.more)
        return f"{found[1]}{', '.join(numbers)}{found[3]}"

    text = _NOTE_ROW.sub(lambda found: f"{found[1]}{growth.row(int(found[2]) + 1) - 1}{found[3]}", text)
    return _NOTE_ANCHOR.sub(anchored, text).encode("latin-1")


def _location(name: str, given: dict[str, str], growth: Growth) -> Mapping[str, str]:
    if name == "location" and "ref" in given:
        given["ref"] = growth.cells(given["ref"])
    return given


def _pivot(text: str, growths: tuple[Growth, ...]) -> str:
    """What a pivot table looks at grows, and it is computed anew when the workbook is opened."""

    def changed(name: str, given: dict[str, str]) -> Mapping[str, str]:
        for growth in growths:
            if (
                name == "worksheetSource"
                and given.get("sheet", "").casefold() == growth.sheet.casefold()
                and "ref" in given
            ):
                given["ref"] = growth.areas(given["ref"])
        return {**given, "refreshOnLoad": "1"} if name == "pivotCacheDefinition" else given

    return retagged(text, changed)


def _workbook(text: str, growths: tuple[Growth, ...]) -> str:
    """Names follow, and everything is computed when the workbook is opened."""
    text = retexted(text, frozenset({"definedName"}), lambda _, one: Moving(growths).formula(one))
    if re.search(r"<(?:[\w.-]+:)?calcPr(?=[\s/>])", text):
        return retagged(text, lambda name, given: {**given, "fullCalcOnLoad": "1"} if name == "calcPr" else given)
    before = re.search(r"</(?P<prefix>(?:[\w.-]+:)?)definedNames\s*>", text) or re.search(
        r"</(?P<prefix>(?:[\w.-]+:)?)sheets\s*>", text
    )
    if before is None:
        return text
    return f'{text[: before.end()]}<{before["prefix"]}calcPr fullCalcOnLoad="1"/>{text[before.end() :]}'
