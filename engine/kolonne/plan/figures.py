"""Figures of a document: values that come with the request."""

import math
from collections.abc import Mapping

from kolonne.contract import InvalidRequestError
from kolonne.definitions import ColumnDocument
from kolonne.documents import near
from kolonne.expressions import Value, ValueType, from_json
from kolonne.plan.literals import declared_type
from kolonne.plan.workbench import Workbench


def plan_figures(
    document: ColumnDocument, bench: Workbench, given: Mapping[str, object] | None
) -> dict[str, tuple[ValueType, Value]]:
    """The value of every figure; they become names. What is not given is blank.

    Raises InvalidRequestError where `given` (None while a document is validated as such) is not what is asked for.
    """
    found: dict[str, tuple[ValueType, Value]] = {}
    reasons: list[str] = []
    for name, figure in document.figures.items():
        path = ("figures", name)
        of = declared_type(path, figure.type, figure.scale, None, bench.desk)
        if bench.names.claim(path, name, "a figure", bench.desk):
            bench.names.add(name, of)
        if of is None:
            continue
        found[name] = (of, None)
        value = (given or {}).get(name)
        if value is None and figure.required and given is not None:
            reasons.append(f"figures: `{name}` is missing; a value of type {of} is needed")
        elif value is not None:
            try:
                found[name] = (of, figure_value(value, of))
            except ValueError as error:
                reasons.append(f"figures: `{name}`: {error}")
    unknown = [name for name in given or {} if name not in document.figures]
    reasons += [f"figures: the document asks for no `{name}`; {_known(name, document)}" for name in unknown]
    if reasons:
        raise InvalidRequestError(tuple(reasons))
    return found


def figure_value(value: object, of: ValueType) -> Value:
    """A figure as it was typed, or as JSON has it; raises ValueError where it is none of that type."""
    if of.kind in {"number", "decimal"} and not _is_finite(value):
        raise ValueError(f"found {value!r}; {of} is needed")
    if isinstance(value, str) and of.kind in {"integer", "number"}:
        try:
            return from_json(int(value) if of.kind == "integer" else float(value.replace(",", ".")), of)
        except (ValueError, OverflowError):
            raise ValueError(f"found {value!r}; {of} is needed") from None
    if isinstance(value, str) and of.kind == "decimal":
        return from_json(value.replace(",", "."), of)
    if isinstance(value, str) and of.kind == "boolean" and value in {"true", "false"}:
        return value == "true"
    if isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError("found half of a surrogate pair, which is no character")
    return from_json(value, of)


def _is_finite(value: object) -> bool:
    """Whether it is no `nan` and no infinity, as a number or as a text that Python takes for one."""
    try:
        return not isinstance(value, float | str) or math.isfinite(float(str(value).replace(",", ".")))
    except ValueError:
        return True


def _known(name: str, document: ColumnDocument) -> str:
    if hint := near(name, document.figures):
        return hint
    known = ", ".join(f"`{figure}`" for figure in document.figures)
    return f"it asks for {known}" if known else "it asks for none at all"
