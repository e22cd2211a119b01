"""Dated values: `as_of(parameter, day)` takes the value that a parameter has on a day, whatever the period has."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kolonne.expressions.checked import Checked, Choose, Constant, Junction
from kolonne.expressions.complaints import FORM_HINTS
from kolonne.expressions.nodes import Call, Name
from kolonne.expressions.scope import near_hint
from kolonne.expressions.types import DATE, Value

if TYPE_CHECKING:
    from kolonne.expressions.checker import Checker


def value_on(checker: "Checker", node: Call) -> Checked:
    """The value whose time the day lies in; blank for a day that lies in none, and for a blank day."""
    if len(node.arguments) != 2 or node.named:
        raise checker.wrong("bad_argument", "`as_of` cannot take these arguments", node.span, FORM_HINTS["as_of"])
    parameter, written = node.arguments
    dated = checker.scope.dated.get(parameter.name) if isinstance(parameter, Name) else None
    if dated is None or not isinstance(parameter, Name):
        known = list(checker.scope.dated)
        hint = near_hint(parameter.name, known) if isinstance(parameter, Name) else ""
        hint = hint or (f"dated are {', '.join(f'`{one}`' for one in known)}" if known else "no parameter is dated")
        raise checker.wrong("not_dated", "the name of a parameter with `dated` values is needed", parameter.span, hint)
    of = checker.scope.names.get(parameter.name)
    day = checker.fit(checker.check(written), DATE, "`date`")
    if of is None:
        raise checker.wrong("unknown_name", f"there is no `{parameter.name}`", parameter.span)
    cases = tuple((_holds(checker, day, since, until), Constant(value, of, node.span)) for since, until, value in dated)
    return Choose(cases, Constant(None, of, node.span), of, node.span)


def _holds(checker: "Checker", day: Checked, since: date | None, until: date | None) -> Checked:
    """Whether the day lies within: `from` inclusive, `until` exclusive."""
    parts: list[Checked] = []
    for symbol, edge in ((">=", since), ("<", until)):
        if edge is not None:
            operands: list[Checked] = [day, Constant(edge, DATE, day.span)]
            parts.append(checker.apply(checker.scope.operations[symbol], operands, day.span))
    if not parts:
        # It holds on every day, but not on a blank one.
        parts.append(checker.apply(checker.scope.operations["present"], [day], day.span))
    return parts[0] if len(parts) == 1 else Junction("and", tuple(parts), day.span)


def times(
    entries: Sequence[tuple[str | None, str | None, Value]],
) -> tuple[tuple[date | None, date | None, Value], ...]:
    """Values with their days as a document writes them."""
    return tuple((_day(since), _day(until), value) for since, until, value in entries)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
