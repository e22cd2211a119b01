"""A document that uses everything at once, and records for it that nobody thought of."""

from typing import Any

from hypothesis import strategies as st

from unit.run.documents import Json, column, planned

GROUPS: Json = {
    "enumeration": "org.size",
    "title": "Size",
    "unknown": "keep",
    "codes": {"small": {"label": "Small"}, "large": {"label": "Large", "until": "2024-01-01"}},
}
KIND: Json = {
    "enumeration": "org.kind",
    "title": "Kind",
    "unknown": "blank",
    "codes": {"walk": {"label": "Walk", "aliases": ["stroll"]}, "talk": {"label": "Talk"}},
}
DOCUMENT: Json = {
    "document": "org.test",
    "title": "Test",
    "figures": {"told": {"type": "integer"}},
    "inputs": {
        "visits": {
            "key": "id",
            "belongs_to": {"branches": "branch"},
            "fields": {
                "id": {"type": "text", "required": True},
                "branch": {"type": "text"},
                "first": {"type": "date"},
                "last": {"type": "date"},
                "minutes": {"type": "integer"},
                "cost": {"type": "decimal", "scale": 2},
                "share": {"type": "number"},
                "kind": {"type": "text", "enumeration": "org.kind"},
                "size": {"type": "text", "enumeration": "org.size", "sensitivity": "personal"},
                "leader": {"type": "text", "sensitivity": "personal"},
            },
        },
        "branches": {
            "key": "code",
            "belongs_to": {"counties": {"by": "county", "key": "number"}},
            "fields": {"code": {"type": "text"}, "county": {"type": "integer"}, "limit": {"type": "integer"}},
        },
        "counties": {"fields": {"number": {"type": "integer"}, "name": {"type": "text"}}},
        "people": {
            "key": "person",
            "belongs_to": {"visits": "visit"},
            "fields": {
                "visit": {"type": "text"},
                "person": {"type": "text"},
                "age": {"type": "integer"},
                "paid": {"type": "decimal", "scale": 2},
            },
        },
        "hours": {
            "belongs_to": {"people": "person"},
            "unmatched": "ignore",
            "fields": {"person": {"type": "text", "required": True}, "hours": {"type": "number"}},
        },
        "notes": {"inside": {"visits": "notes"}, "fields": {"text": {"type": "text", "from": "a.text"}, "n": {"type": "integer"}}},
        "members": {"fields": {"county": {"type": "text"}, "since": {"type": "date"}}},
    },
    "rows": {
        "from": "visits",
        "each": {"day": "days(first, coalesce(last, first))"},
        "in_period": "day",
        "let": {
            "nothing": "None",
            "heads": "count(people)",
            "young": "count(people, people.age < 14)",
            "paid": "sum(people.paid)",
            "spent": "sum(hours.hours, hours.hours > 0)",
            "place": "rank(branch, day, order=100 // minutes, where=heads < 9)",
            "again": "count_over(leader)",
            "all_rows": "count_over()",
            "written": "join_text(notes.text, '; ')",
            "inverse": "100 // minutes",
            "county": "counties.name",
        },
        "keep": {
            "long": {"when": "minutes >= 10 or heads > 3", "otherwise": "{minutes} of {count_over(branch)}"},
            "one_a_day": {"when": "is_first(leader, day) or blank(leader)", "otherwise": "the second of {count_over(branch, day)}"},
            "known": {"when": "sum_over(heads, day) < 30", "otherwise": "{heads}"},
        },
    },
    "sheets": {
        "rows": {
            "title": "Rows",
            "columns": {
                "day": column("day"),
                "kind": column("kind", show="label"),
                "heads": column("heads"),
                "place": column("place"),
                "county": column("county"),
                "notes": column("written"),
                "nth": column("rank(order=cost, descending=true)"),
                "left": column("branches.limit - count(people, present(people.age))", default="0"),
                "share": column("sum_over(share / heads, branch)"),
                "cost": column("cost", required={"when": "heads > 4"}),
                "leader": column("leader", release=True),
            },
            "totals": {"heads": "sum", "cost": "max", "kind": "count"},
            "sort": ["-heads", "day"],
            "nil_row": {"county": "'none'"},
        },
        "summary": {
            "title": "Summary",
            "group": ["county", "kind"],
            "columns": {
                "county": column("county"),
                "kind": column("kind", show="label"),
                "visits": column("count()"),
                "people": column("count_distinct(people.person)"),
                "heads": column("sum(heads)"),
                "cost": column("sum(cost)"),
                "share": column("sum(share)"),
                "ratio": column("sum(minutes) // count(inverse > 3)"),
                "hours": column("max(hours.hours)"),
                "notes": column("count(notes)"),
                "members": column("count(members, members.county == county)"),
                "texts": column("join_text(kind + '', '/', where=heads > 0)"),
            },
            "spread": {"over": ["size"], "value": "sum(heads) + count(notes)", "total": "Sum", "unknown": False},
            "totals": {"visits": "sum", "small": "sum", "total": "sum"},
            "mask": {"below": 3, "columns": ["visits"], "shown": "<3"},
        },
        "all": {
            "title": "All",
            "group": [],
            "columns": {"rows": column("count()"), "minutes": column("sum(minutes)"), "days": column("count_distinct(id, day)")},
            "heading": {"members": {"label": "Members", "value": "count(members)"}, "rows": {"label": "Rows", "value": "count()"}},
        },
        "days": {"title": "Days", "group": ["day"], "columns": {"day": column("day", required=True), "n": column("count()")}},
        "sizes": {"title": "Sizes", "group": ["kind"], "fill": "all", "columns": {"kind": column("kind"), "n": column("count()")}},
    },
    "rules": {
        "few": {"check": "heads < 5", "severity": "warning", "message": "{heads} at {branch}: {count_over(branch)}"},
        "bad": {"check": "minutes < 500 and inverse >= 0", "severity": "error", "message": "{minutes} {all_rows}"},
        "stop": {"check": "minutes != 666", "severity": "fatal", "message": "{minutes}"},
        "cells": {"per": "cell", "sheet": "rows", "columns": ["heads", "place"], "check": "value < 9 or count_over(value) > 2", "severity": "error", "message": "{value}"},
        "branch": {"per": "group", "by": ["branch", "day"], "check": "sum(minutes) < 900", "severity": "error", "message": "{branch}: {count()} {sum(count(people))}"},
        "line": {"per": "group", "sheet": "days", "check": "n < 6", "severity": "error", "message": "{day}: {n}"},
        "lines": {"per": "cell", "sheet": "summary", "columns": ["people"], "check": "value < 7", "severity": "warning", "message": "{value}"},
        "sheet": {"per": "sheet", "sheet": "rows", "check": "sum(heads) < 40 and count() != 3", "severity": "warning", "message": "{sum(heads)}"},
        "report": {"per": "report", "check": "count(members) >= count() and sum(sheets.summary.visits) == count()", "severity": "warning", "message": "{count(members)} {count()}"},
        "figure": {"per": "report", "check": "told == count(members)", "severity": "fatal", "message": "{told}"},
    },
}  # fmt: skip
PLAN = planned(DOCUMENT, lists=(KIND, GROUPS))

