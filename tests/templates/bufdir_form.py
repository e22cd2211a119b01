"""Makes org_configs/nhf/templates/bufdir-2025.xlsx: a form as funders send them out, with a bit of everything in it.

Run it from the repository's root to write the file anew; a test holds the two against each other.
"""

import io
import struct
import zlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

PLACE = Path(__file__).parents[2] / "org_configs" / "nhf" / "templates" / "bufdir-2025.xlsx"
_TYPES = ["Oppsøkende likepersonsarbeid", "Samtalegruppe", "Aktivitetsgruppe", "Likepersonskurs"]
_HEADERS = [
    "Dato *", "Aktivitetstype *", "Form", "Lokallag", "Varighet\n(minutter)", "Antall deltakere", "Timer", "Persontimer",
    "Likeperson(er)", "Fylke *", "Kommune", "Tema",
]  # fmt: skip
#: Rows from 1.
HEADER, FIRST, LAST, TOTALS = 7, 8, 9, 11


def made() -> bytes:
    """The form's bytes, the same each time."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": "Rapport om likepersonsarbeid", "created": datetime(2025, 1, 2, tzinfo=UTC)})
        book.define_name("Aktivitetstyper", "=Lister!$A$2:$A$5")
        book.define_name("Deltakere", f"=Aktiviteter!$F${FIRST}:$F${LAST}")
        sheets = [book.add_worksheet(name) for name in ("Aktiviteter", "Kontroll", "Sammendrag", "Lister")]
        _activities(book, sheets[0])
        _control(book, sheets[1])
        _summary(book, sheets[2])
        _lists(book, sheets[3])
    return stream.getvalue()


def _activities(book: Any, sheet: Any) -> None:
    head = {
        "bold": True,
        "bg_color": "#1F4E79",
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
    }
    header, group = book.add_format(head), book.add_format(head | {"align": "center", "bg_color": "#5B9BD5"})
    title, label = (
        book.add_format({"bold": True, "font_size": 16, "font_color": "#1F4E79"}),
        book.add_format({"bold": True}),
    )
    place = book.add_format({"bg_color": "#FFF2CC", "border": 1, "locked": False})
    sheet.merge_range("B1:H1", "Rapport om likepersonsarbeid", title)
    sheet.set_row(0, 42)
    sheet.insert_image(
        "A1", "logo.png", {"image_data": io.BytesIO(_logo()), "x_offset": 4, "y_offset": 4, "description": "Logo"}
    )
    for row, text in ((2, "Organisasjon"), (3, "Periode")):
        sheet.write(row, 0, text, label)
        sheet.merge_range(row, 1, row, 3, "", place)
    sheet.merge_range("A6:D6", "Om aktiviteten", group)
    sheet.merge_range("E6:H6", "Omfang", group)
    sheet.merge_range("I6:L6", "Hvem og hvor", group)
    sheet.write_row(HEADER - 1, 0, _HEADERS, header)
    sheet.set_row(HEADER - 1, 32)
    cell: dict[str, object] = {"border": 1, "border_color": "#9DC3E6", "locked": False, "valign": "top"}
    plain, text = book.add_format(cell), book.add_format(cell | {"text_wrap": True})
    day, whole = book.add_format(cell | {"num_format": "d. mmm yyyy"}), book.add_format(cell | {"num_format": "#,##0"})
    computed = book.add_format(cell | {"num_format": "0.0", "locked": True, "bg_color": "#F2F2F2"})
    looks = [day, plain, plain, plain, whole, whole, computed, computed, plain, plain, plain, text]
    for row in range(FIRST, LAST + 1):
        for column, look in enumerate(looks):
            sheet.write_blank(row - 1, column, None, look)
        sheet.write_formula(row - 1, 6, f"=E{row}/60", computed, 0)
        sheet.write_formula(row - 1, 7, f"=F{row}*G{row}", computed, 0)
    sheet.write(FIRST - 1, 13, "Én linje for hver dag.", book.add_format({"italic": True}))
    sheet.write(LAST - 1, 13, "Kurs teller som én aktivitet per dag.", book.add_format({"italic": True}))
    sum_label, sum_number = (
        book.add_format({"bold": True, "top": 6}),
        book.add_format({"bold": True, "top": 6, "num_format": "#,##0.0"}),
    )
    for column in range(len(_HEADERS)):
        sheet.write_blank(TOTALS - 1, column, None, sum_label)
    sheet.write(TOTALS - 1, 0, "Sum", sum_label)
    for letter, column in (("E", 4), ("F", 5), ("G", 6), ("H", 7)):
        sheet.write_formula(TOTALS - 1, column, f"=SUM({letter}{FIRST}:{letter}{LAST})", sum_number, 0)
    sheet.write(TOTALS, 0, "Antall dager", label)
    sheet.write_formula(TOTALS, 1, f"=COUNT(A{FIRST}:A{LAST})", None, 0)
    sheet.write_formula(TOTALS, 5, f"=F{TOTALS}/MAX(1,B{TOTALS + 1})", sum_number, 0)
    sheet.write(TOTALS + 1, 0, "Underskrift", label)
    sheet.merge_range(TOTALS + 1, 1, TOTALS + 1, 3, "", place)
    sheet.write_comment(TOTALS + 1, 0, "Styreleder undertegner", {"author": "Bufdir"})
    sheet.write_url(TOTALS + 2, 0, "https://example.org/veiledning", string="Veiledning")
    sheet.write_url(TOTALS + 2, 1, f"internal:Aktiviteter!A{TOTALS}", string="Til summen")
    _rules(book, sheet)
    for columns, width in (
        ("A:A", 14),
        ("B:B", 28),
        ("C:C", 10),
        ("D:D", 22),
        ("E:H", 12),
        ("I:I", 20),
        ("J:K", 16),
        ("L:L", 34),
    ):
        sheet.set_column(columns, width)
    sheet.set_column("M:M", 10, None, {"hidden": True})
    sheet.set_column("N:N", 36)
    sheet.autofilter(HEADER - 1, 0, LAST - 1, len(_HEADERS) - 1)
    sheet.freeze_panes(HEADER, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER - 1)
    sheet.print_area(0, 0, TOTALS + 2, len(_HEADERS) - 1)
    sheet.set_footer("&LSkjema 2025&RSide &P av &N")
    sheet.protect("", {"autofilter": True, "insert_rows": True})


def _rules(book: Any, sheet: Any) -> None:
    rows = f"{FIRST}:{{0}}{LAST}"

    def cells(letter: str) -> str:
        return letter + rows.format(letter)

    sheet.data_validation(cells("A"), {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)})
    sheet.data_validation(cells("B"), {"validate": "list", "source": "=Aktivitetstyper"})
    sheet.data_validation(cells("C"), {"validate": "list", "source": ["Fysisk", "Digital"]})
    sheet.data_validation(cells("F"), {"validate": "integer", "criteria": ">=", "value": 0})
    red = book.add_format({"font_color": "#C00000"})
    sheet.conditional_format(cells("E"), {"type": "cell", "criteria": "<", "value": 45, "format": red})
    sheet.conditional_format(
        cells("D"), {"type": "formula", "criteria": f'=AND($F{FIRST}<3,$F{FIRST}<>"")', "format": red}
    )
    sheet.conditional_format(cells("F"), {"type": "data_bar", "data_bar_2010": True})


def _control(book: Any, sheet: Any) -> None:
    money = book.add_format({"num_format": '#,##0.00 "kr"'})
    sheet.write(0, 0, "Kontrollgrunnlag", book.add_format({"bold": True, "font_size": 14}))
    columns = [
        {"header": "Aktivitetsnummer", "total_string": "Sum"},
        {"header": "Dato", "format": book.add_format({"num_format": "yyyy-mm-dd"})},
        {"header": "Kostnad (kr)", "format": money, "total_function": "sum"},
        {"header": "Refusjon (kr)", "format": money, "total_function": "sum"},
        {
            "header": "Egenandel",
            "format": money,
            "formula": "=Kontrolltabell[[#This Row],[Kostnad (kr)]]-Kontrolltabell[[#This Row],[Refusjon (kr)]]",
            "total_function": "sum",
        },
    ]
    sheet.add_table(
        "B3:F5", {"name": "Kontrolltabell", "columns": columns, "total_row": True, "style": "Table Style Medium 2"}
    )
    for column, header in ((3, "Kostnad (kr)"), (4, "Refusjon (kr)"), (5, "Egenandel")):
        # With the table's name, as Excel writes it; LibreOffice wants it too.
        sheet.write_formula(5 - 1, column, f"=SUBTOTAL(109,Kontrolltabell[{header}])", money, 0)
    sheet.set_column("B:F", 18)
    sheet.write("B8", "Kontrollert av", book.add_format({"italic": True}))


def _summary(book: Any, sheet: Any) -> None:
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Aktivitetstype", "Dager", "Deltakere", "Persontimer"], bold)
    for row, kind in enumerate(_TYPES, 2):
        sheet.write(row - 1, 0, kind)
        place = f"Aktiviteter!$B${FIRST}:$B${LAST}"
        sheet.write_formula(row - 1, 1, f"=COUNTIF({place},A{row})", None, 0)
        sheet.write_formula(row - 1, 2, f"=SUMIF({place},A{row},Aktiviteter!F{FIRST}:F{LAST})", None, 0)
        sheet.write_formula(row - 1, 3, f"=SUMIF({place},A{row},Aktiviteter!$H${FIRST}:$H${LAST})", None, 0)
    sheet.write(5, 0, "I alt", bold)
    sheet.write_formula("B6", f"=Aktiviteter!B{TOTALS + 1}", bold, 0)
    sheet.write_formula("C6", "=SUM(Deltakere)", bold, 0)
    sheet.write_formula("D6", f"=Aktiviteter!H{TOTALS}", bold, 0)
    sheet.write(6, 0, "Egenandel", bold)
    sheet.write_formula("B7", "=SUM(Kontrolltabell[Egenandel])", bold, 0)
    sheet.set_column("A:A", 30)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "Deltakere", "categories": "=Sammendrag!$A$2:$A$5", "values": "=Sammendrag!$C$2:$C$5"})
    chart.add_series({"name": "Per dag", "values": f"=Aktiviteter!$F${FIRST}:$F${LAST}"})
    sheet.insert_chart("A10", chart)


def _lists(book: Any, sheet: Any) -> None:
    sheet.write_column(0, 0, ["Aktivitetstyper", *_TYPES], book.add_format())
    sheet.hide()


def _logo() -> bytes:
    """A blue disc on white, 48 pixels wide."""
    side, middle = 48, 23.5
    blue, white = b"\x1f\x4e\x79", b"\xff\xff\xff"
    lines = (
        b"\0" + b"".join(blue if (x - middle) ** 2 + (y - middle) ** 2 < 23**2 else white for x in range(side))
        for y in range(side)
    )
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(lines), 9)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


if __name__ == "__main__":
    PLACE.write_bytes(made())
