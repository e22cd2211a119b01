"""Literals of a document: the types that fields and parameters say they have, and values of those types."""

from kolonne.documents import Path
from kolonne.expressions import Value, ValueType, from_json
from kolonne.expressions import decimal as decimal_type
from kolonne.plan.problems import Desk

#: How values that JSON has no form for are written.
_WRITTEN = {"date": "2024-01-31", "time": "12:30", "datetime": "2024-01-31T12:30:00Z"}


def declared_type(path: Path, kind: str, scale: int | None, items: str | None, desk: Desk) -> ValueType | None:
    """The type that a field or parameter says it has."""
    if scale is not None and kind != "decimal":
        message = f"`scale` belongs to decimals, not to {kind}"
        desk.report((*path, "scale"), "misplaced_field", message, at_key=True)
    if items is not None and kind != "list":
        desk.report((*path, "items"), "misplaced_field", f"`items` belongs to lists, not to {kind}", at_key=True)
    if kind == "decimal":
        if scale is not None:
            return decimal_type(scale)
        hint = "a decimal says how many digits stand behind the point"
        desk.report(path, "missing_field", "`scale` is missing", hint)
        return None
    if kind != "list":
        return ValueType.parse(kind)
    if items in {"list", "decimal"}:
        desk.report((*path, "items"), "wrong_value", f"a list of `{items}` is not possible")
        return None
    return ValueType("list", item=ValueType.parse(items or "text"))


def constant(path: Path, value: object, of: ValueType, desk: Desk) -> Value:
    """A literal of the document as a value of a type."""
    try:
        return from_json(value, of)
    except ValueError:
        shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
        written = _WRITTEN.get(of.kind)
        hint = f'written like "{written}"' if written else ""
        desk.report(path, "wrong_type", f"found `{shown}`; a value of type {of} is needed", hint)
        return None
