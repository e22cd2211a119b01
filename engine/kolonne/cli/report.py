"""What is told of an export's end: tables for people, JSON for programs."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kolonne.contract import Counts, ExportFailure, ExportRequest, ExportSuccess, PartialFailureReport

_EXAMPLES = 3
_MOST_LINES = 15
#: How the names of the files beside the report end.
_BESIDE = (".failures.csv", ".left-out.csv", ".manifest.json")


def success_json(result: ExportSuccess) -> dict[str, object]:
    """The result as `--json` prints it."""
    artifact = result.download_artifact
    return {
        "status": "success",
        "audit_id": result.audit_id,
        "artifact": {
            "file_name": artifact.file_name,
            "mime_type": artifact.mime_type,
            "file_size_bytes": artifact.file_size_bytes,
            "path": artifact.stored_at,
            "sha256": artifact.sha256,
        },
        "partial_failures": [report.as_json() for report in result.partial_failures],
        "counts": result.counts.as_json(),
        "notices": list(result.notices),
    }


def failure_json(result: ExportFailure) -> dict[str, object]:
    """The result as `--json` prints it."""
    return {
        "status": "failure",
        "audit_id": result.audit_id,
        "error_code": str(result.error_code),
        "message": result.message,
        "partial_failures": [report.as_json() for report in result.partial_failures],
        "counts": result.counts.as_json() if result.counts is not None else None,
    }


def tell_success(result: ExportSuccess, request: ExportRequest, out: Path) -> None:
    """What was exported, what was not and why, and where the files are."""
    console = Console(highlight=False)
    _tell_counts(console, result.counts)
    _tell_failures(console, result.partial_failures)
    for notice in result.notices:
        console.print(f"note: {notice}", markup=False, soft_wrap=True)
    artifact = result.download_artifact
    console.print(
        f"\n[bold]{artifact.file_name}[/bold] for {request.org_id}, audit record {result.audit_id}", soft_wrap=True
    )
    for ending in ("", *_BESIDE):
        path = out / (artifact.file_name + ending)
        if path.is_file():
            console.print(f"  {path}  {path.stat().st_size:,} bytes", soft_wrap=True, markup=False)


def tell_failure(result: ExportFailure) -> None:
    """Why there is no file."""
    console = Console(stderr=True, highlight=False)
    if result.counts is not None and result.counts.read:
        _tell_counts(console, result.counts)
        _tell_failures(console, result.partial_failures)
    console.print(f"kolonne: {result.error_code}: {result.message}", markup=False, soft_wrap=True)
    if result.audit_id is not None:
        console.print(f"  audit record {result.audit_id}", soft_wrap=True)


def _tell_counts(console: Console, counts: Counts) -> None:
    table = Table(title="Rows", title_justify="left", show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("read", f"{counts.read:,}")
    table.add_row("added by splitting", f"{counts.exploded:,}")
    table.add_row("[bold]exported[/bold]", f"[bold]{counts.exported:,}[/bold]")
    _add_reasons(table, "left out", counts.left_out)
    _add_reasons(table, "failed", counts.failed)
    console.print(table)


def _add_reasons(table: Table, title: str, reasons: Mapping[str, int]) -> None:
    table.add_row(title, f"{sum(reasons.values()):,}")
    for reason, rows in sorted(reasons.items(), key=lambda item: -item[1]):
        table.add_row(f"  {reason}", f"{rows:,}")


def _tell_failures(console: Console, reports: tuple[PartialFailureReport, ...]) -> None:
    if not reports:
        console.print("\nNothing failed.")
        return
    console.print("\n[bold]What failed[/bold] (records count from 1)")
    counted = Counter(report.sub_service_name for report in reports if report.affected_row_indices)
    for name, count in counted.most_common(_MOST_LINES):
        console.print(f"  {name}: {count:,}", markup=False)
        # A record that makes several rows says the same several times.
        examples = dict.fromkeys(_example(report) for report in reports if report.sub_service_name == name)
        for example in list(examples)[:_EXAMPLES]:
            console.print(f"    {example}", markup=False, soft_wrap=True)
    if len(counted) > _MOST_LINES:
        console.print(f"  … and {len(counted) - _MOST_LINES} more kinds")
    for report in reports:
        if not report.affected_row_indices:
            console.print(f"  {report.sub_service_name}: {report.failure_reason}", markup=False, soft_wrap=True)


def _example(report: PartialFailureReport) -> str:
    record = report.affected_row_indices[0] + 1 if report.affected_row_indices else "–"
    return f"record {record}: {' '.join(report.failure_reason.split())}"
