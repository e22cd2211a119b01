"""Activities with participants: records and documents that look at related records, at other rows, and at groups."""

import json
import sys
from pathlib import Path
from typing import Any

import polars as pl

#: Participants of an activity, on average.
HEADS = 3


def make_related(root: Path, activities: int) -> Path:
    """A library with one document and the records of so many activities; gives its folder. The same every time."""
    source = root / "records"
    source.mkdir(parents=True, exist_ok=True)
    numbers = pl.int_range(activities, eager=True)
    pl.DataFrame(
        {
            "id": "A" + numbers.cast(pl.String),
            "day": pl.date_range(pl.date(2025, 1, 1), pl.date(2025, 12, 31), eager=True)
            .gather(numbers * 7919 % 365)
            .dt.to_string("%Y-%m-%d"),
            "leader": "L" + (numbers * 31 % (activities // 5 + 1)).cast(pl.String),
            "kind": "k" + (numbers * 17 % 8).cast(pl.String),
            "minutes": numbers * 13 % 120 + 15,
        }
    ).write_csv(source / "activities.csv", separator=";")
    people = pl.int_range(activities * HEADS, eager=True)
    pl.DataFrame(
        {
            "activity": "A" + (people * people % 999_983 % activities).cast(pl.String),
            "person": "P" + (people * 7 % (activities // 2 + 1)).cast(pl.String),
            "gender": (people * 11 % 3).replace_strict({0: "K", 1: "M", 2: ""}, return_dtype=pl.String),
            "born": people * 5 % 80 + 1940,
        }
    ).write_csv(source / "participants.csv", separator=";")
    _write(root / "org/demo/organisation.json", {"organisation": "demo", "name": "Demo"})
    kinds = {f"k{at}": f"Slag {at}" for at in range(8)}
    _write(root / "org/demo/enumerations/kind.json", _list("kind", kinds))
    _write(root / "org/demo/enumerations/gender.json", _list("gender", {"K": "Kvinne", "M": "Mann"}))
    _write(root / "org/demo/documents/related.json", _DOCUMENT)
    return root


def _list(name: str, codes: dict[str, str]) -> dict[str, Any]:
    return {"enumeration": f"demo.{name}", "title": name, "unknown": "error", "codes": codes}


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


_DOCUMENT: dict[str, Any] = {
    "document": "demo.related",
    "title": "Aktiviteter",
    "inputs": {
        "activities": {
            "key": "id",
            "fields": {
                "id": {"type": "text", "required": True},
                "day": {"type": "date", "required": True},
                "leader": {"type": "text"},
                "kind": {"type": "text", "enumeration": "demo.kind"},
                "minutes": {"type": "integer"},
            },
        },
        "participants": {
            "belongs_to": {"activities": "activity"},
            "fields": {
                "activity": {"type": "text"},
                "person": {"type": "text", "sensitivity": "personal"},
                "gender": {"type": "text", "enumeration": "demo.gender"},
                "born": {"type": "integer", "sensitivity": "personal"},
            },
        },
    },
    "rows": {
        "from": "activities",
        "in_period": "day",
        "let": {
            "heads": "count(participants)",
            "young": "count(participants, participants.born > 1999)",
            "women": "count(participants, participants.gender == 'K')",
        },
        "keep": {
            "long_enough": {"when": "minutes >= 45", "otherwise": "for kort"},
            "enough": {"when": "heads >= 2", "otherwise": "for få"},
            "one_a_day": {"when": "is_first(leader, day)", "otherwise": "én om dagen"},
        },
    },
    "sheets": {
        "activities": {
            "title": "Aktiviteter",
            "columns": {
                name: {"header": name, "value": name}
                for name in ("id", "day", "leader", "kind", "minutes", "heads", "young", "women")
            },
        },
        "kinds": {
            "title": "Slag",
            "group": ["kind"],
            "columns": {
                "kind": {"header": "kind", "value": "kind"},
                "activities": {"header": "activities", "value": "count()"},
                "heads": {"header": "heads", "value": "sum(heads)"},
                "people": {"header": "people", "value": "count_distinct(participants.person)"},
            },
        },
    },
}


if __name__ == "__main__":
    make_related(Path(sys.argv[1]), int(sys.argv[2]))
