"""The entries of an OpenDocument file beside its content: what it is, how it looks at first, what it says of itself."""

from collections.abc import Sequence
from datetime import UTC

from kolonne.contract import Workbook
from kolonne.writers.ods_text import ods_attribute, ods_line
from kolonne.writers.pages import Page

MIME_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "table": f"{_OASIS}:table:1.0",
    "number": f"{_OASIS}:datastyle:1.0",
    "meta": f"{_OASIS}:meta:1.0",
    "config": f"{_OASIS}:config:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "of": f"{_OASIS}:of:1.2",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ooo": "http://openoffice.org/2004/office",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
#: Lines. What is frozen does not scroll, so a longer heading would leave too little of the screen to the rows.
_MOST_FROZEN = 16
_FILES = ("content.xml", "styles.xml", "meta.xml", "settings.xml")


def opened(element: str) -> str:
    """The start of an entry whose outermost element is `office:element`."""
    names = "".join(f' xmlns:{name}="{value}"' for name, value in _NAMES.items())
    return f'{_HEAD}<office:{element}{names} office:version="1.3">'


def manifest() -> str:
    """Which entries there are."""
    place = f"{_OASIS}:manifest:1.0"
    paths = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>\n' for name in _FILES
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{place}" manifest:version="1.3">\n'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME_TYPE}"/>\n'
        f"{paths}</manifest:manifest>\n"
    )


def meta(workbook: Workbook) -> str:
    """What the file says of itself."""
    made_at = workbook.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = {
        "meta:generator": f"kolonne {workbook.engine_version}",
        "dc:title": workbook.title,
        "dc:subject": f"{workbook.organisation}, {workbook.period}",
        "dc:creator": workbook.organisation,
        "dc:language": workbook.locale.replace("_", "-"),
        "meta:creation-date": made_at,
        "dc:date": made_at,
        "meta:keyword": workbook.fingerprint,
    }
    lines = "".join(f"<{name}>{ods_line(text)}</{name}>\n" for name, text in told.items())
    fingerprint = (
        f'<meta:user-defined meta:name="kolonne fingerprint">{ods_line(workbook.fingerprint)}</meta:user-defined>'
    )
    return f"{opened('document-meta')}<office:meta>\n{lines}{fingerprint}\n</office:meta></office:document-meta>\n"


def looks(workbook: Workbook, font: str) -> str:
    """The usual look of cells, and of paper: across, one page wide, headers and numbers of pages around it."""
    language, _, country = workbook.locale.replace("_", "-").partition("-")
    country = country or ("NO" if language in {"nb", "nn", "se"} else "none")
    title = ods_line(f"{workbook.title} · {workbook.organisation}, {workbook.period}")
    return f"""\
{opened("document-styles")}<office:font-face-decls>
<style:font-face style:name="{font}" svg:font-family="{font}" xmlns:svg="{_OASIS}:svg-compatible:1.0"/>
</office:font-face-decls><office:styles>
<style:default-style style:family="table-cell"><style:paragraph-properties/>\
<style:text-properties style:font-name="{font}" fo:font-size="11pt" fo:language="{ods_attribute(language)}" \
fo:country="{ods_attribute(country)}"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/>
</office:styles><office:automatic-styles>
<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" \
style:print-orientation="landscape" fo:margin-top="1.2cm" fo:margin-bottom="1.2cm" fo:margin-left="1cm" \
fo:margin-right="1cm" style:scale-to-X="1" style:scale-to-Y="0"/>\
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.3cm"/></style:header-style>\
<style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>
</office:automatic-styles><office:master-styles>
<style:master-page style:name="Default" style:page-layout-name="pm1"><style:header><text:p>{title}</text:p></style:header>\
<style:footer><text:p><text:sheet-name>-</text:sheet-name> · <text:page-number>1</text:page-number> / \
<text:page-count>1</text:page-count></text:p></style:footer></style:master-page>
</office:master-styles></office:document-styles>
"""


def settings(pages: Sequence[Page]) -> str:
    """Which lines of a page stay when it is scrolled: headers and all above them, unless those are too many."""
    tables = "".join(
        f'<config:config-item-map-entry config:name="{ods_attribute(page.name)}">'
        f"{_split(page.layout.first_row)}</config:config-item-map-entry>\n"
        for page in pages
        if page.layout.first_row <= _MOST_FROZEN
    )
    return (
        f"{opened('document-settings')}<office:settings>\n"
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1'
        "</config:config-item>\n"
        f'<config:config-item-map-named config:name="Tables">\n{tables}</config:config-item-map-named>'
        f"{_item('ActiveTable', 'string', ods_attribute(pages[0].name))}</config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>\n"
    )


def _split(lines: int) -> str:
    return "".join(
        [
            _item("HorizontalSplitMode", "short", 0),
            _item("HorizontalSplitPosition", "int", 0),
            _item("PositionLeft", "int", 0),
            _item("PositionRight", "int", 0),
            _item("VerticalSplitMode", "short", 2),
            _item("VerticalSplitPosition", "int", lines),
            _item("ActiveSplitRange", "short", 2),
            _item("PositionTop", "int", 0),
            _item("PositionBottom", "int", lines),
        ]
    )


def _item(name: str, kind: str, value: object) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
