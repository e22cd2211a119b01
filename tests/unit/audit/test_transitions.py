import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditEnd, AuditError, AuditStatus, ExportRequest

TINY = 0.001
ENDS = {
    "succeed": AuditEnd(AuditStatus.SUCCEEDED),
    "fail": AuditEnd(AuditStatus.FAILED, "crashed", "signal 9"),
    "cancel": AuditEnd(AuditStatus.CANCELLED, "cancelled"),
}
Step = Callable[[SqliteAuditStore, str], object]


def _finish(end: AuditEnd) -> Step:
    return lambda store, audit_id: store.finish(audit_id, end)


def _expire(store: SqliteAuditStore, audit_id: str) -> None:
    store.heartbeat(audit_id, TINY)
    time.sleep(0.005)


STEPS: dict[str, Step] = {
    "run": lambda store, audit_id: store.running(audit_id, "nhf.likeperson", "f1"),
    "renew": lambda store, audit_id: store.heartbeat(audit_id, 60),
    "end as started": _finish(AuditEnd(AuditStatus.STARTED)),
    "end as running": _finish(AuditEnd(AuditStatus.RUNNING)),
    "fail without code": _finish(AuditEnd(AuditStatus.FAILED)),
    "succeed with code": _finish(AuditEnd(AuditStatus.SUCCEEDED, "crashed")),
    "expire": _expire,
    "sweep": lambda store, _: store.sweep(),
    **{name: _finish(end) for name, end in ENDS.items()},
}
#: The ways into each state, and the steps that lead out of it.
STATES: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "started": ((), {"run", "renew", "fail", "cancel"}),
    "running": (("run",), {"renew", "succeed", "fail", "cancel"}),
    "succeeded": (("run", "succeed"), set()),
    "failed": (("run", "fail"), set()),
    "cancelled": (("cancel",), set()),
    "expired": (("run", "expire"), set()),
    "swept": (("run", "expire", "sweep"), set()),
}
TAKEN = [name for name in STEPS if name not in {"expire", "sweep"}]


@pytest.mark.parametrize("step", TAKEN)
@pytest.mark.parametrize("state", STATES)
def test_transitions(store: SqliteAuditStore, asked: ExportRequest, path: Path, state: str, step: str) -> None:
    """A step is either legal, or refused with the file's and the record's name, and then changes nothing."""
    way, legal = STATES[state]
    audit_id = store.start(asked, "2025", 60)
    for name in way:
        STEPS[name](store, audit_id)
    before = store.read(audit_id)
    if step in legal:
        STEPS[step](store, audit_id)
        assert store.read(audit_id) != before
        return
    with pytest.raises(AuditError) as caught:
        STEPS[step](store, audit_id)
    assert str(caught.value).startswith(f"{path}: ")
    assert store.read(audit_id) == before


@pytest.mark.parametrize("step", ["run", "renew", *ENDS])
def test_unknown_record(store: SqliteAuditStore, path: Path, step: str) -> None:
    """A step of a record that does not exist is refused, and so is reading it."""
    for ask in (STEPS[step], lambda store, audit_id: store.read(audit_id)):
        with pytest.raises(AuditError, match="no record `nope`") as caught:
            ask(store, "nope")
        assert str(path) in str(caught.value)


def test_the_reason_names_how_the_record_ended(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """Who comes too late is told why."""
    audit_id = store.start(asked, "2025", 60)
    _expire(store, audit_id)
    with pytest.raises(AuditError, match=rf"record `{audit_id}` is `failed` \(lease_expired\) and cannot begin to run"):
        store.running(audit_id, "", "")


@pytest.mark.parametrize("lease", [0, -1, float("nan"), float("inf"), 1e12])
def test_impossible_leases(store: SqliteAuditStore, asked: ExportRequest, lease: float) -> None:
    """A lease that is no stretch of time is refused, and no record begins."""
    with pytest.raises(AuditError, match="lease"):
        store.start(asked, "2025", lease)
    assert store.list() == ()


@pytest.mark.parametrize("counts", [{"read": object()}, {"read": float("nan")}])
def test_counts_that_are_not_json(store: SqliteAuditStore, asked: ExportRequest, counts: dict[str, object]) -> None:
    """Counts that cannot be kept are refused, and the record stays open."""
    audit_id = store.start(asked, "2025", 60)
    with pytest.raises(AuditError, match="not JSON"):
        store.finish(audit_id, AuditEnd(AuditStatus.FAILED, "crashed", counts=counts))
    assert not store.read(audit_id).end.status.is_final
