"""The texts around the data (titles, headers, notes, headings), made such that files can hold them."""

import re
from dataclasses import replace

from kolonne.contract import HeadingLine, Sheet, SheetColumn, Workbook
from kolonne.contract.quick import dataclass
from kolonne.writers.groups import full_header
from kolonne.writers.notes import Notes

#: Half a character, which no file can hold.
_HALVES = re.compile("[\ud800-\udfff]")
#: Also what XML cannot hold.
_HALVES_AND_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n?")
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def held(workbook: Workbook, notes: Notes, *, as_xml: bool) -> Workbook:
    """The workbook with a sign in place of what the file cannot hold in the texts around its data; notes tell where.

    In XML, line breaks become LF as well.
    """
    return _Mending(notes, as_xml).workbook(workbook)


@dataclass(slots=True)
class _Mending:
    notes: Notes
    as_xml: bool
    #: Whether something was replaced since it was last asked.
    found: bool = False

    def workbook(self, workbook: Workbook) -> Workbook:
        mended = replace(
            workbook,
            title=self.text(workbook.title),
            organisation=self.text(workbook.organisation),
            period=self.text(workbook.period),
            fingerprint=self.text(workbook.fingerprint),
            engine_version=self.text(workbook.engine_version),
        )
        self.tell("title or the organisation of the report")
        return replace(
            mended, sheets=tuple(map(self.sheet, mended.sheets)), appendices=tuple(map(self.sheet, mended.appendices))
        )

    def sheet(self, sheet: Sheet) -> Sheet:
        name = self.text(sheet.title or sheet.name)
        columns = tuple(map(self.column, sheet.columns))
        mended = replace(
            sheet,
            title=name,
            columns=columns,
            heading=tuple(HeadingLine(self.text(one.label), self.text(one.value), one.sign) for one in sheet.heading),
            totals={
                column: self.text(total) if isinstance(total, str) else total for column, total in sheet.totals.items()
            },
            totals_label=self.text(sheet.totals_label),
            note=self.text(sheet.note),
        )
        self.tell(f"texts around the data of the sheet `{name}`")
        return mended

    def column(self, column: SheetColumn) -> SheetColumn:
        mended = replace(
            column,
            header=self.text(column.header),
            note=self.text(column.note),
            group=self.text(column.group),
            choices=tuple(map(self.text, column.choices)),
        )
        self.tell(f"header, the note or the choices of `{full_header(mended)}`")
        return mended

    def text(self, text: str) -> str:
        forbidden = _HALVES_AND_CONTROLS if self.as_xml else _HALVES
        mended, times = forbidden.subn(_INSTEAD, _BREAK.sub("\n", text) if self.as_xml else text)
        self.found |= bool(times)
        return mended

    def tell(self, where: str) -> None:
        if self.found:
            self.notes.say(f"the {where} held control characters or halves of characters, and have {_INSTEAD} there")
            self.found = False
