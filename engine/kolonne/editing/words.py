"""Words of workbooks: what sheets and columns are called. English ones are the documents' own names."""

from kolonne.editing.cell import Steps
from kolonne.editing.line import NAME, NONE, ORDER, OTHER, REMOVED
from kolonne.editing.shape import Leaf

#: The languages in which workbooks are made.
LOCALES = ("nb", "en")

#: Kinds of files and tables → what their sheets are called in Norwegian.
_SHEETS = {
    "document": "Dokument", "enumeration": "Kodeliste", "mapping": "Overgang", "organisation": "Organisasjon",
    "parameters": "Parametre", "figures": "Oppgitte tall", "inputs": "Inndata", "fields": "Felt", "let": "Verdier",
    "keep": "Utvalg", "transforms": "Omforminger", "sheets": "Ark", "columns": "Kolonner", "heading": "Arkhode",
    "sheet_transforms": "Arkomforminger", "rules": "Regler", "tests": "Tester", "given": "Testposter",
    "expect": "Testlinjer", "failures": "Testfeil", "codes": "Koder", "mapped": "Koder",
}  # fmt: skip
_ENGLISH_SHEETS = {"sheet_transforms": "sheet transforms", "mapped": "codes"}

#: Members of documents in Norwegian: `sheet.path` where one sheet has its own word, else the path, else its last step.
_NORWEGIAN = {
    "$schema": "Skjema", "csv.dialect": "dialekt", "csv.line_end": "linjeslutt", "csv.time": "klokkeslett",
    "csv.datetime": "dato og tid", "csv.blank": "tom celle", "csv.quotes": "anførselstegn", "csv.header": "overskrifter",
    "csv.totals": "sumlinje", "csv.guard": "apostrof mot formler", "guard": "Apostrof mot formler", "formula": "Formel",
    "link": "Lenke",
    "document": "Dokument-ID", "enumeration.enumeration": "Kodeliste-ID", "mapping": "Overgang-ID",
    "organisation": "Organisasjon-ID", "title": "Tittel", "description": "Merknad", "extends": "Bygger på",
    "from": "Fra og med", "until": "Til (ikke med)", "valid": "Gjelder", "rows": "Rader", "rows.from": "laget av",
    "each": "en for hver", "in_period": "dato i perioden", "csv": "CSV", "delimiter": "skilletegn",
    "decimal": "desimaltegn", "bom": "BOM", "csv.date": "dato", "csv.true": "ja", "csv.false": "nei",
    "csv.heading": "arkhode", "unknown": "Ukjent kode", "parents": "Overordnet liste",
    "file": "Fil", "path": "navn", "file.code": "kode", "file.label": "betegnelse", "file.from": "fra og med",
    "file.until": "til", "file.parent": "overordnet", "file.successor": "etterfølger", "file.from_code": "fra kode",
    "file.to_code": "til kode", "file.not_counted": "teller ikke", "successors": "Etterfølgerfil", "old": "gammel kode",
    "new": "ny kode", "successors.from": "fra og med", "mapping.from": "Fra liste", "mapping.to": "Til liste",
    "name": "Navn", "timezone": "Tidssone", "locales": "Språk", "default_document": "Vanlig dokument",
    "plugins": "Utvidelser", "after": "Etter", "type": "Type", "scale": "Desimaler", "value": "Verdi",
    "required": "Påkrevd", "key": "Nøkkel", "belongs_to": "Hører til", "inside": "Ligger i", "unmatched": "Uten tilhørighet",
    "options": "Lesing", "quote": "anførselstegn", "encoding": "tegnsett", "table": "tabell", "items": "Listetype",
    "separator": "Listeskille", "fields.from": "Heter i kilden", "default": "Standardverdi", "enumeration": "Kodeliste",
    "accept": "Godtar", "as_of": "Gyldig per", "formats": "Skrivemåter", "decimal_sign": "Desimaltegn",
    "true": "Ord for ja", "false": "Ord for nei", "keep_empty": "Behold tom tekst", "sensitivity": "Følsomhet",
    "when": "Betingelse", "otherwise": "Ellers", "keep.otherwise": "Grunn til utelatelse", "use": "Bruker", "with": "Med",
    "into": "Inn i", "group": "Grupper etter", "fill": "Fyll", "spread": "Spredning", "over": "over",
    "spread.value": "verdi", "spread.unknown": "ukjent", "spread.total": "sumkolonne", "spread.totals": "sumlinje",
    "spread.format": "format", "sort": "Sorter etter", "totals": "Summer", "totals_label": "Sumtekst", "document.template": "Mal", "sheets.template": "Ark i malen", "columns.template": "I malen",
    "mask": "Skjuling", "below": "under", "mask.columns": "kolonner", "mask.shown": "vises som",
    "complementary": "skjul flere", "mask.note": "merknad", "nil_row": "Linje når tomt", "min_rows": "Minst linjer",
    "header": "Overskrift", "cases": "Tilfeller", "show": "Vis", "format": "Format", "width": "Bredde",
    "dropdown": "Nedtrekk", "note": "Hjelpetekst", "locked": "Låst", "hidden": "Skjult", "release": "Frigitt",
    "label": "Betegnelse", "sign": "Underskrift", "check": "Sjekk", "kind": "Regeltype", "per": "Gjelder per", "by": "Grupper",
    "sheet": "Ark", "columns": "Kolonner", "severity": "Alvor", "message": "Melding", "help": "Hjelp", "period": "Periode",
    "figures": "Oppgitte tall", "locale": "Språk", "excluded": "Utelatt", "refused": "Avvist", "rule": "Regel",
    "record": "Post nr.", "aliases": "Andre skrivemåter", "parent": "Overordnet", "successor": "Etterfølger",
    "mapped.value": "Blir til", "not_counted": "Teller ikke fordi", "let.value": "Uttrykk",
}  # fmt: skip

