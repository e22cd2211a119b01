"""Make the example records: an activity log as branches really keep them, invented from end to end.

The committed files come from these commands, run in the repository's root:

    python org_configs/nhf/generate_records.py --seed 2025 --count 2000 --year 2025 \
        --out org_configs/nhf/examples/2025/input/activities.csv
    python org_configs/nhf/generate_records.py --seed 11 --count 40 --year 2023 \
        --out org_configs/nhf/examples/empty-period/input/activities.csv

The same seed and the same version of faker (requirements/dev.txt) make the same bytes. People are invented by faker,
addresses end in example.no or example.org, and every character is in Windows-1252, so that a log can be written in that
encoding as well (`--encoding windows-1252`).
"""

import argparse
import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from faker import Faker

COLUMNS = (
    "Aktivitetsnr",
    "Registrert",
    "Dato",
    "Til og med",
    "Minutter per dag",
    "Aktivitet",
    "Form",
    "Deltakere",
    "Medlemmer",
    "Målgruppe",
    "Likeperson",
    "Godkjent",
    "Lokallag",
    "E-post",
    "Kommunenr",
    "Fylkesnr",
    "Land",
    "Tema",
    "Kostnad",
    "Merknad",
)
Record = dict[str, str]

_MUNICIPALITIES = Path(__file__).parents[1] / "bufdir" / "enumerations" / "municipality.csv"
_BRANCHES = 60
_ASCII = str.maketrans("æøåáčšŋ ", "eoaacsn-")

#: Kind of activity → how often it comes, and how it is spelled; the first spelling is the usual one.
_KINDS = {
    "samtale": (24, ("Likepersonssamtale", "samtale", "Samtale", "likepersonsamtale", "Likemannssamtale")),
    "hjemmebesok": (6, ("Hjemmebesøk", "hjemmebesøk", "Heimebesøk")),
    "samtalegruppe": (20, ("Samtalegruppe", "samtalegruppe", "SAMTALEGRUPPE", "Samtalegr.")),
    "aktivitetsgruppe": (16, ("Aktivitetsgruppe", "aktivitetsgruppe", "Aktivitetgruppe")),
    "temakveld": (6, ("Temakveld", "temamøte", "Tema kveld")),
    "likepersonskurs": (8, ("Likepersonskurs", "likepersonskurs", "Likepersonkurs", "Kurs for likepersoner")),
    "telefonsamtale": (5, ("Telefonsamtale", "telefon", "Tlf.")),
    "chat": (2, ("Chat", "nettprat")),
    "epost": (2, ("E-post", "mail")),
    "sykehusvakt": (3, ("Sykehusvakt", "Vaktrunde")),
    "stand": (2, ("Stand",)),
    "styremote": (3, ("Styremøte", "styremøte", "Styremøtte")),
    "arsmote": (1, ("Årsmøte", "årsmøte")),
    "radsarbeid": (1, ("Brukerutvalg", "Råd")),
    "sosialt": (3, ("Sosialt", "Sommerfest", "Julebord")),
    "andres": (1, ("Ekstern",)),
}
_UNKNOWN_KINDS = ("Smatale", "samtalegrupe", "Bingo", "???", "likepers.arbeid")
_MEETING_KINDS = {
    "samtalegruppe",
    "aktivitetsgruppe",
    "temakveld",
    "likepersonskurs",
    "styremote",
    "arsmote",
    "sosialt",
}

_IN_PERSON = ("Fysisk", "Fysisk", "Fysisk", "fysisk", "Fysisk oppmøte")
_ONLINE = ("Digital", "Digitalt", "Teams", "Zoom", "på nett")
_YES = ("ja", "ja", "ja", "Ja", "JA", "x", "1", "j")
_NO = ("nei", "Nei", "0", "n")
_AUDIENCES = ("1", "1", "2", "3", "Medlemmer", "pårørende", "begge", "", "", "9")
_COUNTRIES = ("Norge", "NO", "Noreg", "norge")
_ABROAD = ("Sverige", "Danmark", "Spania", "Kypros", "Svalbard")
_BAD_DATES = ("31.02.2025", "2025-13-01", "i mars", "29.02.2023", "32.1.2025", "?")
_BAD_MINUTES = ("-60", "-45", "99999", "0", "ca. 60", "90 min", "1,5 t")
_BAD_COSTS = ("kr 500", "-250,00", "gratis", "1.250,00 kr")
#: Valid until 1 January 2024.
_OLD_MUNICIPALITIES = ("3005", "3024", "3806", "5401", "1507", "3007")
_UNKNOWN_MUNICIPALITIES = ("9876", "8888", "4699")

