"""Number formats of spreadsheets."""

import pytest

from kolonne.plan.number_format import wrong_number_format


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0",
        "dd.mm.yyyy",
        "#,##0.00",
        '0 "kr; [netto]"',
        "[Red]-0;[>=100]0;0;@",
        "[$-414]d. mmmm yyyy",
        "[hh]:mm",
        r"0 \"",
        r"\[0\]",
        '_"0_]',
        '0;;;"it\'s"',
        "* 0",
    ],
)
def test_right(written: str) -> None:
    """Whole quotes and brackets, escaped signs and up to four sections are a format."""
    assert wrong_number_format(written) is None


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[[[;;;\"'", "in the format `[[[;;;\"'` a `[` is not closed"),
        ('0 "kr', 'in the format `0 "kr` a `"` is not closed'),
        ('"a""', 'in the format `"a""` a `"` is not closed'),
        ("[Red", "in the format `[Red` a `[` is not closed"),
        ("0]", "in the format `0]` a `]` closes nothing"),
        ("0;0;0;@;0", "the format `0;0;0;@;0` has 5 sections; at most 4 are allowed"),
    ],
)
def test_wrong(written: str, message: str) -> None:
    """What is open, closes nothing or is too much is told in words."""
    found = wrong_number_format(written)
    assert found is not None
    assert found[0] == message
    assert found[1]
