"""Number formats of spreadsheets as OpenDocument tells them."""

import xml.etree.ElementTree as ET

import pytest

from kolonne.writers.ods_formats import data_style

_NUMBER, _STYLE = "urn:n", "urn:s"


def _told(form: str, kind: str) -> str:
    """The styles in a short form: `day*` is a long day, a word in quotes is a literal."""
    xml = data_style("N1", form, kind)
    styles = ET.fromstring(f'<r xmlns:number="{_NUMBER}" xmlns:style="{_STYLE}">{xml}</r>')  # noqa: S314 # our own
    return "; ".join(_style(style) for style in styles)


def _style(style: ET.Element) -> str:
    name = style.attrib[f"{{{_STYLE}}}name"].removeprefix("N1")
    counts_on = "+" if style.get(f"{{{_NUMBER}}}truncate-on-overflow") == "false" else ""
    return f"{name}{' ' if name else ''}{_name(style)}{counts_on}: " + " ".join(_part(part) for part in style)


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(f"{{{_NUMBER}}}")


def _part(part: ET.Element) -> str:
    if part.tag == f"{{{_STYLE}}}map":
        told = {name.removeprefix(f"{{{_STYLE}}}"): value for name, value in part.attrib.items()}
        return f"[{told['condition']} {told['apply-style-name'].removeprefix('N1')}]"
    told = {name.removeprefix(f"{{{_NUMBER}}}"): value for name, value in part.attrib.items()}
    if _name(part) == "text":
        return f"'{part.text or ''}'"
    if _name(part) != "number":
        named = " (name)" if told.get("textual") else ""
        return f"{_name(part)}{named}{'*' if told.get('style') == 'long' else ''}{_places(told)}"
    places = f"{told['min-integer-digits']}.{told.get('min-decimal-places', '-')}/{told.get('decimal-places', '-')}"
    grouped = "," if told.get("grouping") else ""
    texts = "".join(f"[{text.get(f'{{{_NUMBER}}}position')}{text.text!r}]" for text in part)
    return f"{places}{grouped}{'÷' + told['display-factor'] if 'display-factor' in told else ''}{texts}"


def _places(told: dict[str, str]) -> str:
    return f".{told['decimal-places']}" if "decimal-places" in told else ""


_SIGNED = "P0 number-style: 'kr ' 1.2/2,; number-style: '-' 1.2/2, [value()>=0 P0]"
_THREE = "P0 number-style: 1.0/0; P1 number-style: ''; number-style: '-' [value()>0 P0] [value()<0 P1]"
_FEW = "P0 number-style: '<' 1.0/0; number-style: 1.0/0 [value()<5 P0]"
_BETWEEN = "P0 number-style: 'a'; P1 number-style: 'b'; number-style: 1.0/0 [value()<=1.5 P0] [value()!=3 P1]"


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
        ('"kr" #,##0.00;[Red]-#,##0.00', "decimal", _SIGNED),
        ('0 "a;b"', "integer", "number-style: 1.0/0 ' a;b'"),
        ('#,##0 "<kr>"', "integer", "number-style: 1.0/0, ' <kr>'"),
        ("#,##0,", "integer", "number-style: 1.0/0,÷1000"),
        ('0 "a_b[c]"', "integer", "number-style: 1.0/0 ' a_b[c]'"),
        ("0\\ m", "integer", "number-style: 1.0/0 ' m'"),
        ("_-* #,##0_-", "integer", "number-style: 1.0/0,"),
        ("dd.mm.yyyy", "date", "date-style: day* '.' month* '.' year*"),
        ("d/m yy", "date", "date-style: day '/' month ' ' year"),
        ("dddd d. mmmm", "date", "date-style: day-of-week* ' ' day '. ' month (name)*"),
        ("ddd mmm", "date", "date-style: day-of-week ' ' month (name)"),
        ('d "day"', "date", "date-style: day ' day'"),
        ("hh:mm", "time", "time-style: hours* ':' minutes*"),
        ("mm:ss", "time", "time-style: minutes* ':' seconds*"),
        ("h:m AM/PM", "time", "time-style: hours ':' minutes ' ' am-pm"),
        ("dd.mm.yyyy hh:mm", "datetime", "date-style: day* '.' month* '.' year* ' ' hours* ':' minutes*"),
        ("+0;-0", "integer", "P0 number-style: '+' 1.0/0; number-style: '-' 1.0/0 [value()>=0 P0]"),
        ('0;;"-"', "number", _THREE),
        ('[<5]"<"0;0', "integer", _FEW),
        ('[<=1.5]"a";[<>3]"b";0;@', "number", _BETWEEN),
        ("[=0]0.0", "number", "P0 number-style: 1.1/1; number-style: 1.-/- [value()=0 P0]"),
        ("0.0;@", "number", "number-style: 1.1/1"),
        ('General" kr"', "number", "number-style: 1.-/- ' kr'"),
        ("[$kr-414] #,##0", "number", "number-style: 'kr ' 1.0/0,"),
        ("000 000 000", "integer", "number-style: 9.0/0[6' '][3' ']"),
        ("0.0 0", "number", "number-style: 1.-/-"),
        ("[$-414]d. mmmm yyyy;@", "date", "date-style: day '. ' month (name)* ' ' year*"),
        ("[h]:mm", "time", "time-style+: hours ':' minutes*"),
        ("[hh]:mm", "datetime", "time-style+: hours* ':' minutes*"),
        ("[mm]:ss", "time", "time-style+: minutes* ':' seconds*"),
        ("[ss]", "time", "time-style+: seconds*"),
        ("[h]:mm", "number", "time-style+: hours ':' minutes*"),
        (
            "[h]:mm;-[h]:mm",
            "number",
            "P0 time-style+: hours ':' minutes*; time-style+: '-' hours ':' minutes* [value()>=0 P0]",
        ),
        ("dd.mm.yyyy", "integer", "date-style: day* '.' month* '.' year*"),
        ("hh:mm", "date", "date-style: hours* ':' minutes*"),
        ("hh:mm:ss.000", "time", "time-style: hours* ':' minutes* ':' seconds*.3"),
        ("mm:ss.0", "time", "time-style: minutes* ':' seconds*.1"),
        ("hh:mm mm", "datetime", "date-style: hours* ':' minutes* ' ' month*"),
    ],
)
def test_a_format(form: str, kind: str, told: str) -> None:
    """As spreadsheets read it; what they cannot say becomes a plain number."""
    assert _told(form, kind) == told
