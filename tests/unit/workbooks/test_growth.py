"""Formulas and areas follow rows that come in, and formulas go down with rows."""

import pytest

from kolonne.workbooks import Area, Growth, translated

#: Rows 5 and 6 of `Ark 1` take a hundred rows.
GROWTH = Growth("Ark 1", 5, 6, 100)


@pytest.mark.parametrize(
    ("formula", "own", "other"),
    [
        ("SUM(C5:C6)", "SUM(C5:C104)", "SUM(C5:C6)"),
        ("SUM(C$5:$C$6)", "SUM(C$5:$C$104)", "SUM(C$5:$C$6)"),
        ("SUM(C6:C5)", "SUM(C104:C5)", "SUM(C6:C5)"),
        ("SUM(C5:C5)", "SUM(C5:C104)", "SUM(C5:C5)"),
        ("SUM(C4:C7)", "SUM(C4:C105)", "SUM(C4:C7)"),
        ("SUM(C1:C4)", "SUM(C1:C4)", "SUM(C1:C4)"),
        ("C5+C6+C7+$C$8", "C5+C6+C105+$C$106", "C5+C6+C7+$C$8"),
        ("SUM('Ark 1'!C5:C6)+'Ark 1'!C9", "SUM('Ark 1'!C5:C104)+'Ark 1'!C107", "SUM('Ark 1'!C5:C104)+'Ark 1'!C107"),
        ("SUM('ARK 1'!$C$5:$C$6)", "SUM('ARK 1'!$C$5:$C$104)", "SUM('ARK 1'!$C$5:$C$104)"),
        ("Ark1!C7+'It''s'!C9", "Ark1!C7+'It''s'!C9", "Ark1!C7+'It''s'!C9"),
        ("SUM(C:C,$A:D)", "SUM(C:C,$A:D)", "SUM(C:C,$A:D)"),
        ("SUM(5:6)+SUM($7:$9)", "SUM(5:104)+SUM($105:$107)", "SUM(5:6)+SUM($7:$9)"),
        ('LOG10(C7)&"C7"&TAX+1E5', 'LOG10(C105)&"C7"&TAX+1E5', 'LOG10(C7)&"C7"&TAX+1E5'),
        (
            "SUM(T[C7])+T[[#This Row],[it'[s]]]*C9",
            "SUM(T[C7])+T[[#This Row],[it'[s]]]*C107",
            "SUM(T[C7])+T[[#This Row],[it'[s]]]*C9",
        ),
        ("_xlfn.XLOOKUP(A9,B5:B6,C5:C6)", "_xlfn.XLOOKUP(A107,B5:B104,C5:C104)", "_xlfn.XLOOKUP(A9,B5:B6,C5:C6)"),
        ("A1:INDEX(C5:C6,3)", "A1:INDEX(C5:C104,3)", "A1:INDEX(C5:C6,3)"),
        ("Navn7+år7", "Navn7+år7", "Navn7+år7"),
        ("SUM('Ark 1'!C5:'Ark 1'!C6)", "SUM('Ark 1'!C5:'Ark 1'!C104)", "SUM('Ark 1'!C5:'Ark 1'!C104)"),
        ("SUM( C5 : C6 )+( $5 : 6 )", "SUM( C5 : C104 )+( $5 : 104 )", "SUM( C5 : C6 )+( $5 : 6 )"),
        ("SUM('Ark 1'!$C$6: 'ark 1'!$C$5)", "SUM('Ark 1'!$C$104: 'ark 1'!$C$5)", "SUM('Ark 1'!$C$104: 'ark 1'!$C$5)"),
        ("SUM('Ark 1'!C5:Annet!C6)", "SUM('Ark 1'!C5:Annet!C6)", "SUM('Ark 1'!C5:Annet!C6)"),
        ("Liste!C5:Liste!C6+C9", "Liste!C5:Liste!C6+C107", "Liste!C5:Liste!C6+C9"),
    ],
)
def test_formulas_follow(formula: str, own: str, other: str) -> None:
    """On the sheet that grows and on another one: ranges over the rows grow, what is below moves, the rest stays."""
    assert GROWTH.formula(formula, "Ark 1") == own
    assert GROWTH.formula(formula, "Annet") == other


