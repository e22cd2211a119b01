"""The workload: activity records of 16 fields, and a document of 20 columns that wants them. The same every time."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

#: How many records are made at a time, so that making five million takes no more memory than making one piece.
PIECE = 100_000
KINDS = {
    "samtale": "Samtale", "gruppe": "Samtalegruppe", "kurs": "Kurs & opplæring", "tur": "Tur", "mote": "Møte",
    "besok": "Besøk på sykehus", "telefon": "Telefon", "intern": "Internt møte",
}  # fmt: skip
COUNTIES = {
    "03": "Oslo", "11": "Rogaland", "15": "Møre og Romsdal", "18": "Nordland", "31": "Østfold", "32": "Akershus",
    "33": "Buskerud", "34": "Innlandet", "39": "Vestfold", "40": "Telemark", "42": "Agder", "46": "Vestland",
    "50": "Trøndelag", "55": "Troms", "56": "Finnmark",
}  # fmt: skip
AUDIENCES = {"1": "Bevegelse", "2": "Syn", "3": "Hørsel", "4": "Hjerte & lunge", "9": "Ikke oppgitt"}
_TITLES = [
    "Åpen kveld for nye", "Samtale på Ås", "Kaffe & vafler", "Kurs: «Å være likeperson»", "Trening <nybegynnere>",
    "Møte; planlegging", "Tur til Ørsta", "Bowling", "Årsmøte i lokallaget", "Øvelse gjør mester & andre råd",
]  # fmt: skip
_LEADERS = ["Kari Nordmann", "Ola Ødegård", "Åse Bø", "Pål Sæther", "Nils-Aslak Valkeapää", "Anne Grete Lærum"]
_NOTES = ["Lån av lokale", "Dårlig vær", "a < b & c", "Ringte; kom ikke", "Fullt"]
#: The names that Parquet and CSV have.
FIELDS = {
    "id": "text", "kind": "text", "county": "text", "audience": "text", "municipality": "text", "title": "text",
    "leader": "text", "note": "text", "day": "date", "last_day": "date", "start": "time", "minutes": "integer",
    "participants": "integer", "members": "integer", "cost": "decimal", "approved": "boolean",
}  # fmt: skip
#: Column → what it is computed with; the seven that have a condition come last.
PLAIN = {
    "id": "id", "day": "day", "start": "start", "title": "title", "kind": "kind", "county": "county",
    "audience": "audience", "municipality": "municipality", "leader": "leader", "note": "note",
    "participants": "participants", "minutes": "minutes", "approved": "approved",
}  # fmt: skip
CONDITIONAL = {
    "hours": "minutes / 60 if minutes >= 15 else 0.25",
    "member_share": "members / participants if participants > 0 else None",
    "subsidy": "cost * 0.8 if participants >= 3 and approved else 0.00",
    "size": "'stor' if participants > 20 else 'middels' if participants > 8 else 'liten'",
    "days": "days_between(day, last_day) + 1 if present(last_day) else 1",
    "quality": "'klar' if approved and present(leader) else 'mangler leder' if approved else 'ikke godkjent'",
    "place": "county + '-' + municipality if present(municipality) else county",
}
#: Reason → what is kept; rule → severity, what is checked.
KEEP = {"counts": "kind != 'intern'", "long_enough": "minutes >= 15 or approved"}
RULES = {"too_dear": ("error", "cost <= 9000"), "leader": ("warning", "present(leader)")}


def records(first: int, many: int) -> pl.DataFrame:
    """Records number `first` and on. Everything follows from the number, by mixing it with primes."""
    n = pl.int_range(first, first + many, dtype=pl.Int64, eager=True)

    def mixed(prime: int, below: int) -> pl.Series:
        return n * prime % 1_000_003 * 7919 % 999_983 % below

    def among(values: list[Any], prime: int, dtype: Any = pl.String) -> pl.Series:
        return pl.Series(values, dtype=dtype).gather(mixed(prime, len(values)))

    def blank(values: pl.Series, prime: int, every: int) -> pl.Series:
        return pl.select(pl.when(mixed(prime, every) != 0).then(values)).to_series()

    days = pl.Series([date(2025, 1, 1)]).dt.offset_by("0d").gather(pl.Series([0] * many, dtype=pl.UInt32))
    day = (days.cast(pl.Int32) + mixed(97, 365).cast(pl.Int32)).cast(pl.Date)
    last = (day.cast(pl.Int32) + mixed(101, 3).cast(pl.Int32)).cast(pl.Date)
    kinds = [kind for kind in KINDS for _ in range(1 if kind == "intern" else 4)]
    return pl.DataFrame(
        {
            "id": n.cast(pl.String).str.zfill(8),
            "kind": among(kinds, 31),
            "county": among(list(COUNTIES), 37),
            "audience": blank(among(list(AUDIENCES), 41), 43, 12),
            "municipality": blank(among([f"{at:04}" for at in range(301, 5636, 15)], 47), 53, 9),
            "title": among(_TITLES, 59),
            "leader": blank(among(_LEADERS, 61), 67, 25),
            "note": blank(among(_NOTES, 71), 2, 2),
            "day": day,
            "last_day": blank(last, 73, 3),
            "start": (mixed(79, 96) * 900_000_000_000).cast(pl.Time),
            "minutes": mixed(83, 180) + 5,
            "participants": blank(mixed(89, 31), 103, 50),
            "members": mixed(107, 8),
            "cost": (mixed(109, 945_000)).cast(pl.Decimal(18, 2)) / pl.Series([100], dtype=pl.Decimal(18, 0)),
            "approved": mixed(113, 20) != 0,
        }
    ).with_columns(pl.col("cost").cast(pl.Decimal(18, 2)))


def make_parquet(path: Path, number: int) -> Path:
    """So many records as Parquet, in row groups of one piece."""
    import pyarrow as pa
    from pyarrow import parquet

    oldest = pl.CompatLevel.oldest()
    with parquet.ParquetWriter(path, records(0, 1).to_arrow(compat_level=oldest).schema) as writer:
        for first in range(0, number, PIECE):
            table = records(first, min(PIECE, number - first)).to_arrow(compat_level=oldest)
            writer.write_table(pa.table(table))
    return path


def make_csv(path: Path, number: int) -> Path:
    """So many records as .csv, with semicolons and decimal points."""
    with path.open("wb") as stream:
        for first in range(0, number, PIECE):
            piece = records(first, min(PIECE, number - first))
            piece.write_csv(stream, separator=";", time_format="%H:%M", include_header=not first)
    return path


def make_organisation(root: Path) -> Path:
    """The library with the document and its three code lists; gives its folder."""
    _write(root / "demo/organisation.json", {"organisation": "demo", "name": "Demo", "default_document": "demo.work"})
    for name, codes in (("kind", KINDS), ("county", COUNTIES), ("audience", AUDIENCES)):
        content = {"enumeration": f"demo.{name}", "title": name, "unknown": "error", "codes": codes}
        _write(root / f"demo/enumerations/{name}.json", content)
    _write(root / "demo/documents/work.json", document())
    return root


def document() -> dict[str, Any]:
    """The document: three code lists with labels, two conditions for keeping a row, two rules."""
    lists = ("kind", "county", "audience")
    fields: dict[str, Any] = {name: {"type": kind} for name, kind in FIELDS.items()}
    fields["id"]["required"] = True
    fields["cost"]["scale"] = 2
    for name in lists:
        fields[name]["enumeration"] = f"demo.{name}"
    columns = {name: {"header": name, "value": value} for name, value in (PLAIN | CONDITIONAL).items()}
    for name in lists:
        columns[name]["show"] = "label"
    return {
        "document": "demo.work",
        "title": "Aktiviteter",
        "inputs": {"activities": {"key": "id", "fields": fields}},
        "rows": {
            "from": "activities",
            "keep": {name: {"when": when, "otherwise": f"ikke {name}"} for name, when in KEEP.items()},
        },
        "sheets": {"activities": {"title": "Aktiviteter", "columns": columns}},
        "rules": {
            name: {"severity": severity, "check": check, "message": f"{name} i {{id}}"}
            for name, (severity, check) in RULES.items()
        },
    }


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    make_organisation(folder / "org")
    for number in map(int, sys.argv[2:]):
        make_parquet(folder / f"activities-{number}.parquet", number)
        make_csv(folder / f"activities-{number}.csv", number)
