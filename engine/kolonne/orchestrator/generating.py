"""Generating: what was mapped, as a workbook that writers take."""

from dataclasses import replace

import polars as pl

from kolonne import __version__
from kolonne.contract import ExportRequest, HeadingLine, Sheet, SheetColumn, Workbook
from kolonne.definitions import OrganisationDocument, pick
from kolonne.orchestrator.appendices import failures_sheet, left_out_sheet
from kolonne.orchestrator.mapped import Mapped
from kolonne.orchestrator.streamed import StreamedRows
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
        template=plan.template,
    )


def _sheet(sheet: SheetPlan, mapped: Mapped) -> Sheet:
    rows, report = mapped.sheets[sheet.name], mapped.report
    totals = dict(report.totals.get(sheet.name, {}))
    columns: list[SheetColumn] = []
    for column in sheet.columns:
        made = _column(column)
        if rows.schema[column.name] == pl.String and made.type != "text":
            # Where hidden numbers are shown as text, the others are text as well.
            made = replace(made, type="text", format="")
            if totals.get(column.name) is not None:
                totals[column.name] = str(totals[column.name])
        columns.append(made)
    # Before the report is known, lines of headings stand without their values.
    blank = ((line.label, "", line.sign) for line in sheet.heading)
    heading = tuple(HeadingLine(*line) for line in report.headings.get(sheet.name, blank))
    return Sheet(
        name=sheet.name,
        title=sheet.title,
        columns=tuple(columns),
        rows=rows.rows,
        frames=rows.frames,
        heading=heading,
        totals=totals,
        totals_label=sheet.totals_label,
        note=sheet.mask.note if sheet.mask is not None else "",
        made=rows.made() if isinstance(rows, StreamedRows) and rows.rows else None,
    )


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
        group=column.above,
        guard=column.guard,
        formula=column.formula,
        link=column.link,
    )
