"""Values as JSON and back. Decimals, dates and times are JSON strings; a blank is null."""

from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation

from kolonne.expressions.types import MOST_WHOLE_DIGITS, Value, ValueType, at_scale, list_of


def to_json(value: Value) -> object:
    """The value as it stands in JSON."""
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def from_json(value: object, of: ValueType) -> Value:
    """A value of that type from JSON; ValueError where it is none."""
    if value is None:
        return None
    try:
        found = _convert(value, of)
    except (ValueError, InvalidOperation, TypeError):
        found = None
    if found is None:
        raise ValueError(f"found {value!r}; {of} is needed")
    return found


def _convert(value: object, of: ValueType) -> Value:
    if of.kind == "list":
        if not isinstance(value, list) or of.item is None:
            return None
        item = of.item
        return tuple(from_json(one, item) for one in value)
    if isinstance(value, str):
        return _from_text(value, of)
    if isinstance(value, bool):
        return value if of.kind == "boolean" else None
    if isinstance(value, int) and of.kind == "integer":
        return value if -(2**63) <= value < 2**63 else None
    if isinstance(value, int | float):
        if of.kind == "number":
            return float(value)
        return _decimal(Decimal(str(value)), of.scale) if of.kind == "decimal" else None
    return None


def _from_text(text: str, of: ValueType) -> Value:
    match of.kind:
        case "text":
            return text
        case "decimal":
            return _decimal(Decimal(text), of.scale)
        case "date":
            return date.fromisoformat(text)
        case "time":
            return time.fromisoformat(text)
        case "datetime":
            moment = datetime.fromisoformat(text)
            return moment.astimezone(UTC) if moment.tzinfo else None
    return None


def _decimal(value: Decimal, scale: int) -> Decimal | None:
    if not value.is_finite() or value.copy_abs() >= 10**MOST_WHOLE_DIGITS:
        return None
    exact = at_scale(value, scale)
    return exact if exact == value else None


def infer(value: object) -> ValueType:
    """The type a JSON value has of itself; ValueError where it has none."""
    if isinstance(value, list):
        kinds = {infer(item) for item in value if item is not None}
        if len(kinds) > 1:
            raise ValueError("the items of a list must be of one type")
        return list_of(next(iter(kinds), ValueType("text")))
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "text")):
        if isinstance(value, kind):
            return ValueType.parse(name)
    if value is None:
        return ValueType("blank")
    raise ValueError(f"found {value!r}; a plain value or a list of them is needed")
