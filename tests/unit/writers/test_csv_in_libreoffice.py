"""LibreOffice, told to take formulas for what they are, finds none in a guarded .csv file."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from kolonne.contract import CsvDialect
from kolonne.writers import CsvWriter
from unit.writers.payloads import DANGEROUS, HARMLESS
from unit.writers.workbooks import book, one, written

#: Semicolons, quotes, UTF-8, from line 1, nothing of columns, Norwegian, no quoted field as text, detect special
#: numbers, 5 unused, evaluate formulas.
_AS_A_PERSON_WOULD = "CSV:59,34,76,1,,1044,false,true,false,false,false,0,true"


def _formulas(text_file: Path) -> dict[str, str]:
    """Formulas of the file by their cells."""
    folder = text_file.parent
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profil').as_uri()}",
        "--headless",
        f"--infilter={_AS_A_PERSON_WOULD}",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder),
        str(text_file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    cells = openpyxl.load_workbook(text_file.with_suffix(".xlsx")).active.iter_rows()
    return {cell.coordinate: str(cell.value) for row in cells for cell in row if cell.data_type == "f"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_no_formula_in_a_guarded_file(tmp_path: Path) -> None:
    """Of the same payloads it finds many in a file that is not guarded."""
    sheet = one("text", [*DANGEROUS.values(), *HARMLESS.values()])
    bare = written(CsvWriter(), book(sheet, csv=CsvDialect(guard=False)), tmp_path, "bare")
    guarded = written(CsvWriter(), book(sheet), tmp_path, "guarded")
    assert len(_formulas(bare.path)) >= 4
    assert _formulas(guarded.path) == {}
