"""Headings above several columns, as tables of cases."""

import pytest

from kolonne.contract import SheetColumn
from kolonne.writers.groups import full_header, groups


def _columns(*names: str) -> list[SheetColumn]:
    return [
        SheetColumn(f"c{at}", "C", "text", group=name.strip("-"), hidden="-" in name) for at, name in enumerate(names)
    ]


_RUNS = [
    (["", ""], []),
    (["", "a", "a", ""], [("a", (1, 2))]),
    (["a", "b", "b", "a"], [("a", (0,)), ("b", (1, 2)), ("a", (3,))]),
    (["a", "-", "a"], [("a", (0, 2))]),
    (["a", "b-", "a"], [("a", (0, 2))]),
    (["a-", "a"], [("a", (1,))]),
    (["a-", "a-"], []),
]


@pytest.mark.parametrize(("names", "found"), _RUNS)
def test_neighbours_share_a_group(names: list[str], found: list[tuple[str, tuple[int, ...]]]) -> None:
    """What is hidden (marked with a dash here) neither has one nor parts one."""
    assert [(group.text, group.columns) for group in groups(_columns(*names))] == found


_HEADERS = [
    ("", "0-13", "0-13"),
    ("Kvinner", "0-13", "Kvinner 0-13"),
    ("Kvinner", "Kvinner 0-13", "Kvinner 0-13"),
    ("Kvinner", "Kvinner", "Kvinner"),
    ("Kvinner", "", "Kvinner"),
]


@pytest.mark.parametrize(("group", "header", "full"), _HEADERS)
def test_a_header_reads_alone(group: str, header: str, full: str) -> None:
    """With its group in front, once."""
    assert full_header(SheetColumn("c", header, "text", group=group)) == full
