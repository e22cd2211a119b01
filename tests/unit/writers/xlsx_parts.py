"""The parts of an .xlsx file, in a form in which two files that mean the same are equal."""

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from openpyxl.utils.escape import unescape

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: What two files may have different: how texts are kept, and how columns of rows are told in front of them.
_KEPT_APART = {"xl/sharedStrings.xml", "xl/styles.xml"}


def parts_of(path: Path) -> dict[str, Any]:
    """Every part by its name. Styles are told where they are used, and texts in their cells."""
    with zipfile.ZipFile(path) as archive:
        read = {name: archive.read(name) for name in archive.namelist()}
    roots = {name: ET.fromstring(data) for name, data in read.items()}  # noqa: S314 # made by ourselves
    shared = roots.get("xl/sharedStrings.xml")
    texts = [] if shared is None else ["".join(one.itertext()) for one in shared]
    looks = _looks(roots["xl/styles.xml"])
    return {
        name: _sheet(root, texts, looks) if name.startswith("xl/worksheets/sheet") else _tree(root)
        for name, root in roots.items()
        if name not in _KEPT_APART
    }


def _tree(element: ET.Element) -> object:
    """An element as tag, attributes, text and children; entries without an order (content types, relations) sorted."""
    children = [_tree(child) for child in element]
    if element.tag.endswith(("}Types", "}Relationships")):
        children.sort(key=repr)
    return element.tag, dict(element.attrib), (element.text or "").strip(), children


def _looks(styles: ET.Element) -> list[object]:
    """What each index of a cell's look stands for."""

    def all_of(name: str) -> list[object]:
        found = styles.find(f"{_MAIN}{name}")
        return [] if found is None else [_tree(one) for one in found]

    fonts, fills, borders = all_of("fonts"), all_of("fills"), all_of("borders")
    formats = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{_MAIN}numFmt")}
    return [
        (
            formats.get(one.get("numFmtId"), one.get("numFmtId")),
            fonts[int(one.get("fontId", 0))],
            fills[int(one.get("fillId", 0))],
            borders[int(one.get("borderId", 0))],
            [_tree(child) for child in one],
        )
        for one in styles.find(f"{_MAIN}cellXfs") or ()
    ]


def _sheet(root: ET.Element, texts: list[str], looks: list[object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for element in root:
        name = element.tag.removeprefix(_MAIN)
        if name == "sheetData":
            found[name] = [_row(row, texts, looks) for row in element]
        elif name == "cols":
            found[name] = [
                ({key: value for key, value in one.attrib.items() if key != "style"}, looks[int(one.get("style", 0))])
                for one in element
            ]
        else:
            found[name] = _tree(element)
    return {"order": list(found), **found}


def _row(row: ET.Element, texts: list[str], looks: list[object]) -> object:
    at, cells = int(row.attrib["r"]), []
    for place, cell in enumerate(row):
        named = cell.get("r", "")
        column = _number(re.sub(r"\d", "", named)) if named else place
        cells.append((column, looks[int(cell.get("s", 0))], *_content(cell, texts)))
    style = looks[int(row.attrib["s"])] if "s" in row.attrib else None
    return at, float(row.get("ht", 0)), row.get("hidden"), style, cells


def _content(cell: ET.Element, texts: list[str]) -> tuple[object, ...]:
    kind, value, formula = cell.get("t", "n"), cell.findtext(f"{_MAIN}v"), cell.findtext(f"{_MAIN}f")
    if kind == "inlineStr":
        inline = cell.find(f"{_MAIN}is")
        return "text", unescape("".join(inline.itertext())) if inline is not None else "", formula
    if kind == "s":
        return "text", unescape(texts[int(value or 0)]), formula
    if value is None:
        return "blank", None, formula
    # Both are told with the digits that a number needs, one with 16 and one with as many as bring it back.
    return kind, f"{float(value):.15g}" if kind == "n" else unescape(value), formula


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1
