"""The cancel switch between the event loop and the worker."""

import pytest

from kolonne.orchestrator.cancelling import CancelSwitch, ExportCancelledError


def test_a_worker_that_was_cancelled_before_it_began_does_not_begin() -> None:
    """There is nothing to wait for, and nothing is done."""
    switch = CancelSwitch()
    assert not switch.throw()
    assert not switch.begin()
    assert not switch.throw()


def test_a_worker_that_began_is_waited_for_and_stops() -> None:
    """Throwing says that there is an end to wait for; the next check raises."""
    switch = CancelSwitch()
    assert switch.begin()
    switch.check()
    assert switch.throw()
    with pytest.raises(ExportCancelledError):
        switch.check()
