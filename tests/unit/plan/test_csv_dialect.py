"""The dialect that a document's `csv` makes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kolonne.contract import CsvDialect
from kolonne.plan import DIALECTS
from unit.plan.documents import DOCUMENT, changed, plan_of

_CASES: dict[str, tuple[dict[str, Any], CsvDialect]] = {
    "nothing": ({}, CsvDialect()),
    "norwegian_excel": (
        {"dialect": "norwegian_excel"},
        CsvDialect(";", ",", True, "\r\n", "%d.%m.%Y", "%H:%M:%S", "%d.%m.%Y %H:%M:%S", "1", "0"),
    ),
    "rfc4180": (
        {"dialect": "rfc4180"},
        CsvDialect(",", ".", False, "\r\n", "%Y-%m-%d", "%H:%M:%S", "%Y-%m-%d %H:%M:%S", "true", "false"),
    ),
    "ssb": (
        {"dialect": "ssb"},
        replace(
            CsvDialect(";", ",", False, "\r\n", "%Y%m%d", "%H%M%S", "%Y%m%d%H%M%S", "1", "0"),
            quotes="never",
            header=False,
            totals=False,
        ),
    ),
    "every member": (
        {
            "dialect": "ssb",
            "delimiter": "|",
            "decimal": ".",
            "bom": True,
            "line_end": "lf",
            "date": "dd.mm.yyyy",
            "time": "hh.mm",
            "datetime": "yyyy-mm-dd hh:mm",
            "true": "J",
            "false": "N",
            "blank": "9",
            "quotes": "needed",
            "guard": False,
            "header": True,
            "totals": True,
            "heading": True,
        },
        CsvDialect(
            "|",
            ".",
            True,
            "\n",
            "%d.%m.%Y",
            "%H.%M",
            "%Y-%m-%d %H:%M",
            "J",
            "N",
            "9",
            "needed",
            False,
            True,
            True,
            True,
        ),
    ),
}


@pytest.mark.parametrize(("said", "dialect"), _CASES.values(), ids=_CASES)
def test_a_document_names_a_dialect_and_says_what_differs(
    said: dict[str, Any], dialect: CsvDialect, tmp_path: Path
) -> None:
    """What is not said is the dialect's."""
    assert plan_of(tmp_path, changed(DOCUMENT, "csv", said)).csv == dialect


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_guards(name: str) -> None:
    """Whoever wants a file without asks for it."""
    assert DIALECTS[name].guard


def test_a_column_says_whether_it_is_guarded(tmp_path: Path) -> None:
    """And is as the rest where it says nothing."""
    document = changed(DOCUMENT, "sheets/one/columns/name/guard", False)
    (sheet,) = plan_of(tmp_path, document).sheets
    assert {column.name: column.guard for column in sheet.columns} == {"kind": None, "c": None, "name": False}
