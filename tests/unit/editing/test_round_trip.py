"""A document that becomes a workbook and comes back is the same: its values, their kinds, and the order of members."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kolonne.documents import FILE_KINDS, read_document
from kolonne.editing.folding import fold
from kolonne.editing.line import CellPlace
from kolonne.editing.shapes import shape_of
from kolonne.editing.unfolding import unfold
from unit.editing.generated import ODD, documents
from unit.editing.going import back, made, text

ROOT = Path(__file__).parents[3]
FOLDERS = (
    "org_configs/**/*.json",
    "tests/documents/valid/*.json",
    "tests/documents/org/**/*.json",
    "tests/rules/**/*.json",
    "plugins/*/examples/**/*.json",
    "docs/reference/example/**/*.json",
)


def kind_of(document: object) -> str:
    """What a file is; empty for one that is no document."""
    return next((kind for kind in FILE_KINDS if isinstance(document, dict) and kind in document), "")


def found(*patterns: str) -> list[Path]:
    """The files that hold a document."""
    files = (read_document(path) for pattern in patterns for path in sorted(ROOT.glob(pattern)))
    return [file.path for file in files if file.root is not None and not file.problems and kind_of(file.root.plain())]


def name_of(path: Path) -> str:
    """A path as a test is called."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", found(*FOLDERS[:3]), ids=name_of)
@pytest.mark.parametrize("locale", ["nb", "en"])
def test_every_document_comes_back(path: Path, locale: str) -> None:
    """Each document, list and mapping of the repository is the same after its way through a workbook."""
    document = json.loads(path.read_text(encoding="utf-8"))
    done = back(made(document, locale))
    assert (done.problems, done.notices) == ((), ())
    assert done.kind == kind_of(document)
    assert text(done.document) == text(document)


def by_lines(document: dict[str, Any], locale: str = "nb") -> dict[str, Any]:
    """A document by way of the lines of its sheets, without the file."""
    shape = shape_of(kind_of(document))
    lines = unfold(shape, document, locale)
    told: list[str] = []

    def report(place: CellPlace, code: str, message: str, hint: str) -> None:
        told.append(f"{place}: {code}: {message} {hint}")

    folded = fold(shape, lines.root, lines.lines, lines.keys, report)
    assert not told
    return folded.document


@pytest.mark.parametrize("path", found(*FOLDERS[3:], "tests/documents/invalid/*.json"), ids=name_of)
def test_every_other_document_comes_back_from_lines(path: Path) -> None:
    """Documents of examples, and broken ones too, are the same after they were lines."""
    document = json.loads(path.read_text(encoding="utf-8"))
    assert text(by_lines(document)) == text(document)


_SETTINGS = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large],
)


@_SETTINGS
@given(document=st.sampled_from(FILE_KINDS).flatmap(documents))
def test_any_document_comes_back_from_lines(document: dict[str, Any]) -> None:
    """Whatever the models allow, in any order, with any text, is the same after it was lines."""
    assert text(by_lines(document)) == text(document)


@settings(_SETTINGS, max_examples=25)
@given(document=st.sampled_from(FILE_KINDS).flatmap(documents), locale=st.sampled_from(["nb", "en"]))
def test_any_document_comes_back(document: dict[str, Any], locale: str) -> None:
    """The same through the file."""
    done = back(made(document, locale))
    assert not done.problems
    assert text(done.document) == text(document)


def odd_document() -> dict[str, Any]:
    """Every odd text in every kind of cell, and every kind of value where any may be."""
    values: list[Any] = [
        *ODD,
        True,
        False,
        None,
        0,
        1,
        -1,
        1.0,
        0.1,
        0.30000000000000004,
        1e300,
        2**53 + 1,
        10**39,
        {},
        [],
        {"a": []},
    ]
    return {
        "document": "demo.odd",
        "title": {"nb": "x"},
        "parameters": {f"p{at}": {"type": "text", "value": one} for at, one in enumerate(values)},
        "inputs": {"i": {"fields": {f"f{at}": {"type": "text", "true": [one], "separator": one} for at, one in enumerate(ODD)}}},
        "rows": {"from": "i", "let": {f"l{at}": one for at, one in enumerate(ODD)}},
        "sheets": {
            "s": {
                "title": "S",
                "columns": {
                    f"c{at}": {"header": {"nb": one}, "note": one, "value": one, "required": {"when": one}, "width": 1.0}
                    for at, one in enumerate(ODD)
                },
            }
        },
        "rules": {f"r{at}": {"check": one, "severity": one, "with": {"a": one}} for at, one in enumerate(ODD)},
        "tests": {"t": {"given": {"i": [{f"k{at}": one} for at, one in enumerate(values)], "none": []}, "expect": {}}},
    }  # fmt: skip


def test_odd_values_come_back() -> None:
    """Texts that look like numbers, formulas or JSON, blanks, signs that XML has not, numbers without their like."""
    assert text(back(made(odd_document())).document) == text(odd_document())


def test_records_may_have_a_field_called_as_a_header() -> None:
    """What a line is called has a column of its own only where lines are called something."""
    record = {"name": "Kari", "parent": "x", "removed": "y", "order": 1}
    document = odd_document() | {"tests": {"t": {"given": {"i": [record]}, "expect": {"s": [{"name": "Kari"}]}}}}
    assert text(back(made(document)).document) == text(document)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_documents_come_back_that_libreoffice_saved(tmp_path: Path) -> None:
    """A workbook that LibreOffice opens and saves says the same as before."""
    paths = [
        *(ROOT / "org_configs").glob("nhf/*/*.json"),
        *(ROOT / "tests" / "documents" / "valid").glob("*everything*.json"),
    ]
    wanted = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths} | {"odd": odd_document()}
    out = tmp_path / "out"
    for name, document in wanted.items():
        (tmp_path / f"{name}.xlsx").write_bytes(made(document))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    done = subprocess.run([*command, *map(str, tmp_path.glob("*.xlsx"))], capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    for name, document in wanted.items():
        again = back((out / f"{name}.xlsx").read_bytes())
        assert not again.problems, name
        assert text(again.document) == text(document), name
