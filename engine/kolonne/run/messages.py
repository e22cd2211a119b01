"""What is told about cells and rows, per language. Codes are API. Where one is missing, the documents' own order."""

from kolonne.definitions import pick
from kolonne.expressions import FAULTS

#: What is wrong with a cell or a row: code → language → sentence.
SENTENCES: dict[str, dict[str, str]] = {
    "bad_text": {
        "en": "cannot be read as text",
        "nb": "kan ikke leses som tekst",
        "nn": "kan ikkje lesast som tekst",
    },
    "bad_integer": {"en": "is not a whole number", "nb": "er ikke et helt tall", "nn": "er ikkje eit heilt tal"},
    "bad_number": {"en": "is not a number", "nb": "er ikke et tall", "nn": "er ikkje eit tal"},
    "bad_decimal": {
        "en": "is not a number, or has too many digits behind the point",
        "nb": "er ikke et tall, eller har for mange desimaler",
        "nn": "er ikkje eit tal, eller har for mange desimalar",
    },
    "bad_boolean": {"en": "is neither yes nor no", "nb": "er verken ja eller nei", "nn": "er verken ja eller nei"},
    "bad_date": {"en": "is not a date", "nb": "er ikke en dato", "nn": "er ikkje ein dato"},
    "bad_time": {"en": "is not a time", "nb": "er ikke et klokkeslett", "nn": "er ikkje eit klokkeslett"},
    "bad_datetime": {
        "en": "is not a date with a time",
        "nb": "er ikke en dato med klokkeslett",
        "nn": "er ikkje ein dato med klokkeslett",
    },
    "bad_list": {
        "en": "is not a list of such values",
        "nb": "er ikke en liste av slike verdier",
        "nn": "er ikkje ei liste av slike verdiar",
    },
    "unknown_code": {
        "en": "is not in the list of codes",
        "nb": "står ikke i kodelisten",
        "nn": "står ikkje i kodelista",
    },
    "code_not_valid": {
        "en": "was not valid on that day",
        "nb": "gjaldt ikke den dagen",
        "nn": "gjaldt ikkje den dagen",
    },
    "required": {"en": "is missing", "nb": "mangler", "nn": "manglar"},
    "missing_column": {
        "en": "the source has no such column",
        "nb": "kilden har ingen slik kolonne",
        "nn": "kjelda har ingen slik kolonne",
    },
    "unmatched": {
        "en": "is not found in",
        "nb": "finnes ikke i",
        "nn": "finst ikkje i",
    },
    "duplicate_key": {
        "en": "there is a record with the same key already",
        "nb": "det finnes allerede en post med samme nøkkel",
        "nn": "det finst alt ein post med same nøkkel",
    },
    "min_rows": {
        "en": "there are too few lines",
        "nb": "det er for få linjer",
        "nn": "det er for få linjer",
    },
    "no_column": {
        "en": "rows have a code without a column, and are counted as unknown",
        "nb": "rader har en kode uten kolonne, og er regnet som ukjent",
        "nn": "rader har ein kode utan kolonne, og er rekna som ukjend",
    },
    "no_unknown_column": {
        "en": "rows have no code, and are in no column",
        "nb": "rader har ingen kode, og står ikke i noen kolonne",
        "nn": "rader har ingen kode, og står ikkje i nokon kolonne",
    },
    "no_date": {"en": "the row has no date", "nb": "raden har ingen dato", "nn": "rada har ingen dato"},
    "outside_period": {
        "en": "the date lies outside the reporting period",
        "nb": "datoen ligger utenfor perioden",
        "nn": "datoen ligg utanfor perioden",
    },
}


def told(code: str, locale: str) -> str:
    """The sentence for what is wrong with a cell's content, or with a row."""
    return pick(SENTENCES[code], locale)


def told_fault(code: str, locale: str) -> str:
    """The sentence for what went wrong in a computation."""
    return pick(FAULTS[code], locale)
