"""XML of workbooks from elsewhere, by defusedxml. The only module that imports it."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kolonne.contract import WorkbookError
from kolonne.workbooks.limits import USUAL, Limits

_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
_ESCAPE = re.compile(r"_x([0-9a-fA-F]{4})_")


def parsed(data: bytes, part: str, name: str, limits: Limits = USUAL) -> Element:
    """The root of a part. Raises `WorkbookError` for what is no XML, is too much, or declares types or entities."""
    if not _is_utf_8(data):
        raise WorkbookError("unreadable", f"{name}: the part `{part}` is not written in UTF-8")
    if data.count(b"<") + data.count(b"=") > limits.marks:
        raise WorkbookError("too_large", f"{name}: the part `{part}` holds too many elements")
    try:
        root: Element = fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        message = f"{name}: the part `{part}` declares document types or entities, which no workbook needs"
        raise WorkbookError("unsafe", message) from error
    except (ParseError, LookupError, ValueError, RecursionError) as error:
        raise WorkbookError("unreadable", f"{name}: the part `{part}` is no XML: {error}") from error
    return root


def _is_utf_8(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or 0 in data[:4]:
        return False
    declared = _DECLARED.match(data)
    return declared is None or declared[1].lower() in {b"utf-8", b"us-ascii"}


def local(element: Element) -> str:
    """The name of an element without its namespace: workbooks are written in two."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    if name in element.attrib:
        return element.attrib[name]
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of that name."""
    ending = f"}}{name}"
    return (child for child in element if child.tag == name or child.tag.endswith(ending))


def child(element: Element | None, *names: str) -> Element | None:
    """What is reached by these names, each that of a first child; None where one is missing."""
    for name in names:
        element = next(children(element, name), None) if element is not None else None
    return element


def descendants(element: Element, name: str) -> Iterator[Element]:
    """All elements of that name below."""
    return (found for found in element.iter() if local(found) == name)


def text_of(element: Element) -> str:
    """The text of a string item: its own, or that of its runs, without what tells how to pronounce it."""
    pieces: list[str] = []
    for part in element:
        if local(part) == "t":
            pieces.append(part.text or "")
        elif local(part) == "r":
            pieces.extend(run.text or "" for run in children(part, "t"))
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """`_x000D_` as the character it stands for; half of a character as �."""
    if "_x" not in text:
        return text
    found = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
