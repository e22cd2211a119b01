"""Parameters of a document → values for a period."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from kolonne.definitions import ColumnDocument, ParameterDefinition, Validity
from kolonne.expressions import Value, ValueType
from kolonne.plan.inputs import constant, field_type
from kolonne.plan.problems import Desk, Path
from kolonne.plan.workbench import Workbench


def plan_parameters(document: ColumnDocument, bench: Workbench, day: date) -> dict[str, tuple[ValueType, Value]]:
    """The value of every parameter on a day; they become names."""
    found: dict[str, tuple[ValueType, Value]] = {}
    for name, parameter in document.parameters.items():
        path = ("parameters", name)
        of = field_type(path, parameter.type, parameter.scale, None, bench.desk)
        if of is None:
            continue
        if name in bench.names.types:
            bench.desk.report(path, "name_taken", f"`{name}` is {bench.names.origins[name]} already", at_key=True)
        bench.names.add(name, of, "a parameter")
        found[name] = (of, _value(path, parameter, of, day, bench.desk))
    return found


def _value(path: Path, parameter: ParameterDefinition, of: ValueType, day: date, desk: Desk) -> Value:
    if (parameter.value is None) == (parameter.dated is None):
        desk.report(path, "missing_field", "a parameter has either a `value` or `dated` values")
        return None
    if parameter.dated is None:
        return constant((*path, "value"), parameter.value, of, desk)
    values = [
        constant((*path, "dated", index, "value"), entry.value, of, desk) for index, entry in enumerate(parameter.dated)
    ]
    _check_times((*path, "dated"), parameter.dated, desk)
    for entry, value in zip(parameter.dated, values, strict=True):
        if holds(entry, day):
            return value
    return None


def holds(validity: Validity | None, day: date) -> bool:
    """Whether a day lies within: `from` inclusive, `until` exclusive."""
    if validity is None:
        return True
    text = day.isoformat()
    return (validity.since is None or validity.since <= text) and (validity.until is None or text < validity.until)


def _check_times(path: Path, entries: Sequence[Validity], desk: Desk) -> None:
    """Dated values must leave no day out between them, and no day to two of them."""
    known = [(entry.since or "", entry.until or "9999-12-32", index) for index, entry in enumerate(entries)]
    known.sort()
    for (_, until, _), (since, _, index) in pairwise(known):
        if since < until:
            desk.report(
                (*path, index),
                "overlap",
                f"this begins on {since or 'the first day'}, but another value holds until {until}",
            )
        elif since > until:
            desk.report((*path, index), "gap", f"this begins on {since}, but the value before it ends on {until}")
