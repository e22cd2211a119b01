"""Which texts are addresses that a cell may lead to."""

import polars as pl
import pytest

from kolonne.writers.addresses import is_address

_ADDRESSES = [
    "https://example.no",
    "HTTP://EXAMPLE.NO/",
    "http://localhost:8080/sti?a=b&c=%20#del",
    "https://blåbær.no/søk?q=å",
    "https://example.no?q=1",
    "https://example.no/'()*,;:@!$~",
    "mailto:post@example.no",
    "mailto:o'hara+rapport@example.no?subject=Hei%20der",
    "https://example.no/" + "a" * 2060,
]
_OTHERS = [
    "",
    "example.no",
    "www.example.no",
    "//example.no",
    "https://",
    "https:///sti",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "ftp://example.no",
    "internal:'Ark'!A1",
    "external:bok.xlsx",
    "data:text/html,x",
    " https://example.no",
    "https://example.no ",
    "https://example.no\n",
    "https://example.no/a b",
    "https://example.no/\x00",
    "https://example.no/\N{RIGHT-TO-LEFT OVERRIDE}x",
    "https://example.no/\N{ZERO WIDTH SPACE}x",
    'https://example.no/"',
    "https://example.no/<b>",
    "https://example.no/%zz",
    "https://example.no/%",
    "https://example.no/#a#b",
    "https://example.no\\@ond.no",
    "https://trygg.no@ond.no/",
    "https://bruker:passord@example.no",
    "https://example.no:123456/",
    "mailto:",
    "mailto:post",
    "mailto:a@b@c",
    "mailto:a@example.no,b@example.no",
    "https://example.no/" + "a" * 2061,
    "https://example.no/" + "😀" * 1031,
]


@pytest.mark.parametrize(
    ("text", "is_one"), [*((text, True) for text in _ADDRESSES), *((text, False) for text in _OTHERS)]
)
def test_an_address(text: str, is_one: bool) -> None:  # a table's cell
    """Of the web or of mail, written as every program takes it, and nothing that looks like another."""
    assert pl.select(is_address(pl.lit(text))).item() is is_one
