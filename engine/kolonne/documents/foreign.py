"""What people write who know other notations than JSON, and what they are told."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
_NUMBER_LIKE = re.compile(r"[-+.\w]+")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
#: Other notations' words for JSON's own.
WORDS = {"True": "true", "False": "false", "None": "null", "undefined": "null", "ja": "true", "nei": "false"}


def shown(text: str, at: int) -> str:
    """What stands there, as a message names it."""
    if at >= len(text):
        return "the end of the file"
    sign = text[at]
    if not sign.isprintable() or (sign.isspace() and sign != " "):
        return f"the sign U+{ord(sign):04X} ({unicodedata.name(sign, 'a control character').lower()})"
    word = _WORD.match(text, at)
    return f"`{word[0][:40] if word else sign}`"


def sign_hint(text: str, at: int) -> str:
    """A hint for a sign that JSON does not know; empty where there is none to give."""
    if text.startswith(("//", "/*", "#"), at):
        return "JSON has no comments; say it in a `description`"
    sign = text[at : at + 1]
    if sign in {"'", "‘", "’", "`"}:
        return 'text stands in double quotes: "text"'
    if sign in {"“", "”", "„", "«", "»"}:
        return 'these are quotes of a word processor; JSON needs the plain `"`'
    if sign == "\N{NO-BREAK SPACE}":
        return "it looks like a space; put a plain one in its place"
    return "remove the comma" if sign == "," else ""


def number_like(text: str, at: int) -> str:
    """What stands there as one word, where it begins like a number."""
    found = _NUMBER_LIKE.match(text, at)
    return found[0] if found and any(sign.isdigit() for sign in found[0]) else ""


def number_hint(written: str) -> str:
    """A hint for what looks like a number and is none."""
    if re.fullmatch(r"0\d+", written):
        return f'a number does not begin with 0; a code stands in double quotes: "{written}"'
    if re.fullmatch(r"\+?\.?\d+\.?", written):
        return "digits stand on both sides of the point, and no `+` in front"
    return f'text stands in double quotes: "{written[:40]}"'


def decimal_comma(text: str, at: int) -> tuple[int, str] | None:
    """Where a number began whose decimal comma was read as the end of it, and the number; `at` is behind the comma."""
    start = at - 1
    while start > 0 and text[start - 1].isdigit():
        start -= 1
    found = _DECIMAL_COMMA.match(text, start)
    return (start, found[0]) if found and start < at - 1 < found.end() else None
