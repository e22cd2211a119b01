"""Fault: why one cell has no value. Codes are API; the words are for people, per language."""

#: Code → language → what is told. Languages without an entry fall back to English.
FAULTS: dict[str, dict[str, str]] = {
    "division_by_zero": {
        "en": "division by zero",
        "nb": "deling på null",
        "nn": "deling på null",
    },
    "overflow": {
        "en": "the result is too large",
        "nb": "resultatet er for stort",
        "nn": "resultatet er for stort",
    },
    "bad_date": {
        "en": "there is no such date",
        "nb": "datoen finnes ikke",
        "nn": "datoen finst ikkje",
    },
    "bad_value": {
        "en": "the value cannot be converted",
        "nb": "verdien kan ikke gjøres om",
        "nn": "verdien kan ikkje gjerast om",
    },
    "unknown_code": {
        "en": "the code is not in the list",
        "nb": "koden står ikke i listen",
        "nn": "koden står ikkje i lista",
    },
    "code_not_valid": {
        "en": "the code is not valid on that day",
        "nb": "koden gjelder ikke den dagen",
        "nn": "koden gjeld ikkje den dagen",
    },
    "code_not_mapped": {
        "en": "the mapping says nothing of the code on that day",
        "nb": "det er ikke sagt hva koden blir til den dagen",
        "nn": "det er ikkje sagt kva koden blir til den dagen",
    },
    "ambiguous_code": {
        "en": "several codes stand for the code on that day",
        "nb": "flere koder står for koden den dagen",
        "nn": "fleire kodar står for koden den dagen",
    },
    "plugin_error": {
        "en": "the plugin could not compute the value",
        "nb": "tillegget kunne ikke regne ut verdien",
        "nn": "tillegget kunne ikkje rekne ut verdien",
    },
}


#: Between the parts of a fault that tells more than its code: whose fault it is, and what happened.
_PART = "\x1f"


def plugin_fault(what: str, who: str = "") -> str:
    """The fault of a cell that a plugin could not compute: a code with whose fault it is, and what happened."""
    return _PART.join(("plugin_error", who, what))


def parts_of(fault: str) -> tuple[str, str, str]:
    """The code of a fault, whose fault it is and what happened; the latter two are empty for those of the language."""
    code, _, rest = fault.partition(_PART)
    who, _, what = rest.partition(_PART)
    return code, who, what


class CellFaultError(Exception):
    """Ends the evaluation of one cell: it is blank, and the fault is recorded with its row."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def fault_message(code: str) -> str:
    """What is told about a fault, in English."""
    code, _, what = parts_of(code)
    return f"{FAULTS[code]['en']}: {what}" if what else FAULTS[code]["en"]
