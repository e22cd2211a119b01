"""NotifierSuite: who is told of the end of exports."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from kolonne.contract import Counts, ExportErrorCode, ExportNotice, Notifier
from kolonne.testing.promise import hold

if TYPE_CHECKING:
    import pytest

#: An export that made a report.
SUCCESS_NOTICE = ExportNotice(
    audit_id="0123456789abcdef",
    org_id="demo",
    user_id="u-17",
    document="demo.report",
    period="2025",
    export_format="xlsx",
    error_code="",
    message="",
    counts=Counts(read=3, exported=2, left_out={"too_short": 1}).as_json(),
    partial_failures=1,
    file_name="demo_report_2025 æøå.xlsx",
    stored_at="memory:demo_report_2025 æøå.xlsx",
)
#: One that made none, before anything was counted.
FAILURE_NOTICE = replace(
    SUCCESS_NOTICE,
    error_code=str(ExportErrorCode.SOURCE_UNREADABLE),
    message="visits.csv:3: the line has 4 cells; 5 are needed",
    counts=None,
    partial_failures=0,
    file_name="",
    stored_at="",
)


class NotifierSuite:
    """What every notifier promises. Subclass it, override `make_notifier`, and `received` where a test can see it."""

    #: For one notice.
    seconds: ClassVar[float] = 5.0

    def make_notifier(self) -> Notifier:
        """The notifier, one that tells a test double and nobody else; called once in a test."""
        raise NotImplementedError("override `make_notifier`, so that there is something to try")

    def received(self, notifier: Notifier) -> int:
        """How many messages have arrived by now."""
        raise NotImplementedError("override `received`, so that it can be seen whether anything arrives")

    def test_it_has_a_name(self) -> None:
        """People are told of it by its name."""
        name = self.make_notifier().name
        hold(name.strip() == name != "", f"`name`: found {name!r}")

    def test_every_end_is_told(self) -> None:
        """A report and a failure are both told, also where nothing was counted and nothing is stored."""
        notifier = self.make_notifier()
        for at, notice in enumerate((SUCCESS_NOTICE, FAILURE_NOTICE, SUCCESS_NOTICE), 1):
            before = dict(notice.counts or {})
            notifier.notify(notice)
            hold(dict(notice.counts or {}) == before, "the notice was changed")
            found = self.received(notifier)
            hold(found == at, f"{found} messages have arrived after {at} notices")

    def test_nothing_is_printed(self, capsys: "pytest.CaptureFixture[str]") -> None:
        """What a plugin prints would stand among what programs read."""
        self.make_notifier().notify(SUCCESS_NOTICE)
        printed = capsys.readouterr()
        hold(not (printed.out or printed.err), "something was printed")

    def test_nobody_waits_long(self) -> None:
        """An export waits for its notifiers: a notice takes no more than `seconds`."""
        notifier = self.make_notifier()
        begun = time.perf_counter()
        notifier.notify(SUCCESS_NOTICE)
        taken = time.perf_counter() - begun
        hold(taken <= self.seconds, f"a notice took {taken:.1f} seconds; `seconds` is {self.seconds:g}")
