"""`kolonne export`: one export, drawn while it runs, and told when it has ended."""

import asyncio
import getpass
import json
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

import typer

from kolonne.cli.progress import ProgressView
from kolonne.cli.report import failure_json, success_json, tell_failure, tell_success
from kolonne.cli.usage import wrong_usage
from kolonne.contract import (
    EXPORT_ROLE,
    ExportFailure,
    ExportFormat,
    ExportRequest,
    ExportResult,
    ExportSuccess,
    InvalidRequestError,
    PluginError,
    ProgressEvent,
    ReportingPeriod,
    SessionContext,
)
from kolonne.orchestrator import PipelineOrchestrator, build_orchestrator

_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class ExportOptions:
    org: str
    period: str
    format: str
    source: tuple[str, ...]
    out: Path
    document: str | None
    locale: str
    user: str | None
    strict: bool
    json: bool
    org_configs: Path
    audit: Path | None


def run_export(options: ExportOptions) -> int:
    """Export; gives the exit code."""
    user = options.user if options.user is not None else getpass.getuser()
    try:
        request = ExportRequest(
            org_id=options.org,
            requesting_user_id=user,
            reporting_period=ReportingPeriod.parse(options.period),
            export_format=_format(options.format),
            locale=options.locale,
            document=options.document,
        )
    except InvalidRequestError as error:
        return wrong_usage(str(error))
    if not options.org_configs.is_dir():
        return wrong_usage(f"--org-configs: there is no folder `{options.org_configs}`")
    session = SessionContext(user, frozenset({options.org}), frozenset({EXPORT_ROLE}))
    try:
        orchestrator = build_orchestrator(
            options.org_configs, session, list(options.source), out=options.out, audit=options.audit
        )
    except PluginError as error:
        return wrong_usage(str(error))
    try:
        result = asyncio.run(_export(orchestrator, request, quiet=options.json))
    except (KeyboardInterrupt, asyncio.CancelledError):
        typer.echo("kolonne: the export was cancelled", err=True)
        return _INTERRUPTED
    return _end(result, options, request)


def _format(text: str) -> ExportFormat:
    try:
        return ExportFormat(text)
    except ValueError:
        allowed = ", ".join(f"`{known}`" for known in ExportFormat)
        raise InvalidRequestError((f"export_format: found `{text}`; allowed are {allowed}",)) from None


async def _export(orchestrator: PipelineOrchestrator, request: ExportRequest, *, quiet: bool) -> ExportResult:
    # A polite end (SIGTERM) is a cancellation like Ctrl-C: the audit record says so, and nothing is left lying about.
    task = asyncio.current_task()
    if task is not None:
        with suppress(NotImplementedError, ValueError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    result: ExportResult | None = None
    with ProgressView(quiet=quiet) as view:
        async for event in orchestrator.events(request):
            match event:
                case ProgressEvent():
                    view.show(event)
                case ExportSuccess() | ExportFailure():
                    result = event
                case _:
                    assert_never(event)
    if result is None:
        raise RuntimeError("an export ended without a result")
    return result


def _end(result: ExportResult, options: ExportOptions, request: ExportRequest) -> int:
    match result:
        case ExportSuccess():
            # The store has the file; the private copy is not needed.
            result.download_artifact.clear()
            if options.json:
                typer.echo(json.dumps(success_json(result), ensure_ascii=False, indent=2))
            else:
                tell_success(result, request, options.out)
            return 3 if options.strict and result.partial_failures else 0
        case ExportFailure():
            if options.json:
                typer.echo(json.dumps(failure_json(result), ensure_ascii=False, indent=2))
            else:
                tell_failure(result)
            return 1
        case _:
            assert_never(result)