_TOPICS = (
    "Å leve med ryggmargsskade",
    "Hverdagen med personlig assistanse",
    "Rettigheter og hjelpemidler",
    "Arbeidsliv; muligheter og krav",
    "Å være forelder til et barn med nedsatt funksjonsevne",
    "Fatigue og energi i kvardagen",
    "Trening i vatn",
    "Første året etter ulykken",
    "Universell utforming i nærmiljøet",
    "Søvn, smerte og mestring",
    "Brukarstyrt personleg assistanse – BPA",
    "Samliv og nettverk",
)
_NOTES = (
    "Fint oppmøte.",
    "Flere spurte om ny dato.",
    "Vi trenger større lokale til høsten.",
    "Heisen var ute av drift, møtte i kafeen i stedet.",
    "Skyssen kom for sent.",
    "Nokre måtte gå før slutt.",
    "Kaffe og vafler fra kjøkkenet.",
    "Teleslynge manglet.",
)
#: What spreadsheets take for formulas, and what breaks careless readers.
_ODD_NOTES = (
    "=SUM(A1)",
    '=HYPERLINK("https://example.org";"trykk her")',
    "+47 000 00 000 – ring for avtale",
    "- ingen merknad",
    "-",
    "@leder: se på denne",
    "Avtalt: kaffe; vafler; skyss",
    'Deltakerne kalte den "den beste kvelden i år"',
    "Første økt: samtale\nAndre økt: tur\nTredje økt: oppsummering",
    "Møtte kl. 17\r\nFerdig kl. 19",
    "1/2 av gruppen kom",
    "0047",
    "NULL",
    "  innrykk foran og bak  ",
    "Café «Ærlig & Øm» – 50 % rabatt, 20 € i depositum",
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A local branch: where it lies, its address, and its likepersons."""

    name: str
    email: str
    municipality: str
    people: tuple[str, ...]


def make_records(seed: int, count: int, year: int) -> list[Record]:
    """So many records about a year, in the order in which they were registered; headings as in `COLUMNS`."""
    dice = Random(seed)
    fake = Faker("no_NO")
    fake.seed_instance(seed)
    branches = _branches(dice, fake, year)
    records = [_record(dice, branches, year) for _ in range(count)]
    # Some are logged twice: by two people, or by one who was not sure that it was saved.
    for at in dice.sample(range(1, count), count // 100):
        records[at] = dict(records[at - 1])
    for number, record in enumerate(records, 1):
        record["Aktivitetsnr"] = f"{number:06}"
    for at in dice.sample(range(1, count), count // 500):
        records[at]["Aktivitetsnr"] = records[at - 1]["Aktivitetsnr"]
    return records


def csv_bytes(records: Sequence[Record], encoding: str) -> bytes:
    """The log as a .csv file: semicolons, and quotes where they are needed."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode(encoding)


def _branches(dice: Random, fake: Faker, year: int) -> list[Branch]:
    with _MUNICIPALITIES.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["from"][:4] <= str(year) < (row["until"][:4] or "9999")]
    chosen = [row for row in rows if row["code"] == "0301"]
    chosen += dice.sample([row for row in rows if row["code"] != "0301"], _BRANCHES - 1)
    return [_branch(dice, fake, row["code"], row["name"].partition(" - ")[0]) for row in chosen]


def _branch(dice: Random, fake: Faker, municipality: str, place: str) -> Branch:
    slug = place.lower().translate(_ASCII)
    people = tuple(f"{fake.first_name()} {fake.last_name()}" for _ in range(dice.randint(2, 4)))
    return Branch(f"NHF {place}", f"{slug}@{dice.choice(('example.no', 'example.org'))}", municipality, people)


