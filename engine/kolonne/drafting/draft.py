"""Draft: a document that fills a template, to go on from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kolonne.contract.quick import dataclass
from kolonne.drafting.fields import Sample, field_name, field_type
from kolonne.drafting.matching import matched
from kolonne.drafting.tables import FormHeader, FormTable
from kolonne.workbooks import GENERAL, plain

#: As long as an expression may be.
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole document, as JSON has it, and what its author has to know."""

    document: dict[str, object]
    #: Sentences without full stop.
    notes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the records goes anywhere."""
        return not self.document["sheets"]


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    definition: dict[str, object]


def draft(
    id_: str, title: str, template: str, tables: Sequence[FormTable], sample: Sample | None, source: str = "records"
) -> Draft:
    """A document for a template and its tables, at least one.

    A sample of the records tells what their columns are called; `source` is the name of the input that they are.
    """
    fields, notes = _fields(tables, sample)
    sheets: dict[str, object] = {}
    rules: dict[str, object] = {}
    for table in tables:
        columns = {
            fields[key].name: {"header": header.text, "value": fields[key].name}
            for header in table.headers
            if (key := plain(header.text)) in fields and not header.is_given
        }
        if not columns:
            notes.append(f"the worksheet `{table.worksheet}` is left out: no column of the records fits a header of it")
            continue
        place = {"sheet": table.worksheet, "header_row": table.header_row} if table.is_ambiguous else None
        name = field_name(table.worksheet, sheets)
        sheets[name] = {"title": table.worksheet, **({"template": place} if place else {}), "columns": columns}
        for header in table.headers:
            if header.choices and (found := fields.get(plain(header.text))) and not header.is_given:
                rules.update(_offered(found, header, rules))
    notes += list(_told(tables, fields))
    used = {one.name: one.definition for one in fields.values()}
    days = [name for name, one in used.items() if one["type"] == "date"]
    rows: dict[str, object] = {"from": source, **({"in_period": days[0]} if len(days) == 1 else {})}
    if not days:
        notes.append("no field is a date, so all records are taken, whatever the period; say `in_period` in `rows`")
    elif len(days) > 1:
        notes.append(
            f"which of {_listed(days)} decides whether a record belongs to the period is not said: `in_period`"
        )
    notes.append(
        "no field is marked as personal: say `sensitivity` where one is, and `release` where it is meant to leave"
    )
    document: dict[str, object] = {
        "document": id_,
        "title": title,
        "template": template,
        "inputs": {source: {"fields": used}},
        "rows": rows,
        "sheets": sheets,
        **({"rules": rules} if rules else {}),
    }
    return Draft(document, tuple(notes))


def _fields(tables: Sequence[FormTable], sample: Sample | None) -> tuple[dict[str, _Field], list[str]]:
    """Header, as it is compared → its field."""
    headers: dict[str, FormHeader] = {}
    for one in (one for table in tables for one in table.headers if not one.is_given):
        # Of one that stands on several sheets, where its format says most.
        if (known := headers.get(plain(one.text))) is None or known.format == GENERAL:
            headers[plain(one.text)] = one if known is None else replace(known, format=one.format)
    if sample is None:
        sources = {key: one.text for key, one in headers.items()}
    else:
        texts = {one.text: key for key, one in headers.items()}
        sources = {texts[text]: name for text, name in matched(list(texts), list(sample)).items()}
    found: dict[str, _Field] = {}
    notes: list[str] = []
    for key, header in headers.items():
        if key not in sources:
            continue
        source = sources[key]
        name = field_name(header.text, [one.name for one in found.values()])
        values = sample[source] if sample is not None else ()
        found[key] = _Field(name, {**field_type(values, header.format), "from": source})
        if sample is not None and plain(source) != key:
            notes.append(f"`{source}` of the records goes under `{header.text}`: look whether that is meant")
    return found, notes


def _told(tables: Sequence[FormTable], fields: Mapping[str, _Field]) -> Iterator[str]:
    for table in tables:
        lacking = [one.text for one in table.headers if plain(one.text) not in fields and not one.is_given]
        if lacking:
            yield f"nothing goes under {_listed(lacking)} of `{table.worksheet}`: no column of the records looks like it"
        computed = [one.text for one in table.headers if one.is_given]
        if computed:
            yield f"the template fills {_listed(computed)} of `{table.worksheet}` by itself"


def _offered(found: _Field, header: FormHeader, rules: Mapping[str, object]) -> dict[str, object]:
    """A rule that says what the template's dropdown offers."""
    if found.definition["type"] != "text":
        return {}
    listed = ", ".join(f"'{choice}'" for choice in header.choices)
    check = f"blank({found.name}) or {found.name} in [{listed}]"
    if (
        len(check) > _LONGEST
        or any(sign in listed.replace("', '", "") for sign in "\\\n\r")
        or "'" in "".join(header.choices)
    ):
        return {}
    message = {
        "nb": f"{_escaped(header.text.rstrip(' *:'))} er ikke blant det som skjemaet tilbyr",
        "en": f"{_escaped(header.text.rstrip(' *:'))} is not among what the form offers",
    }
    return {field_name(f"{found.name}_offered", rules): {"check": check, "severity": "warning", "message": message}}


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