@pytest.mark.parametrize(
    ("formula", "below", "shown"),
    [
        ("SUM(C5)", "SUM(C5:C104)", "SUM(C5)"),
        ("SUM($C$5)/COUNT( C$5 )", "SUM($C$5:$C$104)/COUNT( C$5:C$104 )", "SUM($C$5)/COUNT( C$5 )"),
        ("SUBTOTAL(109,C5)+Annet!C5", "SUBTOTAL(109,C5:C104)+Annet!C5", "SUBTOTAL(109,C5)+Annet!C5"),
        ("AGGREGATE(9, 6, C5)", "AGGREGATE(9, 6, C5:C104)", "AGGREGATE(9, 6, C5)"),
        ("SUM(C5,C6)+SUM(C6)+SUM(C4)", "SUM(C5,C105)+SUM(C105)+SUM(C4)", "SUM(C5,C105)+SUM(C105)+SUM(C4)"),
        ("C5+ROUND(C5,2)+IF(C5)", "C5+ROUND(C5,2)+IF(C5)", "C5+ROUND(C5,2)+IF(C5)"),
        ("MYSUM(C5)+MY.SUM(C5)", "MYSUM(C5)+MY.SUM(C5)", "MYSUM(C5)+MY.SUM(C5)"),
        ("'Ark 1'!$C$5", "'Ark 1'!$C$5", "'Ark 1'!$C$5:$C$104"),
        ("'Ark 1'!C5", "'Ark 1'!C5", "'Ark 1'!C5"),
    ],
)
def test_one_row_stands_for_a_column(formula: str, below: str, shown: str) -> None:
    """Where a form has a single row, totals and charts name its cell alone; with two rows that would mean one of them."""
    growth = Growth("Ark 1", 5, 5, 100)
    assert growth.formula(formula, "Ark 1") == below
    assert growth.formula(formula, "Ark 1", is_shown=True) == shown
    assert (
        growth.formula("SUM(C5)", "Ark 1", of_row=5) == growth.formula("SUM(C5)", "Ark 1", fills_down=True) == "SUM(C5)"
    )
    assert Growth("Ark 1", 5, 5, 1).formula("SUM(C5)", "Ark 1") == GROWTH.formula("SUM(C5)", "Ark 1") == "SUM(C5)"


@pytest.mark.parametrize(
    ("formula", "filled_down", "beside"),
    [
        ("SUM(C$5:C5)", "SUM(C$5:C5)", "SUM(C$5:C5)"),
        ("C5/SUM(C$5:C$6)", "C5/SUM(C$5:C$104)", "C5/SUM(C$5:C$104)"),
        ("SUM(A5:C5)+C8", "SUM(A5:C5)+C106", "SUM(A5:C5)+C106"),
        ("SUM(C5:C6)", "SUM(C5:C6)", "SUM(C5:C104)"),
    ],
)
def test_formulas_of_rows_stay_with_their_row(formula: str, filled_down: str, beside: str) -> None:
    """What goes down with its row does not grow; beside the rows only what ends in its own row does not."""
    assert GROWTH.formula(formula, "Ark 1", fills_down=True) == filled_down
    assert GROWTH.formula(formula, "Ark 1", of_row=5) == beside