def _record(dice: Random, branches: Sequence[Branch], year: int) -> Record:
    branch = dice.choice(branches)
    kind = dice.choices(list(_KINDS), [weight for weight, _ in _KINDS.values()])[0]
    day = date(year, 1, 1) + timedelta(days=dice.randrange(365))
    if dice.random() < 0.06:
        day = day.replace(year=dice.choice((year - 1, year - 1, year + 1, 2015)), day=min(day.day, 28))
    record = dict.fromkeys(COLUMNS, "")
    record |= _times(dice, kind, day)
    record |= _people(dice, kind, branch)
    record |= _place(dice, branch)
    record |= _words(dice, kind)
    for mess in _MESSES:
        mess(dice, record)
    return record


def _times(dice: Random, kind: str, day: date) -> Record:
    days = dice.choice((1, 2, 2, 3)) if kind == "likepersonskurs" else 1
    last = "" if days == 1 and dice.random() < 0.9 else _written(dice, day + timedelta(days=days - 1))
    lengths = {"likepersonskurs": (75, 90, 180, 240, 360), "samtale": (15, 30, 45, 60), "hjemmebesok": (45, 60, 90)}
    registered = day + timedelta(days=dice.randint(0, 40))
    return {
        "Registrert": f"{registered.isoformat()} {dice.randint(7, 22):02}:{dice.randint(0, 59):02}",
        "Dato": _written(dice, day),
        "Til og med": last,
        "Minutter per dag": str(dice.choice(lengths.get(kind, (30, 45, 60, 90, 90, 120)))),
    }


def _written(dice: Random, day: date) -> str:
    """`2025-02-08` most often, or `8.2.2025`, or `08.02.2025`."""
    style = dice.random()
    if style < 0.6:
        return day.isoformat()
    return f"{day.day}.{day.month}.{day.year}" if style < 0.9 else f"{day:%d.%m.%Y}"


def _people(dice: Random, kind: str, branch: Branch) -> Record:
    heads = dice.choice((1, 2, 3, 3, 4, 5, 6, 8, 10, 12, 16)) if kind in _MEETING_KINDS else dice.choice((1, 2, 2))
    leaders = dice.sample(branch.people, 2 if dice.random() < 0.1 else 1)
    return {
        "Deltakere": str(heads),
        "Medlemmer": str(dice.randint(0, heads)),
        "Målgruppe": dice.choice(_AUDIENCES),
        "Likeperson": ", ".join(leaders),
        "Godkjent": dice.choice(_YES if dice.random() < 0.95 else _NO),
        "Lokallag": branch.name,
        "E-post": branch.email if dice.random() < 0.8 else "",
    }


def _place(dice: Random, branch: Branch) -> Record:
    regional = dice.random() < 0.04
    return {
        "Kommunenr": "" if regional else branch.municipality,
        "Fylkesnr": branch.municipality[:2] if regional or dice.random() < 0.3 else "",
        "Land": dice.choice(_COUNTRIES) if dice.random() < 0.4 else "",
    }


def _words(dice: Random, kind: str) -> Record:
    _, spellings = _KINDS[kind]
    online = dice.random() < 0.12
    cost = dice.randrange(0, 2_500_000) if kind == "likepersonskurs" else dice.randrange(0, 300_000)
    return {
        "Aktivitet": spellings[0] if dice.random() < 0.8 else dice.choice(spellings),
        "Form": dice.choice(_ONLINE if online else _IN_PERSON),
        "Tema": dice.choice(_TOPICS) if dice.random() < 0.9 else "",
        "Kostnad": _amount(dice, cost) if kind in _MEETING_KINDS and dice.random() < 0.7 else "",
        "Merknad": dice.choice(_NOTES) if dice.random() < 0.3 else "",
    }


def _amount(dice: Random, cents: int) -> str:
    """`12 500,50` most often, with a plain or a hard blank; or `12500,5`, or whole kroner."""
    kroner, rest = divmod(cents, 100)
    style = dice.random()
    if style < 0.6:
        thousands = f"{kroner:,}".replace(",", " " if style < 0.4 else "\N{NO-BREAK SPACE}")
        return f"{thousands},{rest:02}"
    return f"{kroner},{rest // 10}" if style < 0.8 else str(kroner)


