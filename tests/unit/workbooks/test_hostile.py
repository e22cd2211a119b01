"""Workbooks that could do harm are refused, each with words that say why."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from kolonne.contract import WorkbookError
from kolonne.workbooks import Limits, open_book
from unit.workbooks.making import RELATIONS, SHEET, TYPES, Changes, made, replacing, tampered

_DTD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_RELATION = '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" {}/></Relationships>'


def _related(kind: str, target: str, mode: str = "") -> Changes:
    return {RELATIONS: replacing("</Relationships>", _RELATION.format(kind, target, mode))}


def _formula(text: str) -> Changes:
    return {SHEET: replacing("<f>E2*2</f>", f"<f>{text}</f>")}


_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@pytest.mark.parametrize(
    ("changes", "reason", "words"),
    [
        ({SHEET: replacing(_DTD, _DTD + _BOMB)}, "unsafe", "declares document types or entities"),
        ({SHEET: replacing(_DTD, _DTD + _EXTERNAL)}, "unsafe", "declares document types or entities"),
        ({"docProps/app.xml": replacing(_DTD, _DTD + _BOMB)}, "unsafe", "`docProps/app.xml` declares"),
        ({"xl/drawings/a.vml": b"<!DOCTYPE x><xml><br></xml>"}, "unsafe", "`xl/drawings/a.vml` declares"),
        ({SHEET: lambda data: data[:200]}, "unreadable", "is no XML"),
        ({"xl/vbaProject.bin": b"x"}, "unsafe", "holds macros"),
        ({TYPES: replacing(_KIND, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")}, "unsafe", "holds macros"),
        ({TYPES: replacing(_KIND, _KIND.replace("sheet.main", "template.main"))}, "unreadable", "save it as an .xlsx"),
        ({"xl/macrosheets/sheet1.xml": b"<a/>"}, "unsafe", "holds macros"),
        ({"xl/activeX/activeX1.xml": b"<a/>"}, "unsafe", "holds ActiveX controls"),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "unsafe", "holds embedded objects"),
        ({"xl/externalLinks/externalLink1.xml": b"<a/>"}, "unsafe", "links to other workbooks"),
        ({"xl/connections.xml": b"<a/>"}, "unsafe", "holds data connections"),
        ({"xl/queryTables/queryTable1.xml": b"<a/>"}, "unsafe", "holds data connections"),
        ({"xl/ctrlProps/ctrlProp1.xml": b"<a/>"}, "unsafe", "holds form controls"),
        ({"xl/drawings/a.vml": b'<xml><x:ClientData ObjectType="Checkbox"/></xml>'}, "unsafe", "holds form controls"),
        ({"xl/webextensions/taskpanes.xml": b"<a/>"}, "unsafe", "holds add-ins"),
        (
            _related("externalLinkPath", "http://example.org/a.xlsx", 'TargetMode="External"'),
            "unsafe",
            "links to other",
        ),
        (
            _related("image", "http://example.org/a.png", 'TargetMode="External"'),
            "unsafe",
            "links to the file `http://example.org/a.png`",
        ),
        (
            _related("hyperlink", "file:///etc/passwd", 'TargetMode="External"'),
            "unsafe",
            "links to the file `file:///etc/passwd`, elsewhere",
        ),
        (
            _related("hyperlink", "javascript:alert(1)", 'TargetMode="External"'),
            "unsafe",
            "links to the file `javascript:alert(1)`",
        ),
        (_related("worksheet", "../../../etc/passwd"), "unsafe", "out of the file"),
        (_formula("WEBSERVICE(&quot;http://example.org&quot;)"), "unsafe", "calls `WEBSERVICE`"),
        (_formula("_xlfn.WEBSERVICE(&quot;http://example.org&quot;)"), "unsafe", "calls `WEBSERVICE`"),
        (_formula("_xlfn._xlws.STOCKHISTORY(A1,1)"), "unsafe", "calls `STOCKHISTORY`"),
        (_formula("cmd|'/c calc'!A0"), "unsafe", "asks another program"),
        (_formula("[1]Ark!A1"), "unsafe", "looks into another workbook"),
        (_formula("'C:\\x\\[b.xlsx]Ark'!A1"), "unsafe", "looks into another workbook"),
        (_formula("HYPERLINK(&quot;file:///etc/passwd&quot;)"), "unsafe", "links to a file elsewhere"),
        (_formula("hyperlink( &quot;b.xlsx#Ark!A1&quot;,1)"), "unsafe", "links to a file elsewhere"),
        (_formula("HYPERLINK(IF(A1=1,&quot;\\\\host\\b&quot;))"), "unsafe", "links to a file elsewhere"),
        ({"../evil.xml": b"x"}, "unsafe", "leads out of the file"),
        ({"/evil.xml": b"x"}, "unsafe", "leads out of the file"),
        ({"xl\\evil.xml": b"x"}, "unsafe", "leads out of the file"),
        ({"C:/evil.xml": b"x"}, "unsafe", "leads out of the file"),
        ({"XL/WORKBOOK.XML": b"<a/>"}, "unsafe", "is there twice"),
        ({"xl/media/image1.png": bytes(2 << 20)}, "too_large", "more than 300 times its size"),
        ({SHEET: replacing('r="A1"', 'r="A1" x="' + "=" * 3_000_000 + '"')}, "too_large", "times its size"),
        ({SHEET: replacing('<row r="2"', '<row r="9999999"')}, "unreadable", "lie nowhere"),
        ({SHEET: replacing('<row r="2"', f'<row r="{"9" * 5_000}"')}, "unreadable", "damaged"),
        ({SHEET: replacing('<c r="A2"', f'<c r="A2" s="{"9" * 5_000}"')}, "unreadable", "damaged"),
        ({"xl/workbook.xml": replacing('name="Lister"', f'name="{"L" * 300}"')}, "unreadable", "a name that is none"),
        ({"xl/workbook.xml": replacing('name="Lister"', 'name="L&#10;r"')}, "unreadable", "a name that is none"),
        ({RELATIONS: replacing("styles.xml", "looks.xml")}, "unreadable", "damaged: `xl/looks.xml` is not in it"),
        ({"xl/workbook.xml": replacing("<sheets>", "<sheets/><x>")}, "unreadable", "is no XML"),
    ],
)
def test_what_could_do_harm_is_refused(changes: Changes, reason: str, words: str) -> None:
    """Macros, entities, links out, bombs, odd names, formulas that reach out: told with the file's name."""
    with pytest.raises(WorkbookError, match=r"skjema\.xlsx: ") as refused:
        open_book(tampered(made(), changes), "skjema.xlsx")
    assert refused.value.reason == reason
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("content", "reason", "words"),
    [
        (b"", "unreadable", "is no .xlsx"),
        (b"Navn;Dato\r\n", "unreadable", "is no .xlsx"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "unreadable", "protected by a password"),
        (b"PK\x03\x04" + bytes(100), "unreadable", "damaged"),
        (made()[:-200], "unreadable", "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, reason: str, words: str) -> None:
    """Other files, encrypted ones and pieces of files."""
    with pytest.raises(WorkbookError) as refused:
        open_book(content, "skjema.xlsx")
    assert (refused.value.reason, words in str(refused.value)) == (reason, True)


def _zip(*entries: tuple[ZipInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for info, data in entries:
            archive.writestr(info, data)
    return stream.getvalue()


def _link() -> ZipInfo:
    info = ZipInfo("xl/workbook.xml")
    info.external_attr = 0o120777 << 16
    return info


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_zip((_link(), b"/etc/passwd")), "is a link"),
        (_zip(*((ZipInfo(f"{at}"), b"") for at in range(9))), "more than 5 parts"),
        (_zip((ZipInfo("a"), b"x" * 2_000)), "too large"),
        (_zip((ZipInfo("a"), b"x")).replace(b"a", b"\x01"), "leads out of the file"),
        (_zip((ZipInfo("plain.xml"), b"<a/>")), "a zip, but no workbook"),
    ],
)
def test_archives_are_held_to_limits(content: bytes, words: str) -> None:
    """Links, too many parts, too large ones, and zips that are something else."""
    with pytest.raises(WorkbookError, match=words):
        open_book(content, "skjema.xlsx", Limits(parts=5, part_bytes=1_000))


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    """What the zip's list says of a size is not believed."""
    stored = _zip((ZipInfo("a.xml"), b"x" * 900))
    size = (900).to_bytes(4, "little")
    lying = stored.replace(size, (10).to_bytes(4, "little"))
    assert lying != stored
    with pytest.raises(WorkbookError, match="damaged"):
        open_book(lying, "skjema.xlsx")


def test_an_encrypted_part_is_refused() -> None:
    """A zip with a password is told as such."""
    content = bytearray(_zip((ZipInfo("a.xml"), b"x")))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(WorkbookError, match="is encrypted"):
        open_book(bytes(content), "skjema.xlsx")


_FOLLOWED = '<c r="X2"><f t="shared" si="7" ref="X2:X9">A2+A3</f></c><c r="X3"><f t="shared" si="7"/></c>'
_MERGED = '<mergeCells count="2"><mergeCell ref="A7:B7"/><mergeCell ref="A8:B8"/></mergeCells>'
_ONE_MERGED = '<mergeCells count="1"><mergeCell ref="A4:B4"/></mergeCells>'


@pytest.mark.parametrize(
    ("limits", "changes", "words"),
    [
        (Limits(shared_formulas=4), {SHEET: replacing("</row>", f"{_FOLLOWED}</row>")}, "too many or too long"),
        (Limits(areas=1), {SHEET: replacing(_ONE_MERGED, _MERGED)}, "merged cells in 2 places, more than 1"),
        (Limits(areas=2), {}, "dropdowns in 3 places, more than 2"),
    ],
)
def test_what_grows_when_it_is_read_is_held_to_limits(limits: Limits, changes: Changes, words: str) -> None:
    """Formulas that many cells share, merged cells and dropdowns: small in a file, and a lot of work."""
    with pytest.raises(WorkbookError, match=words) as refused:
        open_book(tampered(made(), changes), "skjema.xlsx", limits)
    assert refused.value.reason == "too_large"


def test_what_does_no_harm_is_opened() -> None:
    """Links to click on, columns of tables, and signs in texts are no reason to refuse."""
    formula = "SUM(Tabell[Antall])&amp;IF(A2=&quot;a|b [1]x!&quot;,1,0)+SUM(Tabell[[#This Row],[Pris]])"
    link = _related("hyperlink", "https://example.org/?a=b|c", 'TargetMode="External"')
    book = open_book(tampered(made(), {**_formula(formula), **link}))
    assert book.sheets[0].rows[2][8].formula.startswith("SUM(Tabell[Antall])")
