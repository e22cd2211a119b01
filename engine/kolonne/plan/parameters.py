"""Parameters of a document → values for a period."""

from datetime import date

from kolonne.definitions import ColumnDocument, ParameterDefinition
from kolonne.documents import Path
from kolonne.expressions import Value, ValueType, from_json, times
from kolonne.plan.days import check_times, holds
from kolonne.plan.literals import constant, declared_type
from kolonne.plan.problems import Desk
from kolonne.plan.workbench import Workbench


def plan_parameters(document: ColumnDocument, bench: Workbench, day: date | None) -> dict[str, tuple[ValueType, Value]]:
    """The value of every parameter on a day (on any day, if none is at hand); they become names."""
    found: dict[str, tuple[ValueType, Value]] = {}
    for name, parameter in document.parameters.items():
        path = ("parameters", name)
        of = declared_type(path, parameter.type, parameter.scale, None, bench.desk)
        if bench.names.claim(path, name, "a parameter", bench.desk):
            bench.names.add(name, of)
        if of is not None:
            before = len(bench.desk.problems)
            found[name] = (of, _value(path, name, parameter, of, day, bench.desk))
            if parameter.dated is not None and len(bench.desk.problems) == before:
                entries = [(one.since, one.until, from_json(one.value, of)) for one in parameter.dated]
                bench.names.dated[name] = times(entries)
    return found


def _value(path: Path, name: str, parameter: ParameterDefinition, of: ValueType, day: date | None, desk: Desk) -> Value:
    if (parameter.value is None) == (parameter.dated is None):
        both = "both" if parameter.dated is not None else "neither"
        message = f"found {both}; a parameter has either a `value` or `dated` values"
        desk.report(path, "missing_field", message, at_key=True)
        return None
    if parameter.dated is None:
        return constant((*path, "value"), parameter.value, of, desk)
    values = [
        constant((*path, "dated", index, "value"), entry.value, of, desk) for index, entry in enumerate(parameter.dated)
    ]
    check_times((*path, "dated"), parameter.dated, desk)
    for entry, value in zip(parameter.dated, values, strict=True):
        if day is None or holds(entry, day):
            return value
    message = f"no value of `{name}` holds on {day}"
    desk.report(
        (*path, "dated"), "no_value_for_period", message, "the first day of the reporting period picks the value"
    )
    return None
