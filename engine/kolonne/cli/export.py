"""`kolonne export`: one export, drawn while it runs, and told when it has ended."""

import getpass
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout, suppress
from pathlib import Path
from typing import assert_never
from zoneinfo import ZoneInfo

from kolonne.cli.export_options import ExportOptions
from kolonne.cli.plugins import unknown_choices
from kolonne.cli.printing import CANCELLED, CRASHED, print_end, print_json, tell
from kolonne.cli.progress import ProgressView
from kolonne.cli.report import failure_json, success_json, tell_failure, tell_success
from kolonne.cli.usage import wrong_usage
from kolonne.contract import (
    DEFAULT_TIMEZONE,
    EXPORT_ROLE,
    ExportFailure,
    ExportRequest,
    ExportResult,
    ExportSuccess,
    InvalidRequestError,
    KolonneError,
    ReportingPeriod,
    SessionContext,
)
from kolonne.documents import Library
from kolonne.orchestrator import CancelSwitch, ExportCancelledError, build_orchestrator
from kolonne.plan import read_organisation

#: A command that a signal ended exits with 128 and the signal's number.
_SIGNALLED = 128


def run_export(options: ExportOptions) -> int:
    """Export; gives the exit code."""
    try:
        request = _request(options)
    except InvalidRequestError as error:
        return wrong_usage(str(error), as_json=options.json)
    if not options.org_configs.is_dir():
        message = f"--org-configs: there is no folder `{options.org_configs}`; say where the organisations' folders are"
        return wrong_usage(message, as_json=options.json)
    session = SessionContext(request.requesting_user_id, frozenset({options.org}), frozenset({EXPORT_ROLE}))
    try:
        orchestrator = build_orchestrator(
            options.org_configs, session, list(options.source), out=options.out, audit=options.audit,
            without_plugins=options.disable_plugin, plugin_seconds=options.plugin_seconds,
        )  # fmt: skip
        wrong = unknown_choices(options, orchestrator.plugins_of)
    except Exception as error:  # noqa: BLE001 - what plugins do is not known
        wrong = f"plugins: {type(error).__name__}"
    if wrong:
        return wrong_usage(wrong, as_json=options.json)
    signals: list[signal.Signals] = []
    try:
        # With --json, nothing but JSON may stand on the output, whatever threads of plugins print.
        output = redirect_stdout(sys.stderr) if options.json else nullcontext()
        # A command has one export and nothing else to do: it runs in this thread, without an event loop.
        with output, ProgressView(quiet=options.json) as view, _cancelled_by(signals) as switch:
            result = orchestrator.run(request, view.show, switch)
    except (KeyboardInterrupt, ExportCancelledError):
        tell("the export was cancelled")
        if options.json:
            print_end(CANCELLED, "the export was cancelled")
        return _SIGNALLED + (signals[0] if signals else signal.SIGINT)
    except Exception as error:  # noqa: BLE001 - with --json there is JSON in every case
        traceback.print_exc()
        if options.json:
            print_end(CRASHED, f"an error that nobody expected: {type(error).__name__}")
        return 1
    return _end(result, options, request)


def _request(options: ExportOptions) -> ExportRequest:
    return ExportRequest(
        org_id=options.org,
        requesting_user_id=options.user if options.user is not None else _signed_in(),
        reporting_period=ReportingPeriod.parse(options.period, _timezone(options)),
        export_format=options.format,
        locale=options.locale,
        document=options.document,
        figures=_figures(options.figure),
    )


def _figures(texts: tuple[str, ...]) -> dict[str, str]:
    """Values by name; which ones the document asks for, and of which type, the export tells."""
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        name, value = name.strip(), value.strip()
        if not (name and sign and value):
            raise InvalidRequestError((f"--figure: found `{text}`; name=value is needed, as in members=250",))
        if name in found:
            raise InvalidRequestError((f"--figure: `{name}` is given twice",))
        found[name] = value
    return found


def _signed_in() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user of a container often has no name
        raise InvalidRequestError(("requesting_user_id: the signed-in user has no name; say --user",)) from None


def _timezone(options: ExportOptions) -> str:
    """The clock that the organisation lives by; what is wrong with its file is told by the export."""
    with suppress(KolonneError, KeyError, ValueError, OSError):
        if Path(options.org).name == options.org:
            timezone = read_organisation(Library(options.org_configs), options.org).timezone
            return ZoneInfo(timezone).key
    return DEFAULT_TIMEZONE


@contextmanager
def _cancelled_by(signals: list[signal.Signals]) -> Iterator[CancelSwitch]:
    """A switch that a polite signal throws: then the audit record says so, and nothing is left lying about."""
    switch = CancelSwitch()

    def cancel(number: int, _frame: object) -> None:
        signals.append(signal.Signals(number))
        switch.throw()

    usual = {by: signal.signal(by, cancel) for by in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield switch
    finally:
        for by, handler in usual.items():
            signal.signal(by, handler)


def _end(result: ExportResult, options: ExportOptions, request: ExportRequest) -> int:
    match result:
        case ExportSuccess():
            # The store has the file; the private copy is not needed.
            result.download_artifact.clear()
            if options.json:
                print_json(success_json(result))
            else:
                tell_success(result, request, Path(options.out))
            return 3 if options.strict and result.partial_failures else 0
        case ExportFailure():
            if options.json:
                print_json(failure_json(result))
            else:
                tell_failure(result)
            return 1
        case _:
            assert_never(result)
