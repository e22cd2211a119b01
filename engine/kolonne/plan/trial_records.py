"""Records of tests: the names they use, and the record as the source would have it."""

from collections.abc import Iterator, Mapping

from kolonne.definitions import ColumnDocument
from kolonne.documents import Path, near
from kolonne.plan.input_plan import InputPlan
from kolonne.plan.problems import Desk


def check_record(document: ColumnDocument, name: str, record: Mapping[str, object], path: Path, desk: Desk) -> None:
    """Tell of what no field of the input reads, and of fields that are given twice."""
    definition = document.inputs[name]
    sources = {field: one.source or field for field, one in definition.fields.items()}
    inner = {other: one for other, one in document.inputs.items() if name in one.inside}
    sources |= {other: one.inside[name] for other, one in inner.items()}
    places = {source: other for other, source in sources.items()}
    seen: dict[str, Path] = {}
    for steps, value in _members(record, set(sources), set(places)):
        key = ".".join(steps)
        where = (*path, *steps)
        source = sources.get(key, key)
        if source not in places:
            known = list(dict.fromkeys((*sources, *places)))
            message = f"the input `{name}` has no field `{key}`"
            desk.report(where, "unknown_field", message, near(key, known), at_key=True)
            continue
        if source in seen:
            message = f"`{key}` is given already, as `{seen[source][-1]}`"
            desk.report(
                where, "given_twice", message, "the document's name and the source's are the same field", at_key=True
            )
        seen[source] = where
        if places[source] in inner:
            _check_inner(document, places[source], value, where, desk)


def _check_inner(document: ColumnDocument, name: str, value: object, path: Path, desk: Desk) -> None:
    if value is None:
        return
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        desk.report(path, "wrong_type", f"the records of `{name}` are a list of objects")
        return
    for at, record in enumerate(value):
        check_record(document, name, record, (*path, at), desk)


def _members(
    record: Mapping[str, object], names: set[str], sources: set[str], steps: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object]]:
    """The values of a record with the way to each; records inside of it are gone into where a dotted source leads there."""
    for key, value in record.items():
        way = (*steps, key)
        dotted = ".".join(way)
        leads_on = any(source.startswith(f"{dotted}.") for source in sources)
        if isinstance(value, dict) and leads_on and dotted not in names | sources:
            yield from _members(value, set(), sources, way)
        else:
            yield way, value


def as_source_has_it(
    plan: InputPlan, inner: Mapping[str, InputPlan], record: Mapping[str, object]
) -> dict[str, object]:
    """A record with the source's names, and with all fields that the input reads; what is not given is null.

    `inner` are the inputs whose records lie inside of it.
    """
    own = {field.name: field.source for field in plan.fields} | {name: one.inside for name, one in inner.items()}
    found: dict[str, object] = {own.get(key, key): value for key, value in record.items()}
    for source in dict.fromkeys(own.values()):
        if source not in found and not _is_reached(found, source):
            found[source] = None
    for one in inner.values():
        holder, key = _holder(found, one.inside)
        records = holder.get(key)
        if isinstance(records, list):
            holder[key] = [_nested(one, each) if isinstance(each, dict) else each for each in records]
    return found


def _is_reached(record: Mapping[str, object], source: str) -> bool:
    holder: object = record
    for step in source.split("."):
        if not isinstance(holder, dict) or step not in holder:
            # Null on the way makes null of all that would lie in it.
            return holder is None
        holder = holder[step]
    return True


def _holder(record: dict[str, object], source: str) -> tuple[dict[str, object], str]:
    """The record that a source's name leads into, copied on the way there, and its key in it."""
    holder, key = record, source
    while key not in holder and "." in key:
        step, _, key = key.partition(".")
        inside = holder.get(step)
        copied: dict[str, object] = dict(inside) if isinstance(inside, dict) else {key: None}
        holder[step] = copied
        holder = copied
    return holder, key


def _nested(plan: InputPlan, record: Mapping[str, object]) -> dict[str, object]:
    """A record inside of another: there, a dotted name is always a way into further records."""
    own = {field.name: field.source for field in plan.fields}
    found: dict[str, object] = {}
    for key, value in record.items():
        *way, last = own.get(key, key).split(".")
        holder = found
        for step in way:
            inside = holder.setdefault(step, {})
            holder = inside if isinstance(inside, dict) else {}
        holder[last] = value
    return found