#: Columns that are no members.
_OWN = {
    "nb": {NAME: "Navn", REMOVED: "Fjernes", NONE: "Ingen", OTHER: "Annet (JSON)", ORDER: "Rekkefølge",
           "input": "Inndata", "sheet": "Ark", "test": "Test"},
    "en": {NAME: "name", REMOVED: "removed", NONE: "none", OTHER: "other (JSON)", ORDER: "order",
           "input": "input", "sheet": "sheet", "test": "test"},
}  # fmt: skip
_CODES = {"codes", "mapped"}
_ALL_LANGUAGES = {"nb": "alle språk", "en": "all"}
#: What a sheet of one thing has above its cells.
FORM = {"nb": ("Felt", "Verdi", "Forklaring"), "en": ("field", "value", "what it says")}


def sheet_word(table: str, locale: str) -> str:
    """What the sheet of a table, or of a kind of file, is called."""
    return _SHEETS[table] if locale == "nb" else _ENGLISH_SHEETS.get(table, table)


def own_word(key: str, table: str, locale: str) -> str:
    """What a column is called that is no member of the things of a table."""
    if key == NAME and table in _CODES:
        return {"nb": "Kode", "en": "code"}[locale]
    return _OWN[locale][key]


def leaf_word(table: str, leaf: Leaf, locale: str) -> str:
    """What a member is called, without a language."""
    if locale == "en":
        return ".".join(leaf.path)
    parts = [_step_word(table, leaf.path[: length + 1]) for length in range(len(leaf.path))]
    return ": ".join(parts)


def path_word(table: str, leaf: Leaf, path: Steps, locale: str) -> str:
    """What a cell of a leaf is called; of a text for people with its language."""
    word = leaf_word(table, leaf, locale)
    if not leaf.is_translated:
        return word
    return f"{word} ({_ALL_LANGUAGES[locale] if path == leaf.path else path[-1]})"


def all_languages(locale: str) -> str:
    """What stands in place of a language where a text is the same in all of them."""
    return _ALL_LANGUAGES[locale]


def _step_word(table: str, path: Steps) -> str:
    whole = ".".join(path)
    # A member without a word of its own keeps its name.
    return next((_NORWEGIAN[key] for key in (f"{table}.{whole}", whole, path[-1]) if key in _NORWEGIAN), path[-1])
