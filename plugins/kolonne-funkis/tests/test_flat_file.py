"""The flat file: its fields, byte by byte, and what is told of what it cannot hold."""

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from funkis_sheets import FITTING, HEADS, columns_of, fitting, make_book, make_sheet

from kolonne.hookspecs import HeadingLine, SheetColumn, WriterError, WrittenFile
from kolonne_funkis import FlatFileWriter
from kolonne_funkis.settings import FlatFile

Write: TypeAlias = Callable[..., tuple[str, WrittenFile]]

_GOLDEN = Path(__file__).parent / "golden" / "kurs.funkis.txt"
_MORE = ["first_day", "last_day", "hours_with_teacher", "hours_without_teacher", "title"]


def line(**cells: str) -> str:
    """The line of a row that fits, but for some fields."""
    codes = {
        "study_association": "2599", "member_organisation": "", "municipality": "0301", "course_id": "0000017",
        "subject": "0805", "level": "1", "exam": "99",
    }  # fmt: skip
    return ";".join({**codes, **dict.fromkeys(HEADS, "0"), **cells}.values()) + "\r\n"


def test_a_line_has_21_fields_in_order(write: Write) -> None:
    """The association, its member, the place, the course, the subject, level, exam, men by age, women by age."""
    text, _ = write(make_sheet([fitting(**{name: at for at, name in enumerate(HEADS, 1)})]))
    assert text == "2599;;0301;0000017;0805;1;99;1;2;3;4;5;6;7;8;9;10;11;12;13;14\r\n"


def test_the_order_of_the_sheet_does_not_matter(write: Write) -> None:
    """Columns are known by their names, whatever stands above them."""
    row = {name: FITTING[name] for name in reversed(list(FITTING))}
    assert write(make_sheet([row]))[0] == line()


def test_columns_that_a_document_writes_itself_may_fill_the_fields_of_participants(write: Write) -> None:
    """Their names cannot have `-` and `+` in them."""
    row = {name.replace("-", "_").replace("+", ""): cell for name, cell in FITTING.items()}
    assert write(make_sheet([{**row, "M_60": 2, "K_14_19": 1}]))[0] == line(**{"M_60+": "2", "K_14-19": "1"})
    with pytest.raises(WriterError, match="row 1, `M_60`: a whole number"):
        write(make_sheet([{**row, "M_60": -1}]))


_CODES: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"municipality": "301"}, {"municipality": "0301"}),
    ({"municipality": 301}, {"municipality": "0301"}),
    ({"municipality": "1200"}, {"municipality": "1200"}),
    ({"course_id": "1234567"}, {"course_id": "1234567"}),
    ({"course_id": 42}, {"course_id": "0000042"}),
    ({"subject": 101}, {"subject": "0101"}),
    ({"level": " 3 "}, {"level": "3"}),
    ({"level": 9}, {"level": "9"}),
    ({"level": None}, {"level": "9"}),
    ({"level": " "}, {"level": "9"}),
    ({"exam": None}, {"exam": "99"}),
    ({"exam": "40"}, {"exam": "40"}),
    ({"member_organisation": "007"}, {"member_organisation": "7"}),
    ({"member_organisation": 999}, {"member_organisation": "999"}),
    ({"member_organisation": None}, {"member_organisation": ""}),
    ({"M_60+": 12345}, {"M_60+": "12345"}),
]


@pytest.mark.parametrize(("cells", "fields"), _CODES)
def test_codes_are_brought_into_form(write: Write, cells: dict[str, Any], fields: dict[str, str]) -> None:
    """Zeros in front, no blanks around, and codes for what is not known."""
    assert write(make_sheet([fitting(**cells)]))[0] == line(**fields)


_MISFITS: list[tuple[dict[str, Any], str]] = [
    ({"municipality": None}, "`municipality`: four digits"),
    ({"municipality": "Oslo"}, "`municipality`: four digits"),
    ({"municipality": "03011"}, "`municipality`: four digits"),
    ({"municipality": "0301;1"}, "`municipality`: four digits"),
    ({"municipality": "0301\n"}, ""),
    ({"municipality": "03\n01"}, "`municipality`: four digits"),
    ({"municipality": "٠٣٠١"}, "`municipality`: four digits"),
    ({"course_id": "12345678"}, "`course_id`: at most seven digits"),
    ({"course_id": -1}, "`course_id`: at most seven digits"),
    ({"course_id": ""}, "`course_id`: at most seven digits"),
    ({"subject": "8"}, "`subject`: four digits, two of the main subject and two of the other"),
    ({"level": "4"}, "`level`: 1, 2, 3, 9"),
    ({"level": "1;2"}, "`level`: 1, 2, 3, 9"),
    ({"exam": "15"}, "`exam`: 10, 11, 12, 13, 14, 20, 30, 40, 99"),
    ({"member_organisation": "0"}, "`member_organisation`: 1 to 999, or blank for the association itself"),
    ({"member_organisation": 1000}, "`member_organisation`: 1 to 999, or blank for the association itself"),
    ({"M_14-19": None}, "`M_14-19`: a whole number, 0 where nobody came; a hidden number cannot be sent"),
    ({"K_unknown": -1}, "`K_unknown`: a whole number, 0 where nobody came; a hidden number cannot be sent"),
]


