"""Generate: spooled rows in, a finished file out."""

from pathlib import Path

from kolonne import __version__
from kolonne.contract import ExportRequest, Sheet, SheetColumn, Tick, Workbook, Writer, WrittenFile
from kolonne.definitions import OrganisationDocument, pick
from kolonne.orchestrator.appendices import failures_sheet, left_out_sheet
from kolonne.orchestrator.mapped import Mapped
from kolonne.orchestrator.naming import file_stem
from kolonne.plan import ColumnPlan, Plan, SheetPlan


def workbook_of(request: ExportRequest, organisation: OrganisationDocument, plan: Plan, mapped: Mapped) -> Workbook:
    """The file's whole content, as writers want it."""
    period = request.reporting_period
    return Workbook(
        title=plan.title,
        organisation=pick(organisation.name, request.locale),
        period=period.name(plan.timezone),
        locale=request.locale,
        fingerprint=plan.fingerprint,
        engine_version=__version__,
        # Any moment that does not depend on when the export runs will do: the same data give the same bytes.
        made_at=period.end,
        sheets=tuple(_sheet(sheet, mapped) for sheet in plan.sheets),
        appendices=(failures_sheet(mapped.failures, request.locale), left_out_sheet(mapped.left_out, request.locale)),
        csv=plan.csv,
        timezone=plan.timezone,
    )


def generate(
    writer: Writer, workbook: Workbook, request: ExportRequest, plan: Plan, folder: Path, tick: Tick
) -> WrittenFile:
    """Write the file into a folder under its telling name."""
    stem = file_stem(request.org_id, plan.document, workbook.period)
    return writer.write(workbook, folder / (stem + writer.suffix(workbook)), tick)


def _sheet(sheet: SheetPlan, mapped: Mapped) -> Sheet:
    spool = mapped.sheets[sheet.name]
    columns = tuple(_column(column) for column in sheet.columns)
    return Sheet(sheet.name, sheet.title, columns, spool.rows, spool.frames)


def _column(column: ColumnPlan) -> SheetColumn:
    return SheetColumn(
        name=column.name,
        header=column.header,
        type=column.type.kind if column.type.kind != "blank" else "text",
        scale=column.type.scale,
        format=column.format,
        width=column.width,
        choices=column.choices,
        note=column.note,
        locked=column.locked,
        hidden=column.hidden,
    )
