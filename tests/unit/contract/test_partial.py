from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolonne.contract import MOST_REPORTS, PartialFailureReport, summarised

PARTS = ["inputs.activities.minutes", "rules.leader_present", "plugin `hlf`"]


def _reports(parts: list[str]) -> tuple[PartialFailureReport, ...]:
    return tuple(PartialFailureReport((row,), "too short", part, is_fatal=False) for row, part in enumerate(parts))


def test_the_limit() -> None:
    """A result carries at most a thousand."""
    assert MOST_REPORTS == 1000


@pytest.mark.parametrize("count", [0, 1, 999, 1000])
def test_what_fits_is_told_whole(count: int) -> None:
    """Up to the limit every report is there, and no summary."""
    reports = _reports([PARTS[0]] * count)
    assert summarised(reports, {PARTS[0]: count} if count else {}, "failures.csv") == reports


def test_the_summary_is_for_people() -> None:
    """The last of a long list says how many more, of which kind, how many in all, and where they are."""
    reports = _reports([PARTS[0]] * 500 + [PARTS[1]] * 500)
    totals = {PARTS[0]: 500, PARTS[1]: 700, PARTS[2]: 2}
    *shown, last = summarised(reports, totals, "failures.csv")
    assert tuple(shown) == reports[:999]
    assert (last.affected_row_indices, last.sub_service_name, last.is_fatal) == ((), "summary", False)
    assert last.failure_reason == (
        "203 more failures (plugin `hlf`: 2, rules.leader_present: 201), 1202 in all; the complete list is failures.csv"
    )


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(PARTS), max_size=1100), st.integers(0, 10**9))
def test_totals_are_exact(parts: list[str], unseen: int) -> None:
    """At most a thousand reports come out, and shown and summarised together are every failure, kind by kind."""
    kept = _reports(parts)
    totals = Counter(parts)
    if len(kept) >= MOST_REPORTS:  # only then may there be more than were kept
        totals[PARTS[0]] += unseen
    out = summarised(kept, totals, "failures.csv")
    assert len(out) == min(totals.total(), MOST_REPORTS)
    if totals.total() > MOST_REPORTS:
        rest = totals - Counter(report.sub_service_name for report in out[:-1])
        named = ", ".join(f"{part}: {count}" for part, count in sorted(rest.items()))
        said = f"{totals.total() - 999} more failures ({named}), {totals.total()} in all"
        assert out[-1].failure_reason.startswith(said)


def test_as_json() -> None:
    """A report becomes plain JSON, field by field."""
    assert PartialFailureReport((1, 2), "why", "who", is_fatal=True).as_json() == {
        "affected_row_indices": [1, 2],
        "failure_reason": "why",
        "sub_service_name": "who",
        "is_fatal": True,
    }