@pytest.mark.parametrize(("cells", "told"), _MISFITS)
def test_what_does_not_fit_is_refused(write: Write, tmp_path: Path, cells: dict[str, Any], told: str) -> None:
    """With its row and column and what is allowed, without what stands there; there is no file then."""
    good = fitting(**cells)
    name = next(iter(cells))
    types = {name: "integer" if isinstance(cells[name], int) or name in HEADS else "text"}
    rows = [{**good, name: 17 if types[name] == "integer" else FITTING.get(name, "7")} for _ in range(4)]
    sheet = make_sheet([*rows, good], types)
    if not told:
        write(sheet)
        return
    with pytest.raises(WriterError) as caught:
        write(sheet)
    assert f"row 5, {told}" in str(caught.value)
    assert not any(tmp_path.iterdir())


def test_all_misfits_are_told_at_once_up_to_five(write: Write) -> None:
    """By row, then in the order of the line."""
    rows = [fitting(), fitting(level="7", subject="x"), *[fitting(exam="7") for _ in range(5)]]
    with pytest.raises(WriterError) as caught:
        write(make_sheet(rows))
    message = str(caught.value)
    assert message.startswith("sheet `flat`: does not fit the flat file: row 2, `subject`: four digits")
    assert "; row 2, `level`: " in message
    assert "; row 5, `exam`: " in message
    assert message.endswith("; … and 2 more")


def test_without_the_associations_number_there_is_no_file(tmp_path: Path) -> None:
    """The message says which setting is missing."""
    writer = FlatFileWriter(FlatFile.of({}))
    with pytest.raises(WriterError, match=r"set `plugins\.funkis\.study_association` in organisation\.json"):
        writer.write(make_book(make_sheet([fitting()])), tmp_path / "kurs", lambda _: None)


def test_the_member_of_the_settings_stands_in_every_line(write: Write) -> None:
    """Unless the sheet has a column for it, where blank is the association itself."""
    assert write(make_sheet([fitting()]), member_organisation=12)[0] == line(member_organisation="12")
    sheet = make_sheet(
        [fitting(member_organisation=None), fitting(member_organisation="3")], {"member_organisation": "text"}
    )
    assert write(sheet, member_organisation=12)[0] == line() + line(member_organisation="3")


_WRONG_COLUMNS: list[tuple[set[str], dict[str, Any], str]] = [
    ({"subject"}, {}, "sheet `flat`: the flat file needs columns that are not there: `subject`"),
    ({"subject"}, {"subjct": "0805"}, "needs columns that are not there: `subject` (is it `subjct`?)"),
    ({"M_14-19", "level"}, {"M_1419": 0}, "not there: `level`, `M_14-19` (is it `M_1419`?)"),
    (set(), {"member_organization": "7"}, "no field for `member_organization` (is it `member_organisation`?)"),
    (
        set(),
        {"comment": "x"},
        "sheet `flat`: the flat file has no field for `comment`; a hidden column may have any name",
    ),
    ({"level"}, {"level": Decimal(1)}, "sheet `flat`: `level` is of type decimal; integer or text is needed"),
    ({"K_60+"}, {"K_60+": "0"}, "sheet `flat`: `K_60+` is of type text; integer is needed"),
]


@pytest.mark.parametrize(("without", "more", "told"), _WRONG_COLUMNS)
def test_wrong_columns_are_told_with_the_nearest_name(
    write: Write, without: set[str], more: dict[str, Any], told: str
) -> None:
    """A typing mistake must not make a field blank."""
    row = {name: cell for name, cell in FITTING.items() if name not in without} | more
    types = {name: "decimal" for name, cell in more.items() if isinstance(cell, Decimal)}
    with pytest.raises(WriterError) as caught:
        write(make_sheet([row], types))
    assert told in str(caught.value)


