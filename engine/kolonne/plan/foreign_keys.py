"""Keys as people write them in their own language, or as other programs call them."""

#: → the keys that may be meant, with blanks between.
FOREIGN_KEYS = {
    "tilhører": "belongs_to", "tilhorer": "belongs_to", "høyrer_til": "belongs_to", "hører_til": "belongs_to",
    "belongs": "belongs_to", "parent": "belongs_to", "inni": "inside", "inne_i": "inside", "within": "inside",
    "nøkkel": "key", "nokkel": "key", "felter": "fields", "kolonner": "columns", "ark": "sheets",
    "regler": "rules", "reglar": "rules", "tittel": "title", "overskrift": "header", "verdi": "value",
    "gruppe": "group", "grupper": "group", "group_by": "group", "groupby": "group", "fyll": "fill", "sorter": "sort",
    "sortering": "sort", "order_by": "sort", "order": "sort", "summer": "totals", "sum": "totals", "total": "totals",
    "summering": "totals", "topptekst": "heading", "header": "heading", "hode": "heading", "skjul": "mask", "masker": "mask",
    "tomrad": "nil_row", "nullrad": "nil_row", "empty": "nil_row", "spre": "spread", "fordel": "spread", "pivot": "spread",
    "crosstab": "spread", "threshold": "below", "under": "below", "minst": "min_rows", "melding": "message", "tekst": "label message",
    "alvorlighet": "severity", "sjekk": "check", "krav": "check", "when": "check", "felt": "by fields", "hjelp": "help", "tall": "figures",
    "nøkkeltall": "figures", "prøver": "tests", "tester": "tests", "gitt": "given", "forvent": "expect",
    "forventet": "expect", "for": "per", "signer": "sign", "underskrift": "sign", "etikett": "label", "etter": "after",
    "arknavn": "sheet",
}  # fmt: skip
