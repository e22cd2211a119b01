"""Letters of columns."""

import pytest

from kolonne.writers.column_letters import column_letters


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")],
)
def test_letters(column: int, letters: str) -> None:
    """Counted from 0, as far as spreadsheets go."""
    assert column_letters(column) == letters