def test_hidden_columns_may_have_any_name(write: Write) -> None:
    """They are for the organisation's own use."""
    columns = (*columns_of(FITTING), SheetColumn("comment", "Merknad", "text", hidden=True))
    assert write(make_sheet([fitting(comment="x")], columns=columns))[0] == line()


def test_the_sheet_with_the_right_columns_is_taken(write: Write) -> None:
    """What is not in the file is told."""
    other = make_sheet([{"course_id": "1", "hours": 3}], name="control")
    flat = make_sheet([fitting()], heading=(HeadingLine("Kursansvarlig"),))
    text, written = write(other, flat)
    assert text == line()
    assert written.notices == ("not in the flat file: sheet `control`, what stands above and below the rows",)


def test_two_such_sheets_are_one_too_many(write: Write) -> None:
    """Nobody should guess."""
    sheets = (make_sheet([fitting()]), make_sheet([fitting()], name="again"))
    with pytest.raises(WriterError, match="sheets `flat` and `again` have the columns of the flat file; only one may"):
        write(*sheets)
    with pytest.raises(WriterError, match="there is no sheet to make a flat file of"):
        write()


def test_of_several_wrong_sheets_the_nearest_is_told_of(write: Write) -> None:
    """That is the one which was meant."""
    near = {name: cell for name, cell in FITTING.items() if name != "exam"}
    with pytest.raises(WriterError, match="sheet `near`: the flat file needs columns that are not there: `exam`"):
        write(make_sheet([{"course_id": "1"}], name="far"), make_sheet([near], name="near"))


def test_unknown_genders_have_no_field(write: Write) -> None:
    """No file is made, or they are left out and that is told, as the organisation says."""
    rows = [fitting(**{"unknown_14-19": 0, "other": 0}), fitting(**{"unknown_14-19": 2, "other": 1})]
    with pytest.raises(WriterError) as caught:
        write(make_sheet(rows))
    assert "row 2, `unknown_14-19`: 0; there are fields for men and women only" in str(caught.value)
    text, written = write(make_sheet(rows), flat_file={"unknown_gender": "left_out"})
    assert text == line() + line()
    assert written.notices == ("3 participants are left out, for whom there is no field of a gender",)
    assert write(make_sheet(rows[:1]))[1].notices == ()


@pytest.mark.parametrize("name", ["total", "participants"])
def test_the_fields_must_add_up(write: Write, name: str) -> None:
    """To the number of participants, where the sheet says it."""
    rows = [fitting(**{"M_60+": 2, "unknown_60+": 1, name: total}) for total in (3, 4, None)]
    settings = {"unknown_gender": "left_out"}
    write(make_sheet(rows[:1]), flat_file=settings)
    for row in rows[1:]:
        with pytest.raises(WriterError, match=f"row 2, `{name}`: the sum of the line's participants"):
            write(make_sheet([rows[0], row]), flat_file=settings)


def test_blanks_of_levels_and_exams_are_told(write: Write) -> None:
    """How many, not which."""
    rows = [fitting(level=None), fitting(), fitting(level=" ", exam=None), fitting()]
    assert write(make_sheet(rows))[1].notices == ("`level`: not known of 2 courses", "`exam`: not known of 1 course")


def test_more_fields_stand_behind_the_participants(write: Write) -> None:
    """In the order of the settings; days in their form, hours with a comma."""
    row = fitting(
        first_day=date(2025, 2, 1), last_day=date(2025, 3, 9), hours_with_teacher=Decimal("7.50"), hours_without_teacher=2,
        title="Å leve med hørselstap",
    )  # fmt: skip
    types = {"first_day": "date", "last_day": "date", "hours_with_teacher": "decimal"}
    text, written = write(make_sheet([row], types), flat_file={"more_fields": _MORE})
    assert text == line().strip() + ";01022025;09032025;7,50;2,00;Å leve med hørselstap\r\n"
    assert written.notices == ()
    forms = {"yyyymmdd": "20250201", "dd.mm.yyyy": "01.02.2025"}
    for form, day in forms.items():
        text, written = write(make_sheet([row], types), flat_file={"more_fields": ["first_day"], "dates": form})
        assert text == line().strip() + f";{day}\r\n"
    assert written.notices == (
        "not in the flat file: `last_day`, `hours_with_teacher`, `hours_without_teacher`, `title`",
    )


