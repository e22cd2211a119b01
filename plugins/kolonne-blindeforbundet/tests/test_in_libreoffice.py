"""LibreOffice shows the workbook in large print as it is meant."""

import csv
import shutil
import subprocess
from collections.abc import Callable

import pytest

from kolonne.hookspecs import Sheet, Workbook, WrittenFile
from kolonne_blindeforbundet.large_print import LargePrintWriter
from kolonne_blindeforbundet.settings import LargePrint

_SOFFICE = shutil.which("soffice")
#: Commas, quotes, UTF-8, cells as they are shown.
_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true"


@pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("font", "size"), [("Arial", 20), ("Verdana", 36)])
def test_columns_have_room_for_large_letters(
    font: str,
    size: int,
    book: Callable[..., Workbook],
    crosstab: Sheet,
    written: Callable[..., WrittenFile],
) -> None:
    """No number is shown as `###`."""
    made = written(LargePrintWriter(LargePrint(font=font, font_size=size)), book(crosstab)).path
    profile = f"-env:UserInstallation={(made.parent / 'profil').as_uri()}"
    command = [str(_SOFFICE), profile, "--headless", "--convert-to", _FILTER, "--outdir", str(made.parent), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with made.with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    assert lines[4:8] == [
        ["Lokallag", "Kvinner 0-13", "Kvinner 14+", "Tilskudd"],
        ["Oslo", "5", "7", "1,234.50"],
        ["Bærum", "6", "", "1,234.50"],
        ["Sum", "11", "", "2,469.00"],
    ]
