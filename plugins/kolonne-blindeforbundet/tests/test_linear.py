"""The page for braille displays and screen readers, as a browser reads it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from kolonne.hookspecs import Sheet, SheetColumn, Workbook, WriterError, WrittenFile
from kolonne_blindeforbundet.linear import LinearWriter
from kolonne_blindeforbundet.settings import Linear

_Book = Callable[..., Workbook]
_Written = Callable[..., WrittenFile]
#: Elements without an end.
_VOID = {"meta", "br"}
_LINES = {"h1", "h2", "h3", "li", "p", "title"}


class _Page(HTMLParser):
    """Holds a page to being well formed, and keeps what it says line by line."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.lines: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; in what is a line, nothing else that is one may begin."""
        self.attributes += ((tag, name, value or "") for name, value in attrs)
        self.ids += (value or "" for name, value in attrs if name == "id")
        if tag in _VOID:
            self.handle_data("\n")
            return
        self.open.append(tag)
        if tag in _LINES:
            self.lines.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """The element that began last ends."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text within a line."""
        if set(self.open) & _LINES:
            tag, text = self.lines[-1]
            self.lines[-1] = (tag, text + data)

    def said(self, *tags: str) -> list[str]:
        """The texts of lines of some kinds, in order."""
        return [text for tag, text in self.lines if tag in tags]


def _read(result: WrittenFile) -> _Page:
    # As browsers do, and not as Python would by itself: a CR stays what it is.
    return _Page(result.path.read_bytes().decode())