def test_more_fields_must_be_there_and_fit(write: Write) -> None:
    """A day that is missing cannot be written."""
    with pytest.raises(WriterError, match="not there: `first_day`"):
        write(make_sheet([fitting()]), flat_file={"more_fields": ["first_day"]})
    sheet = make_sheet([fitting(first_day=None)], {"first_day": "date"})
    with pytest.raises(WriterError, match="row 1, `first_day`: a day"):
        write(sheet, flat_file={"more_fields": ["first_day"]})


_TITLES = [
    ("Tegnspråk; trinn 2", "Tegnspråk, trinn 2", "`title`: a semicolon or line break became a comma or blank in 1 cell"),
    ("Kurs\r\n2", "Kurs 2", "`title`: a semicolon or line break became a comma or blank in 1 cell"),
    ("Kurs\x852\u20283\x00", "Kurs 2 3", "`title`: a semicolon or line break became a comma or blank in 1 cell"),
    ("Vår – høst", "Vår - høst", "`title`: letters that iso-8859-1 lacks were written with others or as `?` in 1 cell"),
    ("Čáhppes guolli", "Cáhppes guolli", "`title`: letters that iso-8859-1 lacks were written with others or as `?` in 1 cell"),
    ("Kurs 🦻 日本", "Kurs ? ??", "`title`: letters that iso-8859-1 lacks were written with others or as `?` in 1 cell"),
    ("  ÆØÅ æøå  ", "ÆØÅ æøå", ""),
    ("=1+1", "=1+1", ""),
    (None, "", ""),
    ('"', '"', ""),
]  # fmt: skip


@pytest.mark.parametrize(("title", "written", "told"), _TITLES)
def test_free_text_fits_between_semicolons(write: Write, title: str | None, written: str, told: str) -> None:
    """What was changed is told."""
    text, file = write(make_sheet([fitting(title=title)], {"title": "text"}), flat_file={"more_fields": ["title"]})
    assert text == line().strip() + f";{written}\r\n"
    assert file.notices == ((told,) if told else ())


@pytest.mark.parametrize(
    ("encoding", "bytes_"),
    [("iso-8859-1", b"\xe6 - s"), ("windows-1252", b"\xe6 \x96 \x9a"), ("utf-8", "æ – š".encode())],
)
def test_letters_are_bytes_of_the_encoding(write: Write, encoding: str, bytes_: bytes) -> None:
    """Without a byte order mark."""
    settings = {"more_fields": ["title"], "encoding": encoding}
    _, file = write(make_sheet([fitting(title="æ – š")]), flat_file=settings)
    assert file.path.read_bytes() == line().strip().encode() + b";" + bytes_ + b"\r\n"


def test_the_golden_file(write: Write) -> None:
    """The same bytes, whenever it is written; what comes back tells its size and checksum."""
    rows = [
        fitting(**{"course_id": "1001", "M_14-19": 1, "K_60+": 6}),
        fitting(course_id="1002", municipality="3400", level=None, member_organisation="12", **{"K_30-39": 4}),
        fitting(course_id="1003", municipality="9900", level="3", exam="20", M_unknown=1, K_unknown=3),
        fitting(course_id="1004", municipality="301", exam=None, title="Lydbok; en innføring – «fritt valg»"),
    ]
    names = {"member_organisation": None, **FITTING, "title": "Mestring av hverdagen"}
    sheet = make_sheet([{**names, **row} for row in rows], {"member_organisation": "text"})
    _, first = write(sheet, flat_file={"more_fields": ["title"]})
    data = first.path.read_bytes()
    assert data == _GOLDEN.read_bytes()
    assert (first.size, first.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (first.mime_type, first.path.name) == ("text/plain", "kurs.funkis.txt")
    _, second = write(sheet, flat_file={"more_fields": ["title"]})
    assert second == first
    assert second.path.read_bytes() == data


def test_it_tells_how_far_it_has_come_and_can_be_stopped(tmp_path: Path) -> None:
    """What stops it goes through, and leaves nothing behind."""
    writer = FlatFileWriter(FlatFile.of({"study_association": "2599"}))
    book = make_book(make_sheet([fitting() for _ in range(5)]))
    seen: list[int] = []
    writer.write(book, tmp_path / "kurs", seen.append)
    assert seen == [2, 4, 5]
    (tmp_path / "kurs").unlink()

    def stop(rows: int) -> None:
        if rows > 2:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        writer.write(book, tmp_path / "kurs", stop)
    assert not any(tmp_path.iterdir())


def test_a_sheet_without_rows_makes_an_empty_file(write: Write) -> None:
    """There is no line of headers."""
    sheet = make_sheet([], columns=columns_of(FITTING))
    assert write(sheet)[0] == ""