def _sometimes(chance: float, column: str, values: Sequence[str]) -> Callable[[Random, Record], None]:
    """A mess that now and then puts one of the values into a column."""

    def mess(dice: Random, record: Record) -> None:
        if dice.random() < chance:
            record[column] = dice.choice(values)

    return mess


def _end_before_start(dice: Random, record: Record) -> None:
    if dice.random() < 0.006:
        record["Til og med"] = "01.01.2014"


def _zero_lost(dice: Random, record: Record) -> None:
    """A spreadsheet took the number for a number."""
    for column in ("Kommunenr", "Fylkesnr"):
        if dice.random() < 0.5:
            record[column] = record[column].lstrip("0")


def _old_place(dice: Random, record: Record) -> None:
    if dice.random() < 0.015:
        record["Kommunenr"] = dice.choice(_OLD_MUNICIPALITIES)
        record["Fylkesnr"] = ""


def _no_place(dice: Random, record: Record) -> None:
    if dice.random() < 0.008:
        record["Kommunenr"] = record["Fylkesnr"] = ""


def _many_members(dice: Random, record: Record) -> None:
    if dice.random() < 0.01:
        record["Medlemmer"] = str(int(record["Deltakere"]) + dice.randint(1, 5))


def _long_note(dice: Random, record: Record) -> None:
    if dice.random() < 0.002:
        record["Merknad"] = " ".join(dice.choices(_NOTES, k=400))


def _stray_blanks(dice: Random, record: Record) -> None:
    if dice.random() < 0.06:
        column = dice.choice([name for name in COLUMNS if record[name]])
        record[column] = dice.choice((f"{record[column]} ", f"{record[column]}  ", f" {record[column]}"))


_MESSES: tuple[Callable[[Random, Record], None], ...] = (
    _many_members,
    _sometimes(0.012, "Dato", _BAD_DATES),
    _sometimes(0.006, "Dato", ("",)),
    _sometimes(0.004, "Til og med", ("31.02.2025", "samme dag")),
    _end_before_start,
    _sometimes(0.02, "Minutter per dag", _BAD_MINUTES),
    _sometimes(0.012, "Minutter per dag", ("",)),
    _sometimes(0.012, "Aktivitet", _UNKNOWN_KINDS),
    _sometimes(0.004, "Aktivitet", ("",)),
    _sometimes(0.006, "Form", ("hybrid", "vet ikke")),
    _sometimes(0.008, "Form", ("",)),
    _sometimes(0.008, "Deltakere", ("mange", "ca 10", "4,5")),
    _sometimes(0.006, "Deltakere", ("-3", "-1")),
    _sometimes(0.004, "Deltakere", ("750",)),
    _sometimes(0.01, "Målgruppe", ("naboer", "12")),
    _sometimes(0.01, "Deltakere", ("",)),
    _sometimes(0.015, "Likeperson", ("",)),
    _sometimes(0.01, "Godkjent", ("kanskje", "")),
    _sometimes(0.005, "Lokallag", ("",)),
    _sometimes(0.01, "E-post", ("ikke oppgitt", "leder@example", "styret(a)example.no")),
    _old_place,
    _sometimes(0.008, "Kommunenr", _UNKNOWN_MUNICIPALITIES),
    _no_place,
    _zero_lost,
    _sometimes(0.015, "Land", _ABROAD),
    _sometimes(0.01, "Tema", ("=SUM(A1)", "Tur; bading; kaffe", "+ likepersoner", "-")),
    _sometimes(0.01, "Kostnad", _BAD_COSTS),
    _sometimes(0.04, "Merknad", _ODD_NOTES),
    _long_note,
    _sometimes(0.005, "Registrert", ("8.2.2025 12:30", "i går")),
    _stray_blanks,
)


def main() -> None:
    """Write a log."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--year", type=int, default=2025, help="the year most of the activities lie in")
    parser.add_argument("--encoding", choices=("utf-8-sig", "windows-1252"), default="utf-8-sig")
    parser.add_argument("--out", type=Path, required=True)
    told = parser.parse_args()
    told.out.parent.mkdir(parents=True, exist_ok=True)
    told.out.write_bytes(csv_bytes(make_records(told.seed, told.count, told.year), told.encoding))


if __name__ == "__main__":
    main()
