"""What is told of an export's end: tables for people, JSON for programs."""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from kolonne.cli.printing import Paper
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
    paper = Paper(sys.stdout)
    _tell_counts(paper, result.counts)
    _tell_failures(paper, result.partial_failures)
    for notice in result.notices:
        paper.line(f"note: {notice}")
    artifact = result.download_artifact
    paper.line()
    paper.line(f" for {request.org_id}, audit record {result.audit_id}", bold=artifact.file_name)
    for ending in ("", *_BESIDE):
        path = out / (artifact.file_name + ending)
        if path.is_file():
            paper.line(f"  {path}  {path.stat().st_size:,} bytes")


def tell_failure(result: ExportFailure) -> None:
    """Why there is no file."""
    paper = Paper(sys.stderr)
    if result.counts is not None and result.counts.read:
        _tell_counts(paper, result.counts)
        _tell_failures(paper, result.partial_failures)
    paper.line(f"kolonne: {result.error_code}: {result.message}")
    if result.audit_id is not None:
        paper.line(f"  audit record {result.audit_id}")


def _tell_counts(paper: Paper, counts: Counts) -> None:
    lines = (
        ("read", counts.read),
        ("added by splitting", counts.exploded),
        ("exported", counts.exported),
        *_reasons("left out", counts.left_out),
        *_reasons("failed", counts.failed),
    )
    names, numbers = max(len(name) for name, _ in lines), max(len(f"{number:,}") for _, number in lines)
    paper.line("Rows")
    for name, number in lines:
        line = f"{name:<{names}} {number:>{numbers},}"
        paper.line(bold=line) if name == "exported" else paper.line(line)


def _reasons(title: str, reasons: Mapping[str, int]) -> list[tuple[str, int]]:
    of_each = sorted(reasons.items(), key=lambda item: -item[1])
    return [(title, sum(reasons.values())), *((f"  {reason}", rows) for reason, rows in of_each)]


def _tell_failures(paper: Paper, reports: tuple[PartialFailureReport, ...]) -> None:
    paper.line()
    if not reports:
        paper.line("Nothing failed.")
        return
    paper.line(" (records count from 1)", bold="What failed")
    counted = Counter(report.sub_service_name for report in reports if report.affected_row_indices)
    for name, count in counted.most_common(_MOST_LINES):
        paper.line(f"  {name}: {count:,}")
        # A record that makes several rows says the same several times.
        examples = dict.fromkeys(_example(report) for report in reports if report.sub_service_name == name)
        for example in list(examples)[:_EXAMPLES]:
            paper.line(f"    {example}")
    if len(counted) > _MOST_LINES:
        paper.line(f"  … and {len(counted) - _MOST_LINES} more kinds")
    for report in reports:
        if not report.affected_row_indices:
            paper.line(f"  {report.sub_service_name}: {report.failure_reason}")


def _example(report: PartialFailureReport) -> str:
    record = report.affected_row_indices[0] + 1 if report.affected_row_indices else "–"
    return f"record {record}: {' '.join(report.failure_reason.split())}"