def test_the_page_reads_line_by_line(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """All that stands around the rows is there in words, in the order in which people need it."""
    failures = replace(crosstab, title="Feil", heading=(), note="", totals={}, rows=2)
    result = written(LinearWriter(), book(crosstab, appendices=(failures,), title="Rapport & regnskap"))
    lines = _read(result).lines
    assert lines[:9] == [
        ("title", "Rapport & regnskap, 2025-H1"),
        ("h1", "Rapport & regnskap"),
        ("p", "Norges Blindeforbund"),
        ("p", "2025-H1"),
        ("h2", "Innhold"),
        ("li", "Kryss & tvers: 2 poster"),
        ("h3", "Vedlegg"),
        ("li", "Feil: 2 poster"),
        ("h2", "Kryss & tvers"),
    ]
    assert lines[9:32] == [
        ("p", "2 poster"),
        ("h3", "Opplysninger"),
        ("li", "Organisasjon: Norges Blindeforbund"),
        ("li", "Kontaktperson: (skal fylles ut)"),
        ("li", "Underskrift: (skal underskrives)"),
        ("p", "Tall under 5 vises ikke."),
        ("h3", "Om kolonnene"),
        ("li", "Lokallag: Der aktiviteten var"),
        ("h3", "Post 1: Oslo"),
        ("li", "Lokallag: Oslo"),
        ("li", "Kvinner 0-13: 5"),
        ("li", "Kvinner 14+: 7"),
        ("li", "Tilskudd: 1234,50"),
        ("h3", "Post 2: Bærum"),
        ("li", "Lokallag: Bærum"),
        ("li", "Kvinner 0-13: 6"),
        ("li", "Kvinner 14+: (tom)"),
        ("li", "Tilskudd: 1234,50"),
        ("h3", "Sum"),
        ("li", "Kvinner 0-13: 11"),
        ("li", "Tilskudd: 2469,00"),
        ("p", "Til innholdet"),
        ("h2", "Feil"),
    ]
    assert lines[-1] == ("p", "Laget med kolonne 0.1.0")
    assert (result.mime_type, result.path.name) == ("text/html", "rapport.html")
    assert result.notices == (
        "sheet `Kryss & tvers`: the hidden column is not in the file",
        "sheet `Feil`: the hidden column is not in the file",
    )


def test_readers_can_jump(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """Landmarks, names that stand once, and links that lead somewhere within the page."""
    page = _read(written(LinearWriter(), book(crosstab, crosstab, appendices=(crosstab,))))
    assert len(page.ids) == len(set(page.ids))
    links = [value for tag, name, value in page.attributes if (tag, name) == ("a", "href")]
    assert links[0] == "#report"
    assert {link.removeprefix("#") for link in links} <= set(page.ids)
    named = {value for _, name, value in page.attributes if name == "aria-labelledby"}
    assert named <= set(page.ids)
    assert {"contents-title", "sheet-1-title", "sheet-2-title", "appendix-1-title"} == named
    levels = [int(tag[1]) for tag, _ in page.lines if tag[0] == "h"]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_nothing_runs_and_nothing_is_fetched(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """The page is one file that anybody can keep."""
    result = written(LinearWriter(), book(crosstab))
    page = _read(result)
    assert not {tag for tag, _, _ in page.attributes} & {"script", "img", "link", "iframe", "object"}
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in {"src", "style"}]
    markup = result.path.read_text()
    assert "default-src 'none'" in markup
    assert "://" not in markup
    assert "url(" not in markup
    assert "@import" not in markup


_HOSTILE = [
    "<script>alert(1)</script>",
    "</li></ul></main>",
    "&lt;b&gt; & &amp;",
    "\"'><img src=x onerror=y>",
    "<!-- -->",
    "]]>",
    "æøå ÆØÅ čđŋšŧž 👍",
]


def test_no_text_becomes_markup(texts: _Book, sheet: Callable[..., Sheet], book: _Book, written: _Written) -> None:
    """Of cells, headers, titles and labels; what people read is what stood in the data."""
    cells = _read(written(LinearWriter(), texts(*_HOSTILE))).said("li")
    assert [cell.removeprefix("Tema: ") for cell in cells if cell.startswith("Tema: ")] == _HOSTILE
    for text in _HOSTILE:
        column = SheetColumn("c", text, "text", note=text, group=text)
        made = sheet([column], [["x"]], title=text, note=text)
        page = _read(written(LinearWriter(), replace(book(made, title=text), organisation=text, period=text)))
        assert page.said("h1") == [text]
        assert page.said("h2")[1:] == [text]
        assert page.said("li")[1:] == [f"{text}: {text}", f"{text}: x"]
        assert page.said("p")[:2] == [text, text]


def test_control_characters_are_replaced_and_told(texts: _Book, written: _Written) -> None:
    """A page may not hold them; line breaks of all kinds stay line breaks."""
    result = written(LinearWriter(), texts("a\x00b\x1f", "c\x85\ufffe", "d\re\r\nf\tg", "h"))
    cells = [cell for cell in _read(result).said("li") if cell.startswith("Tema: ")]
    assert cells == ["Tema: a\ufffdb\ufffd", "Tema: c\ufffd\ufffd", "Tema: d\ne\nf\tg", "Tema: h"]
    (notice,) = result.notices
    assert notice.startswith("sheet `Aktiviteter`: 2 cells in `Tema` hold control characters, ")


def test_long_texts_are_whole_and_their_headings_short(texts: _Book, written: _Written) -> None:
    """A heading says how a record begins, the line below it all."""
    page = _read(written(LinearWriter(), texts("ord " * 10_000 + "slutt", "to\nlinjer", None)))
    assert page.said("li")[1].endswith("ord slutt")
    assert len(page.said("li")[1]) > 40_000
    assert page.said("h3") == [f"Post 1: {('ord ' * 15).strip()}…", "Post 2: to linjer", "Post 3"]


def test_headings_may_be_numbers_alone(texts: _Book, written: _Written) -> None:
    """Then nothing is read twice."""
    page = _read(written(LinearWriter(Linear(record_headings="number")), texts("a", "b")))
    assert page.said("h3") == ["Post 1", "Post 2"]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("told", ["Tema: (tom)", "Antall: 0", "Tema: (tom)", "Antall: 1"]), ("left-out", ["Antall: 0", "Antall: 1"])],
)
def test_blank_cells_are_told_or_left_out(setting: str, expected: list[str], texts: _Book, written: _Written) -> None:
    """Null and empty text are the same."""
    page = _read(written(LinearWriter(Linear(blank_cells=setting)), texts(None, "")))
    assert page.said("li")[1:] == expected


_VALUES = [
    # type, format, cell, in Norwegian, in English
    ("text", "", "007", "007", "007"),
    ("integer", "", -5, "-5", "-5"),
    ("number", "", 2.5, "2,5", "2.5"),
    ("number", "", 3.0, "3", "3"),
    ("number", "", 1e20, "100000000000000000000", "100000000000000000000"),
    ("number", "0.0 %", 0.5123, "51,2 %", "51.2 %"),
    ("decimal", "#,##0.00", Decimal("1234.50"), "1234,50", "1234.50"),
    ("boolean", "", True, "ja", "yes"),
    ("boolean", "", False, "nei", "no"),
    ("date", "", date(2025, 3, 4), "04.03.2025", "2025-03-04"),
    ("time", "", time(9, 5), "09:05", "09:05"),
    ("datetime", "", datetime(2025, 7, 1, 22, 30, tzinfo=UTC), "02.07.2025 00:30", "2025-07-02 00:30"),
]


