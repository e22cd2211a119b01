"""The .html page, as a parser of HTML reads it."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kolonne.contract import HeadingLine, SheetColumn, WriterError
from kolonne.writers import HtmlWriter
from unit.writers.crosstab import crosstab
from unit.writers.workbooks import book, one, sheet, written

_VOID = {"meta", "br", "wbr"}


@dataclass
class _Element:
    name: str
    attributes: dict[str, str | None]
    text: str = ""
    children: list["_Element"] = field(default_factory=list)

    def all(self, name: str) -> list["_Element"]:
        found = [self] if self.name == name else []
        return found + [one for child in self.children for one in child.all(name)]

    def told(self) -> str:
        return self.text + "".join(child.told() for child in self.children)


class _Page(HTMLParser):
    """Builds the tree, and fails where an element is closed that is not open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = _Element("root", {})
        self._open = [self.root]
        self.feed(text)
        self.close()
        assert self._open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = _Element(tag, dict(attrs))
        assert len(made.attributes) == len(attrs)
        self._open[-1].children.append(made)
        if tag not in _VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].text += data


def _read(path: Path) -> _Element:
    return _Page(path.read_bytes().decode()).root


def _cells(path: Path) -> list[list[str]]:
    bodies = _read(path).all("tbody")
    return [[cell.told() for cell in row.all("td")] for body in bodies for row in body.all("tr")]


@pytest.mark.parametrize(
    ("kind", "cells", "shown"),
    [
        ("text", ["007", "æøå 😀", "to\r\nlinjer", "", None], ["007", "æøå 😀", "to\nlinjer", "", ""]),
        ("text", ["<script>alert(1)</script>", "\"&amp;'", "</td>"], None),
        ("text", ["x" * 32_767, "&" * 50, "a" * 23 + "<b>"], None),
        ("text", ["a\x00b", "\x1b[31m", "\ufffe"], ["a\ufffdb", "\ufffd[31m", "\ufffd"]),
        ("integer", [1, -(2**63), None], ["1", str(-(2**63)), ""]),
        ("number", [0.5, 1e300, None], ["0,5", "1" + "0" * 300, ""]),
        ("decimal", [Decimal("-0.05"), None], ["-0,05", ""]),
        ("boolean", [True, False, None], ["ja", "nei", ""]),
        ("date", [date(2024, 2, 29), None], ["29.02.2024", ""]),
        ("time", [time(7, 5), None], ["07:05", ""]),
        ("datetime", [datetime(2025, 7, 1, 22, 30, tzinfo=UTC), None], ["02.07.2025 00:30", ""]),
    ],
)
def test_a_cell(kind: str, cells: Sequence[object], shown: Sequence[str] | None, tmp_path: Path) -> None:
    """It reads as it was meant, and nothing of it becomes markup."""
    result = written(HtmlWriter(), book(one(kind, cells)), tmp_path)
    assert [row[0] for row in _cells(result.path)] == list(cells if shown is None else shown)


def test_signs_that_a_page_cannot_hold_are_told(tmp_path: Path) -> None:
    """With their number and column."""
    result = written(HtmlWriter(), book(one("text", ["a\x00b", "\x85", "\tok\n"])), tmp_path)
    told = "hold control characters, which the format cannot, and have \N{REPLACEMENT CHARACTER} in their place"
    assert result.notices == (f"sheet `Aktiviteter`: 2 cells in `Kolonne` {told}",)
    result = written(HtmlWriter(), book(one("text", ["a\r\nb", "a\nb"])), tmp_path, "breaks")
    told = "holds line breaks of another system, and has those of this format in their place"
    assert result.notices == (f"sheet `Aktiviteter`: 1 cell in `Kolonne` {told}",)


def test_a_table_is_one_that_screen_readers_know(tmp_path: Path) -> None:
    """A caption, headers of columns and of groups, and totals under a header of their own."""
    page = _read(written(HtmlWriter(), book(crosstab()), tmp_path).path)
    (table,) = page.all("table")
    assert [one.told() for one in table.all("caption")] == ["Krysstabell: 2 rader"]
    assert [one.attributes["span"] for one in table.all("colgroup")] == ["1", "2", "2", "1"]
    upper, lower = table.all("thead")[0].all("tr")
    told = [(one.told(), one.attributes["scope"], one.attributes.get("rowspan")) for one in upper.all("th")]
    assert told == [
        ("Lokallag", "col", "2"),
        ("Kvinner", "colgroup", None),
        ("Menn", "colgroup", None),
        ("Tilskudd", "col", "2"),
    ]
    assert [(one.told(), one.attributes["scope"]) for one in lower.all("th")] == [
        ("0-13", "col"),
        ("14+", "col"),
        ("0-13", "col"),
        ("14+", "col"),
    ]
    (foot,) = table.all("tfoot")
    assert [(one.told(), one.attributes["scope"]) for one in foot.all("th")] == [("Sum", "row")]
    assert [one.told() for one in foot.all("td")] == ["3", "30", "12", "", "2,50"]
    assert [one.told() for one in page.all("dd")][-1] == "Utbetalt"


def test_what_stands_above_a_table(tmp_path: Path) -> None:
    """Labels with values, or with places that say what is to be done there; then the note."""
    page = _read(written(HtmlWriter(), book(crosstab()), tmp_path).path)
    (particulars,) = [one for one in page.all("dl") if one.attributes.get("class") == "particulars"]
    assert [one.told() for one in particulars.all("dt")] == ["Organisasjon", "Kontaktperson", "Underskrift"]
    assert [(one.told(), one.attributes.get("class")) for one in particulars.all("dd")] == [
        ("Norges Handikapforbund", None),
        ("(fylles ut)", "place"),
        ("(underskrives)", "sign"),
    ]
    assert "Tall under 5 vises ikke." in [one.told() for one in page.all("p")]


