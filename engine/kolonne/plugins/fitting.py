"""Fitting: which versions of kolonne a distribution asks for, and whether this is one of them."""

import operator
import re
from collections.abc import Callable, Iterable, Mapping

from kolonne import __version__
from kolonne.hookspecs import PROJECT

_COMPARE: Mapping[str, Callable[[list[int], list[int]], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
#: A name, and extras, which are not looked at here.
_NAME = re.compile(r"([A-Za-z0-9._-]+) *(\[[A-Za-z0-9._, -]*\])?")
_RELEASE = re.compile(r"[0-9]+(\.[0-9]+)*")
_BOUND = re.compile(rf"(>=|<=|>|<|==|!=) *({_RELEASE.pattern})")


def fit(requires: Iterable[str], version: str = __version__) -> tuple[str, str]:
    """The versions of kolonne that requirements ask for, and why this one is none of them; each empty if there is none."""
    for text in requires:
        name = _NAME.match(text)
        if name is None or name[1].lower() != PROJECT:
            continue
        if (found := _plainly(text[name.end() :], version) or _wholly(text, version)) is not None:
            specifier, fits = found
            return specifier, "" if fits else f"it is made for kolonne {specifier}; this is {version}"
    return "", ""


def _plainly(text: str, version: str) -> tuple[str, bool] | None:
    """Bounds that are numbers, as in `>=0.1,<0.2`; None where it takes the whole of packaging, which loads for long."""
    bounds = [_BOUND.fullmatch(bound.strip()) for bound in text.split(",")]
    if not _RELEASE.fullmatch(version) or not all(bounds):
        return None
    plain = {f"{bound[1]}{bound[2]}": bound for bound in bounds if bound is not None}
    fits = all(_COMPARE[bound[1]](*_padded(version, bound[2])) for bound in plain.values())
    return ",".join(sorted(plain)), fits


def _padded(*versions: str) -> list[list[int]]:
    """Versions as numbers, equally many: 1.0 is 1."""
    numbers = [[int(number) for number in version.split(".")] for version in versions]
    longest = max(map(len, numbers))
    return [one + [0] * (longest - len(one)) for one in numbers]


def _wholly(text: str, version: str) -> tuple[str, bool] | None:
    """Whatever a requirement may be; None where it is none, or not one of this machine."""
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        wanted = Requirement(text)
    except InvalidRequirement:
        return None
    if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
        return None
    return str(wanted.specifier), wanted.specifier.contains(version, prereleases=True)
