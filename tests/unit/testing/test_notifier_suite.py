"""A wrong notifier fails the suite, where it should."""

import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kolonne.hookspecs import ExportNotice
from kolonne.testing import NotifierSuite
from unit.testing.judging import failed


class _Notifier:
    """A good one."""

    name = "post"

    def __init__(self) -> None:
        self.sent: list[object] = []

    def notify(self, notice: ExportNotice) -> None:
        self.sent.append(notice)


class _Nameless(_Notifier):
    name = " "


class _Optimist(_Notifier):
    def notify(self, notice: ExportNotice) -> None:
        if not notice.error_code:
            super().notify(notice)


class _Counting(_Notifier):
    def notify(self, notice: ExportNotice) -> None:
        self.sent.append((notice.counts or {})["read"])


class _Twice(_Notifier):
    def notify(self, notice: ExportNotice) -> None:
        self.sent += [notice, notice]


class _Changing(_Notifier):
    def notify(self, notice: ExportNotice) -> None:
        counts: Any = notice.counts
        if counts:
            counts.pop("read", None)
        super().notify(notice)


class _Printing(_Notifier):
    def notify(self, notice: ExportNotice) -> None:
        sys.stdout.write("sent")
        super().notify(notice)


class _Slow(_Notifier):
    def notify(self, notice: ExportNotice) -> None:
        time.sleep(0.05)
        super().notify(notice)


_WRONG: dict[type[_Notifier], set[str]] = {
    _Nameless: {"it_has_a_name"},
    _Optimist: {"every_end_is_told"},
    _Counting: {"every_end_is_told"},
    _Twice: {"every_end_is_told"},
    _Changing: {"every_end_is_told"},
    _Printing: {"nothing_is_printed"},
    _Slow: {"nobody_waits_long"},
}


def _suite(notifier: type[_Notifier]) -> type[NotifierSuite]:
    class Suite(NotifierSuite):
        seconds = 0.04

        def make_notifier(self) -> _Notifier:
            return notifier()

        def received(self, notifier: object) -> int:
            assert isinstance(notifier, _Notifier)
            return len(notifier.sent)

    return Suite


def test_a_good_notifier_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The one that all wrong ones are made of."""
    assert failed(_suite(_Notifier), tmp_path, capsys=capsys) == {}


@pytest.mark.parametrize(("notifier", "wrong"), _WRONG.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_a_wrong_notifier_fails(
    notifier: type[_Notifier], wrong: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the tests that are about what is wrong with it, and in no others."""
    assert set(failed(_suite(notifier), tmp_path, capsys=capsys)) == wrong