_KEYS = ("a", "b", "c", "", "A ")
_CELLS: dict[str, tuple[object, ...]] = {
    "id": ("a", "b", "c", "d", "e", "f", "", None),
    "branch": _KEYS,
    "first": ("2025-01-05", "2025-01-06", "2025-01-05", "1.1.2025", "2024-12-31", "31.2.2025", None),
    "last": (None, None, "2025-01-06", "2025-01-08", "x", "2025-01-01"),
    "minutes": ("5", "10", "60", "60", "499", "600", "0", "666", "x", None, "9223372036854775807"),
    "cost": ("1,50", "1.5", "-2", "100 000,25", "kr", None, "999999999999999999.99"),
    "share": ("0.1", "0,2", "1e308", "-1e308", "0.3", "nan", None),
    "kind": ("walk", "Talk", "stroll", "swim", None),
    "size": ("small", "large", "huge", None),
    "leader": ("x", "y", "Æ", None),
    "code": _KEYS, "county": ("1", "2", "x", None), "limit": ("3", "4", None), "number": ("1", "2", "1", None),
    "name": ("Oslo", "Agder", None), "visit": ("a", "b", "c", "d", "nowhere", None), "person": ("p", "q", "r", "s", None),
    "age": ("12", "15", "-", None), "paid": ("10", "0,05", "x", None), "hours": ("1.5", "0.1", "-1", "x", None),
    "since": ("2025-01-01", None),
}  # fmt: skip
#: Records inside of records: `a.text` is where the document looks for the text.
_NOTES: st.SearchStrategy[object] = st.none() | st.lists(
    st.fixed_dictionaries({
        "a": st.none() | st.fixed_dictionaries({"text": st.sampled_from(("hei", "", "hå", None))}),
        "n": st.sampled_from(("1", "x", None)),
    }),
    max_size=3,
)  # fmt: skip


@st.composite
def inputs(draw: st.DrawFn, most: int = 9) -> dict[str, list[dict[str, Any]]]:
    """Records for every input of the document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, definition in DOCUMENT["inputs"].items():
        if name == "notes":
            continue
        cells: dict[str, st.SearchStrategy[object]] = {
            field: st.sampled_from(_CELLS[field]) for field in definition["fields"]
        }
        if name == "visits":
            cells["notes"] = _NOTES
        found[name] = draw(st.lists(st.fixed_dictionaries(cells), max_size=most if name in {"visits", "people"} else 4))
    return found