def test_numbers_stand_to_the_right(tmp_path: Path) -> None:
    """Told once a column."""
    page = _read(written(HtmlWriter(), book(crosstab()), tmp_path).path)
    (style,) = page.all("style")
    assert re.findall(r"#(sheet-1) tbody td:nth-child\((\d)\)", style.told()) == [
        ("sheet-1", str(at)) for at in range(2, 7)
    ]
    assert {one.attributes.get("class") for one in page.all("tfoot")[0].all("td")} == {"number"}


@pytest.mark.parametrize(("locale", "told"), [("nb", "ingen rader"), ("nn-NO", "ingen rader"), ("en", "no rows")])
def test_the_page_speaks_its_language(locale: str, told: str, tmp_path: Path) -> None:
    """And says which it is."""
    page = _read(written(HtmlWriter(), replace(book(one("date", [])), locale=locale), tmp_path).path)
    assert page.all("html")[0].attributes["lang"] == locale
    assert page.all("caption")[0].told() == f"Aktiviteter: {told}"


def test_nothing_runs_and_nothing_is_fetched(tmp_path: Path) -> None:
    """A page that is kept or sent stays what it is."""
    result = written(HtmlWriter(), book(crosstab()), tmp_path)
    page = _read(result.path)
    assert not [name for name in ("script", "link", "img", "iframe", "a", "form", "object") if page.all(name)]
    text = result.path.read_text(encoding="utf-8")
    assert "://" not in text
    assert "url(" not in text
    (policy,) = [one for one in page.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert str(policy.attributes["content"]).startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert page.all("title")[0].told() == "Rapport & regnskap, Norges Handikapforbund, 2025-H1"


def test_markup_anywhere_else_is_text_too(tmp_path: Path) -> None:
    """In titles, labels, headers, groups, notes and totals."""
    evil = '"><script>x</script>\x00'
    column = SheetColumn("c", evil, "text", group=evil, note=evil)
    made = replace(
        sheet(column, c=["a"], title=evil),
        heading=(HeadingLine(evil, evil),),
        note=evil,
        totals_label=evil,
        totals={"c": None},
    )
    workbook = replace(book(made, appendices=(made,)), title=evil, organisation=evil, period=evil, fingerprint=evil)
    page = _read(written(HtmlWriter(), workbook, tmp_path).path)
    assert not page.all("script")
    assert page.all("h1")[0].told() == '"><script>x</script>\ufffd'


def test_hidden_columns_are_not_on_the_page(tmp_path: Path) -> None:
    """A page cannot hide anything."""
    columns = SheetColumn("a", "A", "text"), SheetColumn("b", "B", "integer", hidden=True, note="n")
    made = replace(sheet(*columns, a=["1"], b=[7153]), totals={"b": 7153}, totals_label="Sum")
    text = written(HtmlWriter(), book(made), tmp_path).path.read_text(encoding="utf-8")
    assert "7153" not in text
    assert ">B<" not in text


def test_appendices_stand_behind_the_report(tmp_path: Path) -> None:
    """As sections that say what they are."""
    workbook = book(one("text", ["a"]), one("text", ["b"]), appendices=(replace(one("text", ["c"]), title="Utelatt"),))
    result = written(HtmlWriter(), workbook, tmp_path)
    assert [one.told() for one in _read(result.path).all("h2")] == ["Aktiviteter", "Aktiviteter", "Vedlegg: Utelatt"]
    assert _cells(result.path) == [["a", "x"], ["b", "x"], ["c", "x"]]


def test_many_rows_are_told(tmp_path: Path) -> None:
    """Browsers become slow."""
    result = written(HtmlWriter(), book(one("integer", [1] * 20_001)), tmp_path)
    assert result.notices == ("the page holds 20,001 rows; above 20,000, browsers become slow",)


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ((), "there is no sheet to write"),
        ((sheet(SheetColumn("c", "C", "text", hidden=True), c=["a"]),), "sheet `akt`: has no column to write"),
        ((replace(one("integer", [1, 2]), rows=3),), "sheet `akt`: promised 3 rows, gave 2"),
    ],
)
def test_no_half_page_is_written(sheets: tuple[object, ...], message: str, tmp_path: Path) -> None:
    """With the reason, and without a file."""
    with pytest.raises(WriterError, match=message):
        written(HtmlWriter(), book(*sheets), tmp_path)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not (shutil.which("chromium") and shutil.which("pdftotext")), reason="no browser is installed")
def test_printed_headers_stand_on_every_page(tmp_path: Path) -> None:
    """A browser repeats them, and the totals stand only at the end."""
    made = replace(crosstab(lags=tuple(f"Lag {at}" for at in range(150))), heading=())
    page, paper = written(HtmlWriter(), book(made), tmp_path).path, tmp_path / "rapport.pdf"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    profile = f"--user-data-dir={tmp_path / 'profil'}"
    subprocess.run(
        [*command, profile, f"--print-to-pdf={paper}", page.as_uri()], check=True, capture_output=True, timeout=90
    )
    printed = subprocess.run(
        ["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = printed.rstrip("\f").split("\f")
    assert len(pages) > 2
    table = [one for one in pages if re.search(r"Lag \d", one)]
    assert all("Lokallag" in one and "Kvinner" in one for one in table)
    assert printed.count("Sum ") == 1
