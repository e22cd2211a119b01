"""The categories of a file, as code lists."""

from pathlib import Path
from typing import Any

import pytest

import kolonne_nhf as plugin
from kolonne.hookspecs import PluginError
from kolonne_nhf.taxonomy import COLUMNS

_HEADER = ",".join(COLUMNS)
_NOT = ",,nei,nei,no"
_ONE_OF_BOTH = "a code here or a reason in `why_not_nb` and `why_not_nn` is needed"


def lists_of(path: Path, text: str | bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The codes of the list and of the mapping, of a file with that text."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    enumeration, mapping = plugin.kolonne_code_lists({"taxonomy_file": str(path)})
    return enumeration["codes"], mapping["codes"]


def refused(path: Path, *lines: str) -> str:
    """Why a file with those lines is refused, without its folder."""
    with pytest.raises(PluginError) as caught:
        lists_of(path, "\n".join(lines))
    return str(caught.value).replace(str(path), path.name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file to be."""
    return tmp_path / "own.csv"


def test_the_packages_own_file_changes_with_the_year() -> None:
    """A category that stood below another group, and counted for nothing, until 2025."""
    enumeration, mapping = plugin.kolonne_code_lists({})
    old, new = enumeration["codes"]["B5"]["dated"]
    assert (old["parent"], old["until"], new["parent"], new["from"]) == ("E", "2025-01-01", "B", "2025-01-01")
    assert "not_counted" in mapping["codes"]["B5"]["dated"][0]["value"]
    assert mapping["codes"]["B5"]["dated"][1] == {"value": "activity_group", "from": "2025-01-01"}
    assert enumeration["codes"]["E2"]["successor"] == ["E1"]


def test_a_line_becomes_a_code(path: Path) -> None:
    """With what is said of it, and nothing else."""
    codes, targets = lists_of(
        path,
        f"{_HEADER}\nG,,,,Gruppe,Gruppe,,,,,nei,nei,\n"
        "G1,G,2024-01-01,2026-01-01,Samtale,Samtale,Talk, prat ; drøs;,G;G2,outreach,,,\nG2,,,,To,To,,,,peer_training,,,",
    )
    assert codes == {
        "G": {"label": {"nb": "Gruppe", "nn": "Gruppe"}},
        "G1": {
            "label": {"nb": "Samtale", "nn": "Samtale", "en": "Talk"},
            "parent": "G",
            "from": "2024-01-01",
            "until": "2026-01-01",
            "aliases": ["prat", "drøs"],
            "successor": ["G", "G2"],
        },
        "G2": {"label": {"nb": "To", "nn": "To"}},
    }
    assert targets == {
        "G": {"not_counted": {"nb": "nei", "nn": "nei"}},
        "G1": "outreach",
        "G2": "peer_training",
    }


def test_lines_of_one_code_become_its_versions(path: Path) -> None:
    """What it becomes is dated only where that changes."""
    codes, targets = lists_of(
        path,
        f"{_HEADER}\nG,,,2025-01-01,Før,Før,,g,,outreach,,,\nG,,2025-01-01,,Nå,No,,,,outreach,,,\n"
        "H,,,2025-01-01,Før,Før,,,,,nei,nei,\nH,,2025-01-01,,Nå,No,,,,outreach,,,",
    )
    assert codes["G"] == {
        "dated": [
            {"label": {"nb": "Før", "nn": "Før"}, "until": "2025-01-01"},
            {"label": {"nb": "Nå", "nn": "No"}, "from": "2025-01-01"},
        ],
        "aliases": ["g"],
    }
    assert targets["G"] == "outreach"
    assert targets["H"] == {
        "dated": [
            {"value": {"not_counted": {"nb": "nei", "nn": "nei"}}, "until": "2025-01-01"},
            {"value": "outreach", "from": "2025-01-01"},
        ]
    }


def test_a_spreadsheet_may_have_written_the_file(path: Path) -> None:
    """With a mark of its encoding, lines that end in two characters, quotes, and empty lines at the end."""
    text = f'{_HEADER}\r\nG,,,,"Samtale, lang",Samtale,,,,outreach,,,\r\n\r\n,,,,,,,,,,,,\r\n'
    codes, _ = lists_of(path, text.encode("utf-8-sig"))
    assert codes == {"G": {"label": {"nb": "Samtale, lang", "nn": "Samtale"}}}


def test_numbers_of_lines_are_those_of_the_file(path: Path) -> None:
    """Also behind a cell of several lines, and behind an empty line."""
    found = refused(path, _HEADER, f'G,,,,"To\nlinjer",To,,,{_NOT}', "", f"H,X,,,H,H,,,{_NOT}")
    assert found == "own.csv:5: column `parent` found `X`; no line has that code"


_WRONG: dict[str, tuple[list[str], str]] = {
    "a blank code": ([f",,,,G,G,,,{_NOT}"], "own.csv:2: column `code` is blank; a value is needed"),
    "no label in Nynorsk": ([f"G,,,,G,,,,{_NOT}"], "own.csv:2: column `nn` is blank; a value is needed"),
    "a day that is none": (
        [f"G,,2025-13-01,,G,G,,,{_NOT}"],
        "own.csv:2: column `from` found `2025-13-01`; a day such as 2025-01-01 is needed",
    ),
    "a day as spreadsheets write it": (
        [f"G,,,1.1.2025,G,G,,,{_NOT}"],
        "own.csv:2: column `until` found `1.1.2025`; a day such as 2025-01-01 is needed",
    ),
    "a time that ends before it begins": (
        [f"G,,2025-01-01,2025-01-01,G,G,,,{_NOT}"],
        "own.csv:2: column `until` found `2025-01-01`, which is not after `from` (2025-01-01); it is the day after the last one",
    ),
    "neither a code nor a reason": (
        ["G,,,,G,G,,,,,,,"],
        f"own.csv:2: column `bufdir` found neither a code nor a reason; {_ONE_OF_BOTH}",
    ),
    "a code and a reason": (
        ["G,,,,G,G,,,,outreach,nei,nei,"],
        f"own.csv:2: column `bufdir` found a code and a reason; {_ONE_OF_BOTH}",
    ),
    "a reason in one language": (
        ["G,,,,G,G,,,,,nei,,"],
        "own.csv:2: column `why_not_nn` is blank; a reason is needed in nb and nn",
    ),
    "an unknown successor": (
        ["G,,,2025-01-01,G,G,,,H,outreach,,,"],
        "own.csv:2: column `successor` found `H`; no line has that code",
    ),
    "a code twice": (
        [f"G,,,,G,G,,,{_NOT}", f"G,,,,G,G,,,{_NOT}"],
        "own.csv:2: column `until` is blank; line 3 says more of `G`",
    ),
    "a gap": (
        [f"G,,,2024-01-01,G,G,,,{_NOT}", f"G,,2025-01-01,,G,G,,,{_NOT}"],
        "own.csv:3: column `from` found `2025-01-01`; `2024-01-01` is needed, where line 2 ends",
    ),
    "a later line without a first day": (
        [f"G,,,2024-01-01,G,G,,,{_NOT}", f"G,,,,G,G,,,{_NOT}"],
        "own.csv:3: column `from` is blank; `2024-01-01` is needed, where line 2 ends",
    ),
    "aliases in a later line": (
        [f"G,,,2024-01-01,G,G,,,{_NOT}", f"G,,2024-01-01,,G,G,,g,{_NOT}"],
        "own.csv:3: column `aliases` stands in the first line of a code only",
    ),
    "a successor in an earlier line": (
        ["G,,,2024-01-01,G,G,,,H,outreach,,,", f"G,,2024-01-01,,G,G,,,{_NOT}", f"H,,,,H,H,,,{_NOT}"],
        "own.csv:2: column `successor` stands in the last line of a code only",
    ),
    "too few cells": (["G,,,,G"], "own.csv:2: found 5 cells; 13 are needed"),
    "a quote that does not end": (['G,"'], "own.csv:2: is not .csv: unexpected end of data"),
    "no categories": ([], "own.csv:2: column `code` is missing; the file has no categories"),
}


@pytest.mark.parametrize(("lines", "expected"), _WRONG.values(), ids=_WRONG)
def test_what_is_wrong_is_told_by_line_and_column(path: Path, lines: list[str], expected: str) -> None:
    """What was found, and what is needed."""
    assert refused(path, _HEADER, *lines) == expected


def test_all_that_is_wrong_is_told(path: Path) -> None:
    """Up to twenty complaints, and how many more there are."""
    told = refused(path, _HEADER, *[f",,,,G,G,,,{_NOT}"] * 23).split("; ")
    assert [one for one in told if one.startswith("own.csv:")][-1] == "own.csv:21: column `code` is blank"
    assert told[-1] == "… and 3 more"


def test_the_header_is_told_by_its_columns(path: Path) -> None:
    """And nothing of the lines below, which it would give wrong names."""
    wrong = _HEADER.replace("nb,nn", "nn,nb").replace("bufdir", "type")
    assert refused(path, wrong, "G") == (
        "own.csv:1: column `nb` is needed where `nn` stands; own.csv:1: column `nn` is needed where `nb` stands; "
        "own.csv:1: column `bufdir` is needed where `type` stands"
    )
    assert refused(path, "code;parent").startswith("own.csv:1: found 1 columns; needed are code, parent, from")
    assert refused(path).startswith("own.csv:1: found 0 columns; needed are code")


def test_a_file_that_cannot_be_read_is_named(path: Path) -> None:
    """One that is not there, and one in another encoding."""
    with pytest.raises(PluginError, match=r"own\.csv: cannot be read: No such file or directory$"):
        plugin.kolonne_code_lists({"taxonomy_file": str(path)})
    with pytest.raises(PluginError, match=r"own\.csv:2: is not UTF-8$"):
        lists_of(path, f"{_HEADER}\nG,,,,Møte".encode("latin-1"))
