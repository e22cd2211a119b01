"""Contrasts, by WCAG's measure."""

from collections.abc import Mapping

import pytest

from kolonne_blindeforbundet.contrast import CONTRASTS, LEAST_RATIO, Contrast, ratio
from kolonne_blindeforbundet.style import DARK, LIGHT

#: Known from WCAG's own examples: pairs at the edge of levels AA and AAA.
_KNOWN = [
    ("#000000", "#FFFFFF", 21.0),
    ("#FFFFFF", "#FFFFFF", 1.0),
    ("#777777", "#FFFFFF", 4.48),
    ("#595959", "#FFFFFF", 7.0),
]


@pytest.mark.parametrize(("one", "other", "expected"), _KNOWN)
def test_the_ratio_is_wcags(one: str, other: str, expected: float) -> None:
    """Whichever colour comes first."""
    assert ratio(one, other) == ratio(other, one) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("contrast", CONTRASTS.values(), ids=list(CONTRASTS))
def test_workbooks_keep_level_aaa(contrast: Contrast) -> None:
    """Letters and lines on their background."""
    assert ratio(contrast.ink, contrast.paper) >= LEAST_RATIO


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_pages_keep_level_aaa(colours: Mapping[str, str]) -> None:
    """Letters, links and lines, by day and by night."""
    assert all(ratio(colour, colours["paper"]) >= LEAST_RATIO for name, colour in colours.items() if name != "paper")
