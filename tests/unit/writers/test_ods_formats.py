"""Number formats of spreadsheets as OpenDocument tells them."""

import xml.etree.ElementTree as ET

import pytest

from kolonne.writers.ods_formats import data_style

_NUMBER = "urn:n"


def _told(form: str, kind: str) -> str:
    """The style in a short form: `day*` is a long day, a word in quotes is a literal."""
    xml = data_style("N1", form, kind)
    root = ET.fromstring(f'<r xmlns:number="{_NUMBER}" xmlns:style="urn:s">{xml}</r>')[0]  # noqa: S314 # our own
    return f"{_name(root)}: " + " ".join(_part(part) for part in root)


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(f"{{{_NUMBER}}}")


def _part(part: ET.Element) -> str:
    told = {name.removeprefix(f"{{{_NUMBER}}}"): value for name, value in part.attrib.items()}
    if _name(part) == "text":
        return f"'{part.text}'"
    if _name(part) != "number":
        named = " (name)" if told.get("textual") else ""
        return f"{_name(part)}{named}{'*' if told.get('style') == 'long' else ''}"
    places = f"{told['min-integer-digits']}.{told.get('min-decimal-places', '-')}/{told.get('decimal-places', '-')}"
    grouped = "," if told.get("grouping") else ""
    return f"{places}{grouped}{'÷' + told['display-factor'] if 'display-factor' in told else ''}"


@pytest.mark.parametrize(
    ("form", "kind", "told"),
    [
        ("@", "text", "text-style: text-content"),
        ('"TRUE";"TRUE";"FALSE"', "boolean", "boolean-style: boolean"),
        ("0", "integer", "number-style: 1.0/0"),
        ("#,##0", "integer", "number-style: 1.0/0,"),
        ("0.00", "decimal", "number-style: 1.2/2"),
        ("#,##0.0#", "number", "number-style: 1.1/2,"),
        ("0000", "integer", "number-style: 4.0/0"),
        ("General", "number", "number-style: 1.-/-"),
        ("0.00E+00", "number", "number-style: 1.-/-"),
        ("# ?/?", "number", "number-style: 1.-/-"),
        ("0.0 %", "number", "percentage-style: 1.1/1 ' %'"),
        ("0%", "number", "percentage-style: 1.0/0 '%'"),
        ('0 "100%"', "number", "number-style: 1.0/0 ' 100%'"),
        ('"kr" #,##0.00;[Red]-#,##0.00', "decimal", "number-style: 'kr ' 1.2/2,"),
        ('0 "a;b"', "integer", "number-style: 1.0/0 ' a;b'"),
        ('#,##0 "<kr>"', "integer", "number-style: 1.0/0, ' <kr>'"),
        ("#,##0,", "integer", "number-style: 1.0/0,÷1000"),
        ('0 "a_b[c]"', "integer", "number-style: 1.0/0 ' a_b[c]'"),
        ("0\\ m", "integer", "number-style: 1.0/0 ' m'"),
        ("_-* #,##0_-", "integer", "number-style: 1.0/0,"),
        ("dd.mm.yyyy", "date", "date-style: day* '.' month* '.' year*"),
        ("d/m yy", "date", "date-style: day '/' month ' ' year"),
        ("dddd d. mmmm", "date", "date-style: day-of-week* ' ' day '.' ' ' month (name)*"),
        ("ddd mmm", "date", "date-style: day-of-week ' ' month (name)"),
        ('d "day"', "date", "date-style: day ' ' 'day'"),
        ("hh:mm", "time", "time-style: hours* ':' minutes*"),
        ("mm:ss", "time", "time-style: minutes* ':' seconds*"),
        ("h:m AM/PM", "time", "time-style: hours ':' minutes ' ' am-pm"),
        ("dd.mm.yyyy hh:mm", "datetime", "date-style: day* '.' month* '.' year* ' ' hours* ':' minutes*"),
        ("hh:mm mm", "datetime", "date-style: hours* ':' minutes* ' ' month*"),
    ],
)
def test_a_format(form: str, kind: str, told: str) -> None:
    """As spreadsheets read it; what they cannot say becomes a plain number."""
    assert _told(form, kind) == told
