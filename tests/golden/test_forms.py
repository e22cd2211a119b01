"""The forms in which files are compared show what counts, and only that."""

import io
import zipfile

import pytest

from golden.forms import forms
from golden.xml_lines import xml_lines

_XML = b'<r xmlns="u" b="2" a="1 > 0"><c><v>1</v></c><t> x </t><e/></r>'
_LINES = 'xmlns="u"\n<r a="1 > 0" b="2"><c><v>1</v></c><t> x </t><e/></r>\n'


@pytest.mark.parametrize(
    "same",
    [
        b'<?xml version="1.0"?><r xmlns="u" a="1 &gt; 0" b="2"><c><v>1</v></c><t> x </t><e></e></r>',
        b'<r xmlns="u"\n b="2" a="1 > 0">\n  <c>\n<v>1</v>\n</c><t> x </t>\n<e/>\n</r>',
    ],
)
def test_how_xml_is_laid_out_does_not_count(same: bytes) -> None:
    """The order of attributes, line breaks between elements and ways to write an empty element."""
    assert (xml_lines(_XML), xml_lines(same)) == (_LINES, _LINES)


@pytest.mark.parametrize(
    "other",
    [
        _XML.replace(b" x ", b" x"),
        _XML.replace(b" x ", b"\n"),
        _XML.replace(b'"2"', b'"3"'),
        _XML.replace(b"<e/>", b"<e/><e/>"),
        _XML.replace(b"<t> x </t><e/>", b"<e/><t> x </t>"),
        _XML.replace(b'"u"', b'"w"'),
    ],
)
def test_everything_else_in_xml_counts(other: bytes) -> None:
    """Blanks in text, values, elements, their order and their namespaces."""
    assert xml_lines(other) != _LINES


def test_a_long_element_has_its_children_on_lines_of_their_own() -> None:
    """But never where it holds text beside them."""
    cell = "<c>" + "x" * 60 + "</c>"
    assert xml_lines(f"<r>{cell}{cell}</r>".encode()) == f"<r>\n  {cell}\n  {cell}\n</r>\n"
    assert xml_lines(f"<r>a{cell}{cell}</r>".encode()) == f"<r>a{cell}{cell}</r>\n"


def test_a_package_is_its_parts_and_their_order() -> None:
    """Packages in packages, too; what is no markup stays byte for byte."""
    inner = _package({"b.csv": b"x\r\n"})
    assert dict(forms("o.zip", _package({"z.xml": b"<a></a>", "a.zip": inner}))) == {
        "o.zip/_parts.txt": b"z.xml stored 1980-01-01-00-00-00\na.zip stored 1980-01-01-00-00-00\n",
        "o.zip/z.xml": b"<a/>\n",
        "o.zip/a.zip/_parts.txt": b"b.csv stored 1980-01-01-00-00-00\n",
        "o.zip/a.zip/b.csv": b"x\r\n",
    }


def _package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return stream.getvalue()