@pytest.mark.parametrize(
    ("rows", "areas", "cells"),
    [
        (100, ("A5:F104", "C5:C104", "A106:B107", "A1:B4", "C:C", "A4:F104 H106"), ("B5 C106",)),
        (1, ("A5:F6", "C5", "A8:B9", "A1:B4", "C:C", "A4:F6 H8"), ("B5 C8",)),
        (0, ("A5:F6", "C5", "A8:B9", "A1:B4", "C:C", "A4:F6 H8"), ("B5 C8",)),
    ],
)
def test_areas_follow(rows: int, areas: tuple[str, ...], cells: tuple[str, ...]) -> None:
    """With more rows than there are, areas over them grow, also such as end among them; with fewer, nothing moves."""
    growth = Growth("Ark 1", 5, 6, rows)
    assert tuple(growth.areas(one) for one in ("A5:F6", "C5", "A8:B9", "A1:B4", "C:C", "A4:F6 H8")) == areas
    assert tuple(growth.cells(one) for one in ("B5 C8",)) == cells


@pytest.mark.parametrize(
    ("place", "rules", "merged", "table"),
    [
        ("C5:D6", "C5:D104", "C5:D104", "C5:D104"),
        ("G5:H5", "G5:H5", "G5:H5", "G5:H5"),
        ("G6:H6", "G6:H6", "G6:H6", "G6:H6"),
        ("G4:G5", "G4:G5", "G4:G5", "G4:G5"),
        ("G4:G6", "G4:G104", "G4:G104", "G4:G6"),
        ("G5:H6", "G5:H104", "G5:H104", "G5:H6"),
        ("G6:G9", "G6:G107", "G6:G107", "G6:G107"),
        ("G7:H9", "G105:H107", "G105:H107", "G105:H107"),
        ("C5:C5", "C5:C104", "C5:C5", "C5:C104"),
        ("E5:G5", "E5:G104", "E5:G5", "E5:G104"),
        ("G:H", "G:H", "G:H", "G:H"),
    ],
)
def test_what_is_beside_the_data_stays_with_its_cells(place: str, rules: str, merged: str, table: str) -> None:
    """Beside columns B to E only what stands beside all rows, or has rows that come in among its own, grows."""
    growth = Growth("Ark 1", 5, 6, 100, left=2, right=5)
    assert (growth.areas(place), growth.blocks(place), growth.tables(place)) == (rules, merged, table)


@pytest.mark.parametrize("first", range(4, 8))
def test_merged_cells_never_lie_over_each_other(first: int) -> None:
    """Whichever rows two blocks of one column have, they are apart when others have come in."""
    growth = Growth("Ark 1", 5, 6, 100, left=2, right=5)
    for last in range(first, 9):
        for top in range(last + 1, 10):
            for bottom in range(top, 11):
                one, other = (growth.block(Area(*rows, 7)) for rows in ((first, 7, last), (top, 7, bottom)))
                assert one.bottom < other.top


def test_nothing_goes_off_the_sheet() -> None:
    """What reaches to the last row still does."""
    assert GROWTH.areas("C5:C1048576") == "C5:C1048576"
    assert GROWTH.cells("C1048576") == "C1048576"
    assert GROWTH.formula("SUM(C9:C1048576)", "Ark 1") == "SUM(C107:C1048576)"


@pytest.mark.parametrize(
    ("formula", "rows", "found"),
    [
        ("C5*$D$5+D$5*$E5", 3, "C8*$D$5+D$5*$E8"),
        ("SUM(C$5:C5)+A:A+Ark1!B5+5:5", 3, "SUM(C$5:C8)+A:A+Ark1!B8+8:8"),
        ("C1", -1, "#REF!"),
        ("SUM( C$5 : C5 )+Ark1!C5:Ark1!D5", 3, "SUM( C$5 : C8 )+Ark1!C8:Ark1!D8"),
        ('"C5"&T[C5]&LOG10(C5)', 1, '"C5"&T[C5]&LOG10(C6)'),
    ],
)
def test_formulas_go_down(formula: str, rows: int, found: str) -> None:
    """What no `$` holds goes along, and what would lie above the sheet is lost, as in Excel."""
    assert translated(formula, rows) == found
