"""Number formats of spreadsheets as OpenDocument's data styles."""

from collections.abc import Sequence

from kolonne.writers.format_code import FormatPart, FormatSection, format_sections
from kolonne.writers.ods_text import ods_attribute

_LONG = 2
#: From so many letters on, a month or a day of the week is told by its name.
_NAMED, _NAMED_LONG = 3, 4
_PLAIN = '<number:number number:min-integer-digits="1"/>'
_THREE = 3
#: Which numbers a section is of that does not say so itself, by how many sections there are.
_USUAL = {2: ((">=", "0"),), 3: ((">", "0"), ("<", "0"))}


def data_style(name: str, form: str, kind: str) -> str:
    """The styles of a column's type and format: one that has the name, and behind it, named after it, one for each of the
    format's other sections. Fractions and powers become plain numbers."""
    match kind:
        case "text":
            return f'<number:text-style style:name="{name}"><number:text-content/></number:text-style>'
        case "boolean":
            return f'<number:boolean-style style:name="{name}"><number:boolean/></number:boolean-style>'
        case "date" | "datetime" | "time":
            # No day is below zero.
            return _clock_style(name, format_sections(form)[0], kind)
        case _:
            return _number_styles(name, format_sections(form))


def _number_styles(name: str, sections: Sequence[FormatSection]) -> str:
    usual = _USUAL.get(len(sections), ())
    *conditional, rest = sections[:_THREE]
    if rest.condition:
        conditional, rest = [*conditional, rest], format_sections("General")[0]
    made, maps = "", ""
    for at, section in enumerate(conditional):
        operator, limit = section.condition or usual[at]
        made += _number_style(f"{name}P{at}", section)
        condition = ods_attribute(f"value(){operator.replace('<>', '!=')}{limit}")
        maps += f'<style:map style:condition="{condition}" style:apply-style-name="{name}P{at}"/>'
    return made + _number_style(name, rest, maps)


def _number_style(name: str, section: FormatSection, maps: str = "") -> str:
    if not section.is_of_numbers and (section.has("clock") or section.has("elapsed")):
        return _clock_style(name, section, "", maps)
    element = "percentage-style" if section.has("sign", "%") else "number-style"
    return f'<number:{element} style:name="{name}">{_counted(section.parts)}{maps}</number:{element}>'


def _clock_style(name: str, section: FormatSection, kind: str, maps: str = "") -> str:
    parts = section.parts
    elapsed = ' number:truncate-on-overflow="false"' if section.has("elapsed") else ""
    has_days = any(_unit(parts, at) in {"y", "d", "month"} for at in range(len(parts)))
    # A time of day that is shown of a day is one of its style; what counts on is none.
    is_day = has_days or (kind in {"date", "datetime"} and not elapsed)
    element = "date-style" if is_day else "time-style"
    shown = "".join(_element(parts, at) for at in range(len(parts)))
    told = "" if is_day else elapsed
    return f'<number:{element} style:name="{name}"{told}>{shown or "<number:text/>"}{maps}</number:{element}>'


def _element(parts: Sequence[FormatPart], at: int) -> str:
    part = parts[at].text
    size = ' number:style="long"' if len(part) >= _LONG else ""
    match _unit(parts, at):
        case "y":
            return '<number:year number:style="long"/>' if len(part) > _LONG else "<number:year/>"
        case "month" if len(part) >= _NAMED:
            long = ' number:style="long"' if len(part) >= _NAMED_LONG else ""
            return f'<number:month number:textual="true"{long}/>'
        case "month":
            return f"<number:month{size}/>"
        case "d" if len(part) >= _NAMED:
            long = ' number:style="long"' if len(part) >= _NAMED_LONG else ""
            return f"<number:day-of-week{long}/>"
        case "d":
            return f"<number:day{size}/>"
        case "h":
            return f"<number:hours{size}/>"
        case "m":
            return f"<number:minutes{size}/>"
        case "s":
            letters, _, decimals = part.partition(".")
            size = ' number:style="long"' if len(letters) >= _LONG else ""
            places = f' number:decimal-places="{len(decimals)}"' if decimals else ""
            return f"<number:seconds{size}{places}/>"
        case "a":
            return "<number:am-pm/>"
        case _:
            return _literal(part)


def _unit(parts: Sequence[FormatPart], at: int) -> str:
    """`y month d h m s a`, where `m` are minutes; empty for what is shown as it is."""
    part = parts[at]
    if part.sort not in {"clock", "elapsed"}:
        return ""
    letter = part.text[0].casefold()
    return "month" if letter == "m" and part.sort == "clock" and not _are_minutes(parts, at) else letter


def _are_minutes(parts: Sequence[FormatPart], at: int) -> bool:
    """`m` is a month unless hours stand before it or seconds behind."""
    before = [part.text[0].casefold() for part in parts[:at] if part.sort in {"clock", "elapsed"}]
    behind = [part.text[0].casefold() for part in parts[at + 1 :] if part.sort in {"clock", "elapsed"}]
    return before[-1:] == ["h"] or behind[:1] == ["s"]


def _counted(parts: Sequence[FormatPart]) -> str:
    places = [at for at, part in enumerate(parts) if part.sort in {"digits", "general"}]
    if not places:
        return _literal("".join(part.text for part in parts)) or "<number:text/>"
    between = parts[places[0] : places[-1] + 1]
    is_odd = any(part.sort == "sign" or "." in part.text for part in between[:-1])
    if is_odd or any(part.sort == "power" for part in parts):
        return _PLAIN
    before = _literal("".join(part.text for part in parts[: places[0]]))
    behind = _literal("".join(part.text for part in parts[places[-1] + 1 :]))
    return f"{before}{_number(between)}{behind}"


def _number(parts: Sequence[FormatPart]) -> str:
    """Places for digits, between which text may stand, as in `000 000 000`."""
    if parts[-1].sort == "general":
        return _PLAIN
    whole, _, fraction = "".join(part.text for part in parts if part.sort == "digits").partition(".")
    scale = len(whole + fraction) - len((whole + fraction).rstrip(","))
    attributes = {
        "decimal-places": len(fraction.rstrip(",")),
        "min-decimal-places": fraction.count("0"),
        "min-integer-digits": whole.count("0"),
    }
    told = "".join(f' number:{name}="{value}"' for name, value in attributes.items())
    told += ' number:grouping="true"' if "," in whole.rstrip(",") else ""
    told += f' number:display-factor="{1000**scale}"' if scale else ""
    texts = "".join(_embedded(parts[at].text, parts[at:]) for at in range(len(parts)) if parts[at].sort == "text")
    return f"<number:number{told}>{texts}</number:number>" if texts else f"<number:number{told}/>"


def _embedded(text: str, behind: Sequence[FormatPart]) -> str:
    """A text, so many digits before the decimal point."""
    digits = "".join(part.text for part in behind if part.sort == "digits").partition(".")[0]
    place = len(digits.replace(",", ""))
    return f'<number:embedded-text number:position="{place}">{ods_attribute(text)}</number:embedded-text>'


def _literal(text: str) -> str:
    return f"<number:text>{ods_attribute(text)}</number:text>" if text else ""
