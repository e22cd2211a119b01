"""Names of sheets and files, as tables of cases."""

import pytest

from kolonne.writers.sheet_names import file_names, sheet_names

_SHEETS = [
    (["Kurs"], ("Kurs",)),
    (["Kurs", "KURS", "kurs"], ("Kurs", "KURS (2)", "kurs (3)")),
    (["Kurs (2)", "Kurs", "Kurs"], ("Kurs (2)", "Kurs", "Kurs (3)")),
    (["a[b]c:d*e?f/g\\h"], ("a-b-c-d-e-f-g-h",)),
    (["'sitat'", "''"], ("sitat", "Sheet")),
    (["History", "history"], ("History_", "history_ (2)")),
    (["", "  "], ("Sheet", "Sheet (2)")),
    (["x" * 40, "x" * 40], ("x" * 31, "x" * 27 + " (2)")),
    (["x" * 30 + "'y"], ("x" * 30,)),
    (["😀" * 20], ("😀" * 15,)),
    (["😀" * 20, "😀" * 20], ("😀" * 15, "😀" * 13 + " (2)")),
    (["a\x00b\nc\td"], ("ab c d",)),
]


@pytest.mark.parametrize(("wanted", "names"), _SHEETS)
def test_sheet_names_are_what_excel_takes(wanted: list[str], names: tuple[str, ...]) -> None:
    """Short, without forbidden signs, unique whatever the case."""
    assert sheet_names(wanted) == names
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)


_FILES = [
    (["Kurs og møter"], ("Kurs og møter.csv",)),
    (["Kurs", "kurs"], ("Kurs.csv", "kurs (2).csv")),
    (["../../x", "/etc/passwd", "C:\\x"], ("-..-x.csv", "-etc-passwd.csv", "C-x.csv")),
    (["..", ""], ("sheet.csv", "sheet (2).csv")),
    (["con", "LPT1.x", "konto"], ("_con.csv", "_LPT1.x.csv", "konto.csv")),
    (["å" * 200], ("å" * 50 + ".csv",)),
    (["a\x00\u202eb"], ("ab.csv",)),
]


@pytest.mark.parametrize(("wanted", "names"), _FILES)
def test_file_names_are_safe_everywhere(wanted: list[str], names: tuple[str, ...]) -> None:
    """They cannot leave their folder."""
    assert file_names(wanted, ".csv") == names
