"""A crosstab such as a funder asks for: heading, note, groups, totals."""

from dataclasses import replace
from decimal import Decimal

from kolonne.contract import HeadingLine, Sheet, SheetColumn
from unit.writers.workbooks import sheet

HEADING = (
    HeadingLine("Organisasjon", "Norges Handikapforbund"),
    HeadingLine("Kontaktperson"),
    HeadingLine("Underskrift", sign=True),
)
NOTE = "Tall under 5 vises ikke."
COLUMNS = (
    SheetColumn("lag", "Lokallag", "text", locked=True),
    SheetColumn("k1", "0-13", "integer", group="Kvinner"),
    SheetColumn("k2", "14+", "integer", group="Kvinner"),
    SheetColumn("m1", "0-13", "integer", group="Menn"),
    SheetColumn("m2", "14+", "integer", group="Menn"),
    SheetColumn("kr", "Tilskudd", "decimal", scale=2, note="Utbetalt", choices=("1", "2")),
)
TOTALS = {"k1": 3, "k2": 30, "m1": 12, "kr": Decimal("2.50")}


def crosstab(title: str = "Krysstabell", *, lags: tuple[str, ...] = ("Oslo", "Bærum")) -> Sheet:
    """It has one row a lag."""
    five, money = [5] * len(lags), [Decimal("1.25")] * len(lags)
    bare = sheet(*COLUMNS, title=title, lag=lags, k1=five, k2=five, m1=five, m2=five, kr=money)
    return replace(bare, heading=HEADING, note=NOTE, totals=TOTALS, totals_label="Sum")
