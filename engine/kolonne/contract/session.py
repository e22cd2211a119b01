"""SessionContext: who is signed in, and for whom they may act."""

from datetime import datetime

from kolonne.contract.quick import dataclass

#: The role that may export.
EXPORT_ROLE = "export"


@dataclass(frozen=True, slots=True)
class SessionContext:
    """What the edge (command line, web) knows of the signed-in user; the orchestrator trusts nothing else."""

    user_id: str
    #: IDs of the organisations the user may act for.
    organisations: frozenset[str]
    #: `export` is needed to export.
    roles: frozenset[str]
    #: The instant (with its offset) from which the session is worth nothing; None where the edge sets no end.
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.expires_at is not None and self.expires_at.utcoffset() is None:
            raise ValueError(f"expires_at: found {self.expires_at}; an instant with its offset is needed")

    def refusal(self, user_id: str, org_id: str, now: datetime) -> str:
        """Why this user may not export for that organisation at `now`; empty when they may."""
        if self.expires_at is not None and now >= self.expires_at:
            return f"the session ended at {self.expires_at.isoformat()}"
        if user_id != self.user_id:
            return "the request names another user than the session"
        if org_id not in self.organisations:
            return f"the session has no access to organisation `{org_id}`"
        if EXPORT_ROLE not in self.roles:
            return f"the session lacks the role `{EXPORT_ROLE}`"
        return ""
