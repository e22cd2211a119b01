"""Tags: XML changed as text, so that what is not changed stays as it was written. Every part was parsed before."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from xml.sax.saxutils import escape, quoteattr

_ATTRIBUTE = re.compile(r"\s+([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
TAG = re.compile(r"<(?P<name>[\w.:-]+)(?P<attributes>(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<end>/?)>")
_ASIDE = re.compile(r"<!--.*?-->", re.DOTALL)
_RAW = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def decoded(data: bytes) -> str:
    """The text of a part, without comments, and with all signs written in one way."""
    text = data.decode("utf-8-sig")
    if "<![CDATA[" in text:
        text = _RAW.sub(lambda found: escape(found[1]), text)
    return _ASIDE.sub("", text) if "<!--" in text else text


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, unescaped, in order."""
    return {name: unescape(one or other) for name, one, other in _ATTRIBUTE.findall(written)}


def spelled(given: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag, with a blank before each."""
    return "".join(f" {name}={quoteattr(value)}" for name, value in given.items())


def retagged(text: str, change: Callable[[str, dict[str, str]], Mapping[str, str] | None]) -> str:
    """The text with the attributes of tags as `change` gives them for a name without prefix; None keeps them as written."""

    def changed(found: re.Match[str]) -> str:
        given = attributes(found["attributes"])
        made = change(local(found["name"]), dict(given))
        if made is None or made == given:
            return found[0]
        return f"<{found['name']}{spelled(made)}{found['end']}>"

    return TAG.sub(changed, text)


def retexted(text: str, names: frozenset[str], change: Callable[[str, str], str]) -> str:
    """The text with what stands in elements of these names as `change` gives it for a name; elements with children stay."""

    def changed(found: re.Match[str]) -> str:
        old = unescape(found[3])
        new = change(local(found[2]), old)
        return found[0] if new == old else f"{found[1]}{escape(new)}</"

    return _holders(names).sub(changed, text)


def _holders(names: frozenset[str]) -> re.Pattern[str]:
    some = "|".join(sorted(names))
    return re.compile(rf"(<((?:[\w.-]+:)?(?:{some}))(?:\s[^<>]*)?(?<!/)>)([^<]*)</")
