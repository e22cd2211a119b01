"""Names of files are safe, telling and different."""

from hypothesis import given
from hypothesis import strategies as st

from kolonne.orchestrator.naming import file_stem

_IDS = st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,20}\Z")


def test_the_organisation_is_not_said_twice() -> None:
    """A document of the organisation's own is named without its owner; a funder's is not."""
    assert file_stem("nhf", "nhf.likeperson", "2025") == "nhf_likeperson_2025"
    assert file_stem("nhf", "bufdir.likeperson", "2025-H1") == "nhf_bufdir.likeperson_2025-H1"


def test_long_names_keep_their_period_and_stay_different() -> None:
    """Of a name that is too long the document is cut, and two such documents do not share a name."""
    stems = [file_stem("o" * 64, "o" * 64 + "." + "d" * 60 + end, "2025-01-01--2025-02-03") for end in "ab"]
    assert all(len(stem) <= 112 and stem.endswith("_2025-01-01--2025-02-03") for stem in stems)
    assert stems[0] != stems[1]


@given(org=_IDS, one=_IDS, other=_IDS)
def test_documents_of_one_owner_have_names_of_their_own(org: str, one: str, other: str) -> None:
    """Two IDs that differ give two names."""
    assert (file_stem(org, f"{org}.{one}", "2025") == file_stem(org, f"{org}.{other}", "2025")) == (one == other)


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=40))
def test_any_text_gives_a_plain_name(org: str, document: str, period: str) -> None:
    """Whatever goes in, ASCII without separators comes out, and it does not begin with a dot."""
    stem = file_stem(org, document, period)
    assert stem.isascii()
    assert not set(stem) & set('/\\:*?"<>| ')
    assert not stem.startswith(".")
