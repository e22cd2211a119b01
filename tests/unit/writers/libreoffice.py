"""LibreOffice, a reader that we did not write."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

#: For tests that cannot do without.
NEEDED = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def shown(workbook: Path) -> list[list[str]]:
    """The cells of the first sheet, as LibreOffice shows them (in American English where a format names no language)."""
    folder = workbook.parent
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profil').as_uri()}",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true",
        "--outdir",
        str(folder),
        str(workbook),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with workbook.with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))
