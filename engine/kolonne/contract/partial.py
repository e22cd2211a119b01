"""PartialFailureReport: what went wrong with some rows while the rest was exported."""

from collections.abc import Mapping

from kolonne.contract.quick import dataclass

#: A result carries at most so many reports; the complete list is a file in the bundle.
MOST_REPORTS = 1000


@dataclass(frozen=True, slots=True)
class PartialFailureReport:
    """One failure, or, as the last of a long list, the summary of all that did not fit."""

    #: 0-based indices of the records in their source; empty in a summary.
    affected_row_indices: tuple[int, ...]
    failure_reason: str
    #: The part that found it: `inputs.activities.minutes`, `rules.leader_present`, a plugin's name.
    sub_service_name: str
    #: Whether it stopped the export.
    is_fatal: bool

    def as_json(self) -> dict[str, object]:
        """The form that `kolonne export --json` prints."""
        return {
            "affected_row_indices": list(self.affected_row_indices),
            "failure_reason": self.failure_reason,
            "sub_service_name": self.sub_service_name,
            "is_fatal": self.is_fatal,
        }


def summarised(
    reports: tuple[PartialFailureReport, ...], totals: Mapping[str, int], complete_list: str
) -> tuple[PartialFailureReport, ...]:
    """At most `MOST_REPORTS` reports: the first ones, and a summary with exact totals of the rest.

    `reports` are the first failures in row order, at least `MOST_REPORTS` of them when there are more; `totals` counts
    every failure by the part that found it; `complete_list` names the file in the bundle that has them all.
    """
    total = sum(totals.values())
    if total <= MOST_REPORTS:
        return reports
    shown = reports[: MOST_REPORTS - 1]
    rest = dict(totals)
    for report in shown:
        rest[report.sub_service_name] -= 1
    named = ", ".join(f"{name}: {count}" for name, count in sorted(rest.items()) if count)
    reason = f"{total - len(shown)} more failures ({named}), {total} in all; the complete list is {complete_list}"
    return (*shown, PartialFailureReport((), reason, "summary", is_fatal=False))
