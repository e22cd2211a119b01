"""Spreadsheet number formats such as `dd.mm.yyyy` or `#,##0.00` as OpenDocument's data styles."""

import re
from collections.abc import Iterator

from kolonne.writers.ods_text import ods_attribute

_QUOTED = r'"[^"]*"|\\.'
_DATED = re.compile(rf"{_QUOTED}|am/pm|y+|m+|d+|h+|s+|.", re.IGNORECASE | re.DOTALL)
_COUNTED = re.compile(rf'(?P<before>(?:{_QUOTED}|[^#0?"\\])*)(?P<digits>[#0?][#0?,.]*)(?P<behind>.*)', re.DOTALL)
#: Between brackets stand colours, conditions and languages; `_` and `*` are followed by a sign that only makes room.
_LEFT_OUT = re.compile(rf"({_QUOTED})|\[[^\]]*\]|[_*].")
_LONG = 2
#: From so many letters on, a month or a day of the week is told by its name.
_NAMED, _NAMED_LONG = 3, 4


def data_style(name: str, form: str, kind: str) -> str:
    """The style of a column's type and format. What is said behind the first `;`, of negative numbers, is left out."""
    first = _LEFT_OUT.sub(r"\1", re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', form)[0])
    match kind:
        case "text":
            return f'<number:text-style style:name="{name}"><number:text-content/></number:text-style>'
        case "boolean":
            return f'<number:boolean-style style:name="{name}"><number:boolean/></number:boolean-style>'
        case "date" | "datetime":
            return f'<number:date-style style:name="{name}">{_dated(first)}</number:date-style>'
        case "time":
            return f'<number:time-style style:name="{name}">{_dated(first)}</number:time-style>'
        case _:
            element = "percentage-style" if "%" in re.sub(_QUOTED, "", first) else "number-style"
            return f'<number:{element} style:name="{name}">{_counted(first)}</number:{element}>'


def _dated(form: str) -> str:
    tokens = _DATED.findall(form)
    return "".join(_element(tokens, at) for at in range(len(tokens)))


def _element(tokens: list[str], at: int) -> str:
    part = tokens[at].casefold()
    size = ' number:style="long"' if len(part) >= _LONG else ""
    match part[0]:
        case "y":
            return '<number:year number:style="long"/>' if len(part) > _LONG else "<number:year/>"
        case "m" if _are_minutes(tokens, at):
            return f"<number:minutes{size}/>"
        case "m" if len(part) >= _NAMED:
            long = ' number:style="long"' if len(part) >= _NAMED_LONG else ""
            return f'<number:month number:textual="true"{long}/>'
        case "m":
            return f"<number:month{size}/>"
        case "d" if len(part) >= _NAMED:
            long = ' number:style="long"' if len(part) >= _NAMED_LONG else ""
            return f"<number:day-of-week{long}/>"
        case "d":
            return f"<number:day{size}/>"
        case "h":
            return f"<number:hours{size}/>"
        case "s":
            return f"<number:seconds{size}/>"
        case "a" if part == "am/pm":
            return "<number:am-pm/>"
        case _:
            return _literal(tokens[at])


def _are_minutes(tokens: list[str], at: int) -> bool:
    """`m` is a month unless hours stand before it or seconds behind."""
    before = next((token[0] for token in reversed(tokens[:at]) if token[0] in "yYmMdDhHsS"), "")
    behind = next((token[0] for token in tokens[at + 1 :] if token[0] in "yYmMdDhHsS"), "")
    return before in {"h", "H"} or behind in {"s", "S"}


def _counted(form: str) -> str:
    found = _COUNTED.fullmatch(form)
    behind = found.group("behind") if found else ""
    if found is None or re.search(r"[#0?]", re.sub(_QUOTED, "", behind)) or "General" in form:
        # Fractions and powers too; any program shows a number that way.
        return '<number:number number:min-integer-digits="1"/>'
    whole, _, fraction = found.group("digits").partition(".")
    scale = len(whole + fraction) - len((whole + fraction).rstrip(","))
    attributes = {
        "decimal-places": len(fraction.rstrip(",")),
        "min-decimal-places": fraction.count("0"),
        "min-integer-digits": whole.count("0"),
    }
    told = "".join(f' number:{name}="{value}"' for name, value in attributes.items())
    told += ' number:grouping="true"' if "," in whole.rstrip(",") else ""
    told += f' number:display-factor="{1000**scale}"' if scale else ""
    return "".join([*_literals(found.group("before")), f"<number:number{told}/>", *_literals(behind)])


def _literals(text: str) -> Iterator[str]:
    plain = "".join(_bare(token) for token in re.findall(rf"{_QUOTED}|.", text, re.DOTALL))
    if plain:
        yield _literal(plain)


def _literal(text: str) -> str:
    shown = _bare(text)
    return f"<number:text>{ods_attribute(shown)}</number:text>" if shown else ""


def _bare(token: str) -> str:
    return token[1:-1] if token.startswith('"') and len(token) > 1 else token.removeprefix("\\")
