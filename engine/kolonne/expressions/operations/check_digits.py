"""Digits of identifiers, and the sums that show whether one of them was mistyped."""

from collections.abc import Sequence

import polars as pl

from kolonne.expressions.operations.overload import VectorCall
from kolonne.expressions.operations.texts import BLANKS

#: Blanks inside a class of signs.
_BLANKS = "".join(f"\\x{ord(sign):02x}" if ord(sign) < 256 else sign for sign in BLANKS)
_NO_BLANKS = str.maketrans("", "", BLANKS)


def compact(text: pl.Expr, others: str = "") -> pl.Expr:
    """The text without blanks, and without some other signs."""
    return text.str.replace_all(f"[{_BLANKS}{others}]", "")


def compact_scalar(text: str, others: str = "") -> str:
    """As `compact`, for one text."""
    return text.translate(_NO_BLANKS).translate(str.maketrans("", "", others))


class Digits:
    """The digits of texts that have so many, and nothing else; null for all others."""

    def __init__(self, call: VectorCall, text: pl.Expr, count: int) -> None:
        #: Where the text is of so many digits; null for blank.
        self.good = text.str.contains(f"^[0-9]{{{count}}}$")
        self._number = call.once(pl.when(self.good).then(text).cast(pl.Int64))
        self._count = count

    def at(self, first: int, last: int) -> pl.Expr:
        """The number that the digits from one place to another make up, counted from 0, the last included."""
        after, length = int(10 ** (self._count - 1 - last)), int(10 ** (last - first + 1))
        return self._number // after % length

    def rest(self, weights: Sequence[int], modulus: int = 11) -> pl.Expr:
        """What is left of the sum of the digits by their weights."""
        found = self.at(0, 0) * weights[0]
        for place, weight in enumerate(weights[1:], 1):
            found = found + self.at(place, place) * weight
        return found % modulus

    def luhn(self, first: int) -> pl.Expr:
        """Whether the digits from a place to the end hold by Luhn's sum."""
        found = pl.lit(0)
        for place in range(first, self._count):
            digit = self.at(place, place)
            doubled = (self._count - 1 - place) % 2 == 1
            found = found + (digit * 2 // 10 + digit * 2 % 10 if doubled else digit)
        return found % 10 == 0


def rest_scalar(digits: str, weights: Sequence[int], modulus: int = 11) -> int:
    """As `Digits.rest`, for one text."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % modulus