@pytest.mark.parametrize(("kind", "form", "cell", "norwegian", "english"), _VALUES)
def test_values_are_told_in_the_reports_language(
    kind: str,
    form: str,
    cell: object,
    norwegian: str,
    english: str,
    sheet: Callable[..., Sheet],
    book: _Book,
    written: _Written,
) -> None:
    """In totals as in cells."""
    made = sheet([SheetColumn("c", "C", kind, scale=2, format=form)], [[cell]], totals={"c": cell})
    for locale, expected in (("nb", norwegian), ("nn", norwegian), ("en", english)):
        page = _read(written(LinearWriter(), book(made, locale=locale)))
        assert page.said("li")[1:] == [f"C: {expected}"] * 2


@pytest.mark.parametrize(
    ("locale", "contents", "blank", "none"),
    [
        ("nb", "Innhold", "(tom)", "Ingen poster"),
        ("nn", "Innhald", "(tom)", "Ingen postar"),
        ("en", "Contents", "(blank)", "No records"),
        ("se", "Innhold", "(tom)", "Ingen poster"),
        ("en_GB", "Contents", "(blank)", "No records"),
    ],
)
def test_the_pages_own_words_are_of_that_language_too(
    locale: str, contents: str, blank: str, none: str, texts: _Book, written: _Written
) -> None:
    """And the page tells which one it is."""
    made = replace(texts(None), locale=locale)
    empty = replace(made.sheets[0], rows=0, frames=lambda: ())
    page = _read(written(LinearWriter(), replace(made, sheets=(*made.sheets, empty))))
    assert ("html", "lang", locale.replace("_", "-")) in page.attributes
    assert page.said("h2")[0] == contents
    assert f"Tema: {blank}" in page.said("li")
    assert page.said("p")[-3] == none


def test_headers_with_a_sign_of_their_own_get_no_colon(texts: _Book, written: _Written) -> None:
    """And those of several lines become one."""
    page = _read(written(LinearWriter(), texts("ja", header="Var det\ngøy?")))
    assert page.said("li")[1] == "Var det gøy? ja"


def test_lines_may_be_as_long_as_a_braille_display(texts: _Book, written: _Written) -> None:
    """Only if the organisation says so."""
    plain = written(LinearWriter(), texts("a")).path.read_text()
    narrow = written(LinearWriter(Linear(line_length=40)), texts("a")).path.read_text()
    assert "max-width:40ch" in narrow
    assert "ch;" not in plain


def test_a_page_that_is_slow_to_read_is_told(texts: _Book, written: _Written) -> None:
    """It is written all the same."""
    result = written(LinearWriter(), texts(*(["a"] * 20_001)))
    assert result.notices == ("the page holds 20,001 records; above 20,000, browsers and screen readers become slow",)
    assert _read(result).said("h3")[-1] == "Post 20001: a"


def test_ticks_count_the_rows_of_the_report(texts: _Book, tmp_path: Path) -> None:
    """Rows of appendices are not counted."""
    made, ticks = texts(*(["a"] * 2500)), list[int]()
    LinearWriter().write(replace(made, appendices=made.sheets), tmp_path / "r", ticks.append)
    assert ticks == [1000, 2000, 2500, 2500, 2500, 2500]


@pytest.mark.parametrize("error", [TimeoutError("nok"), KeyboardInterrupt()])
def test_what_tick_raises_leaves_nothing(error: BaseException, texts: _Book, tmp_path: Path) -> None:
    """Not even what was there half."""

    def stop(rows: int) -> None:
        if rows >= 2000:
            raise error

    with pytest.raises(type(error)):
        LinearWriter().write(texts(*(["a"] * 5000)), tmp_path / "r", stop)
    assert not list(tmp_path.iterdir())


def test_wrong_workbooks_are_errors(texts: _Book, book: _Book, written: _Written, tmp_path: Path) -> None:
    """No sheet, fewer rows than promised, a total of no column; no file is left."""
    made = texts("a", "b")
    short, odd = replace(made.sheets[0], rows=3), replace(made.sheets[0], totals={"x": 1})
    visible = [(book(), "there is no sheet"), (book(short), "promised 3 rows, gave 2")]
    for workbook, message in visible:
        with pytest.raises(WriterError, match=message):
            written(LinearWriter(), workbook)
    with pytest.raises(WriterError, match="has a total of `x`"):
        written(LinearWriter(), book(odd))
    assert not list(tmp_path.iterdir())


def test_the_same_workbook_gives_the_same_bytes(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """At any time."""
    first, second = (written(LinearWriter(), book(crosstab)) for _ in range(2))
    assert (first.sha256, first.size) == (second.sha256, second.path.stat().st_size)
