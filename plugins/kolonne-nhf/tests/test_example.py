"""The example, as people run it."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_PLUGIN = Path(__file__).parents[1]
_EXAMPLES = _PLUGIN / "examples"
_ORGANISATIONS = _EXAMPLES / "org_configs"


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kolonne", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def kolonne(*arguments: str | Path) -> str:
    """What the command line prints; fails where it does."""
    done = _run(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def export(out: Path) -> dict[str, Any]:
    """What the manifest says of an export of the example's records of 2025."""
    kolonne(
        "export", "--org-configs", _ORGANISATIONS, "--org", "nhf", "--period", "2025", "--format", "csv",
        "--source", _EXAMPLES / "input", "--out", out, "--audit", out / "audit.sqlite3",
    )  # fmt: skip
    (manifest,) = out.glob("*.manifest.json")
    found = json.loads(manifest.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def with_settings(tmp_path: Path) -> Callable[..., Path]:
    """Makes a copy of the example with other settings."""

    def made(**settings: Any) -> Path:
        copy = tmp_path / "org_configs"
        shutil.copytree(_ORGANISATIONS, copy)
        organisation = copy / "nhf" / "organisation.json"
        said = json.loads(organisation.read_text(encoding="utf-8"))
        said["plugins"]["nhf"] = settings
        organisation.write_text(json.dumps(said), encoding="utf-8")
        return copy

    return made


def test_the_documents_have_no_problems() -> None:
    """With the plugin's transform and its lists."""
    assert "no problems" in kolonne("validate", _ORGANISATIONS)


def test_the_tests_in_the_document_pass() -> None:
    """Five of them."""
    assert "5 tests: all passed" in kolonne("test", _ORGANISATIONS)


def test_every_record_is_counted_once(tmp_path: Path) -> None:
    """Of eight, one is of another year, one does not count, and two double others."""
    counts = export(tmp_path)["counts"]
    assert (counts["read"], counts["exported"]) == (8, 4)
    assert counts["left_out"] == {"outside_period": 1, "counts": 1, "overlap.same_participants": 2}


def test_the_report_has_those_that_count(tmp_path: Path) -> None:
    """With how many others there were at the time; blank where an activity cannot be held against others."""
    export(tmp_path)
    (report,) = (file for file in tmp_path.glob("*.csv") if file.name.count(".") == 1)
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [(row["Aktivitetsnummer"], row["Kategori"], row["Samtidige aktiviteter"]) for row in rows] == [
        ("1", "Samtalegruppe", "2"),
        ("3", "Samtalegruppe", "2"),
        ("6", "Temakveld", ""),
        ("8", "Oppfriskningskurs", "0"),
    ]


def test_whole_days_leave_out_more(with_settings: Callable[..., Path]) -> None:
    """The setting reaches the transform."""
    organisations = with_settings(overlap={"whole_days": True})
    document = organisations / "nhf" / "documents" / "overlapping.json"
    said = json.loads(document.read_text(encoding="utf-8"))
    # Two meetings of one day that do not touch.
    said["tests"] = {
        "one_a_day": {
            "period": "2025",
            "given": {
                "activities": [
                    {"id": "1", "day": "2025-03-04", "begins": "08:00", "finishes": "09:00", "category": "B1",
                     "supporters": "Likeperson A"},
                    {"id": "2", "day": "2025-03-04", "begins": "18:00", "finishes": "19:00", "category": "B1",
                     "supporters": "Likeperson A"},
                ],
                "participants": [{"activity": "1", "person": "x"}, {"activity": "2", "person": "x"}],
            },
            "expect": {"activities": [{"id": "1", "at_the_same_time": 1}]},
            "failures": [{"rule": "supporter_in_one_place", "record": 1}],
            "excluded": {"overlap.same_participants": 1},
        }
    }  # fmt: skip
    document.write_text(json.dumps(said), encoding="utf-8")
    assert "1 test: all passed" in kolonne("test", organisations)


def test_a_wrong_file_of_categories_is_told(tmp_path: Path, with_settings: Callable[..., Path]) -> None:
    """By its name, line and column, and with the plugin's name."""
    path = tmp_path / "own.csv"
    own = (_PLUGIN / "src" / "kolonne_nhf" / "taxonomy" / "categories.csv").read_text(encoding="utf-8")
    path.write_text(own.replace("2020-01-01", "2020-13-01", 1), encoding="utf-8")
    done = _run("validate", with_settings(taxonomy_file=str(path)))
    assert done.returncode != 0
    told = " ".join((done.stdout + done.stderr).split())
    assert "own.csv:3: column `until` found `2020-13-01`; a day such as 2025-01-01 is needed" in told
    assert "nhf" in told


def test_the_list_of_types_is_bufdirs() -> None:
    """The copy that the example needs says what the original says."""
    lies = Path("bufdir") / "enumerations" / "activity_type.json"
    original = _PLUGIN.parents[1] / "org_configs" / lies
    if not original.exists():
        pytest.skip("the plugin lies alone")
    copy, said = (json.loads(file.read_text(encoding="utf-8")) for file in (_ORGANISATIONS / lies, original))
    assert copy | {"$schema": ""} == said | {"$schema": ""}
