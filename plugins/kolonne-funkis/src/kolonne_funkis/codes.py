"""Codes: the fixed lists of the flat file, and the codes that stand for what is not known."""

from collections.abc import Mapping
from typing import Any

import polars as pl

LEVELS = ("1", "2", "3", "9")
EXAMS = ("10", "11", "12", "13", "14", "20", "30", "40", "99")
#: What is not known; the last of each list.
UNKNOWN_LEVEL, UNKNOWN_EXAM = LEVELS[-1], EXAMS[-1]
GENDERS = ("M", "K")
AGE_GROUPS = ("14-19", "20-29", "30-39", "40-49", "50-59", "60+")

_EXAM_LABELS: Mapping[str, tuple[str, str]] = {
    "10": ("Offentlig eksamen", "Offentleg eksamen"),
    "11": ("Grunnskole", "Grunnskule"),
    "12": ("Videregående opplæring", "Vidaregåande opplæring"),
    "13": ("Fagskole", "Fagskule"),
    "14": ("Universitet eller høgskole", "Universitet eller høgskule"),
    "20": ("Annen godkjent eksamen eller sertifisering", "Annan godkjend eksamen eller sertifisering"),
    "30": ("Interne prøver", "Interne prøver"),
    "40": ("Tilbud om fagprøve", "Tilbod om fagprøve"),
    "99": ("Ingen eksamen eller prøve", "Ingen eksamen eller prøve"),
}

#: As files of enumerations would have them.
CODE_LISTS: tuple[Mapping[str, Any], ...] = (
    {
        "enumeration": "funkis.level",
        "title": {"nb": "Nivå", "nn": "Nivå", "en": "Level"},
        "description": "A level that is not known is 9, and told.",
        "unknown": {"use": UNKNOWN_LEVEL},
        "codes": {
            "1": {"label": {"nb": "Grunnivå", "nn": "Grunnivå"}, "aliases": ["grunnivå", "grunn", "nybegynner"]},
            "2": {"label": {"nb": "Videregående nivå", "nn": "Vidaregåande nivå"}, "aliases": ["videregående"]},
            "3": {"label": {"nb": "Høyere nivå", "nn": "Høgare nivå"}, "aliases": ["høyere"]},
            "9": {"label": {"nb": "Uoppgitt nivå", "nn": "Ikkje oppgitt nivå"}, "aliases": ["uoppgitt"]},
        },
    },
    {
        "enumeration": "funkis.exam",
        "title": {"nb": "Eksamen", "nn": "Eksamen", "en": "Exam"},
        "description": "A course that fits none of the others is 99; what the list does not have becomes 99, and is told.",
        "unknown": {"use": UNKNOWN_EXAM},
        "codes": {
            code: {"label": {"nb": nb, "nn": nn}} | ({"aliases": ["ingen", "nei"]} if code == UNKNOWN_EXAM else {})
            for code, (nb, nn) in _EXAM_LABELS.items()
        },
    },
    {
        "enumeration": "funkis.gender",
        "title": {"nb": "Kjønn", "nn": "Kjønn", "en": "Gender"},
        "description": "The two that the flat file counts; what the list does not have is blank, and told.",
        "unknown": "blank",
        "codes": {
            "M": {"label": {"nb": "Menn", "nn": "Menn", "en": "Men"}, "aliases": ["mann", "menn", "gutt", "male"]},
            "K": {
                "label": {"nb": "Kvinner", "nn": "Kvinner", "en": "Women"},
                "aliases": ["kvinne", "kvinner", "jente", "f", "female"],
            },
        },
    },
    {
        "enumeration": "funkis.age_group",
        "title": {"nb": "Aldersgrupper", "nn": "Aldersgrupper", "en": "Age groups"},
        "description": "The groups of the flat file, by the age that somebody reaches in the year.",
        "unknown": "error",
        "codes": {group: group.replace("-", "–") for group in AGE_GROUPS},
    },
)


def known(text: pl.Expr, codes: tuple[str, ...]) -> pl.Expr:
    """The code that stands in a text; the last one, which stands for what is not known, where there is no other."""
    found = text.str.strip_chars()
    return pl.when(found.is_in(codes)).then(found).otherwise(pl.lit(codes[-1]))


def one_known(text: str | None, codes: tuple[str, ...]) -> str:
    """The same of one text."""
    found = (text or "").strip()
    return found if found in codes else codes[-1]
