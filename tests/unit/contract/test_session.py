from datetime import UTC, datetime, timedelta, timezone

import pytest

from kolonne.contract import EXPORT_ROLE, SessionContext

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
ROLES = frozenset({EXPORT_ROLE, "read"})


def _session(roles: frozenset[str] = ROLES, expires_at: datetime | None = None) -> SessionContext:
    return SessionContext("u-17", frozenset({"nhf", "nhf-oslo"}), roles, expires_at)


@pytest.mark.parametrize(
    ("session", "user", "organisation", "reason"),
    [
        (_session(), "u-17", "nhf", ""),
        (_session(), "u-17", "nhf-oslo", ""),
        (_session(expires_at=NOW + TICK), "u-17", "nhf", ""),
        (_session(expires_at=NOW), "u-17", "nhf", "the session ended at 2026-01-01T12:00:00+00:00"),
        (_session(expires_at=NOW.astimezone(timezone(timedelta(hours=1)))), "u-17", "nhf", "the session ended at"),
        (_session(), "ola", "nhf", "the request names another user than the session"),
        (_session(), "Kari", "nhf", "the request names another user than the session"),
        (_session(), "", "nhf", "the request names another user than the session"),
        (_session(), "u-17", "hlf", "the session has no access to organisation `hlf`"),
        (_session(), "u-17", "NHF", "the session has no access to organisation `NHF`"),
        (_session(), "u-17", "nh", "the session has no access to organisation `nh`"),
        (_session(), "u-17", "*", "the session has no access to organisation `*`"),
        (SessionContext("u-17", frozenset(), ROLES), "u-17", "nhf", "the session has no access to organisation `nhf`"),
        (_session(frozenset()), "u-17", "nhf", "the session lacks the role `export`"),
        (_session(frozenset({"read", "exports"})), "u-17", "nhf", "the session lacks the role `export`"),
        (_session(frozenset(), NOW), "ola", "hlf", "the session ended at"),
        (_session(frozenset()), "ola", "hlf", "the request names another user"),
        (_session(frozenset()), "u-17", "hlf", "the session has no access"),
    ],
)
def test_refusal(session: SessionContext, user: str, organisation: str, reason: str) -> None:
    """Only the session's own user may export, for its own organisations, with the role, before it ends."""
    refusal = session.refusal(user, organisation, NOW)
    assert refusal.startswith(reason)
    assert bool(refusal) is bool(reason)


def test_an_end_without_offset_is_refused_early() -> None:
    """A session's end that is no instant is told where it is made, not in the middle of an export."""
    with pytest.raises(ValueError, match="expires_at"):
        _session(expires_at=datetime(2026, 1, 1))  # noqa: DTZ001 - meant
