"""Contrast: colours that differ enough for eyes that see little, by WCAG's measure."""

from collections.abc import Mapping
from dataclasses import dataclass

#: What WCAG 2 asks of text at level AAA (success criterion 1.4.6).
LEAST_RATIO = 7.0


@dataclass(frozen=True, slots=True)
class Contrast:
    """Letters and lines on a background, each `#RRGGBB`."""

    ink: str
    paper: str
    #: Whether the program shows them as they are anyway, so that nothing needs to be said of them.
    is_usual: bool = False


#: By the names that settings use.
CONTRASTS: Mapping[str, Contrast] = {
    "black-on-white": Contrast("#000000", "#FFFFFF", is_usual=True),
    "white-on-black": Contrast("#FFFFFF", "#000000"),
    "yellow-on-black": Contrast("#FFFF00", "#000000"),
}


def ratio(one: str, other: str) -> float:
    """How much two colours (`#RRGGBB`) differ: from 1 for the same colour to 21 for black and white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
