"""Links within the documentation lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.pages import DOCS, name_of, pages

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
_MARK = re.compile(r'<a id="([^"]+)"></a>')
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def links(page: Path) -> Iterator[str]:
    """Where the page's links lead to, but for those in code."""
    text = page.read_text(encoding="utf-8")
    # Labels are code, mostly; only what stands outside of brackets is taken out.
    yield from _LINK.findall(re.sub(r"^\s*```.*?^\s*```$", "", text, flags=re.MULTILINE | re.DOTALL))


def anchors(page: Path) -> set[str]:
    """The anchors of a page: those that are written, and those that headings get."""
    text = page.read_text(encoding="utf-8")
    plain = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return {*_MARK.findall(plain), *(slug(heading) for heading in _HEADING.findall(plain))}


def slug(heading: str) -> str:
    """What a heading's words become: small letters, digits, `-` and `_`."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Each link to a file or an anchor of the repository finds it."""
    broken = [link for link in links(page) if "://" not in link and not resolves(page, link)]
    assert not broken


def resolves(page: Path, link: str) -> bool:
    """Whether the file is there, and the anchor in it."""
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or (target.suffix == ".md" and anchor in anchors(target)))


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_no_anchor_stands_twice(page: Path) -> None:
    """A written anchor is the only one of its name on its page."""
    marks = _MARK.findall(page.read_text(encoding="utf-8"))
    assert sorted(set(marks)) == sorted(marks)


def test_every_page_can_be_reached() -> None:
    """The map leads to every page, or to a list of pages that leads to it."""
    waiting, reached = [DOCS / "index.md"], set[Path]()
    while waiting:
        page = waiting.pop().resolve()
        if page not in reached and page.suffix == ".md" and page.exists():
            reached.add(page)
            waiting += [page.parent / link.partition("#")[0] for link in links(page) if "://" not in link]
    assert not [name_of(page) for page in pages() if page.resolve() not in reached]
