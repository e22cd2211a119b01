"""The sheets about the report: what failed, and what was left out."""

from kolonne.contract import Sheet, SheetColumn
from kolonne.definitions import pick
from kolonne.orchestrator.spool import Spool, gathered

_TITLES = {
    "failures": {"en": "Failures", "nb": "Feil", "nn": "Feil"},
    "left_out": {"en": "Left out", "nb": "Utelatt", "nn": "Utelatne"},
}
_HEADERS = {
    "number": {"en": "Record", "nb": "Post nr.", "nn": "Post nr."},
    "key": {"en": "Key", "nb": "Nøkkel", "nn": "Nøkkel"},
    "place": {"en": "Place", "nb": "Sted", "nn": "Stad"},
    "rule": {"en": "Rule", "nb": "Regel", "nn": "Regel"},
    "severity": {"en": "Severity", "nb": "Alvor", "nn": "Alvor"},
    "message": {"en": "What is wrong", "nb": "Hva er galt", "nn": "Kva er gale"},
    "value": {"en": "Found", "nb": "Funnet", "nn": "Funne"},
    "out": {"en": "Left out", "nb": "Utelatt", "nn": "Utelaten"},
    "reason": {"en": "Reason", "nb": "Grunn", "nn": "Grunn"},
}
_WHY = {"en": "Why", "nb": "Hvorfor", "nn": "Kvifor"}


#: Lines that are given to writers together, at least.
_FRAME_ROWS = 16_384


def failures_sheet(spool: Spool, locale: str) -> Sheet:
    """One line a failure."""
    return _sheet("failures", spool, locale, ("number", "key", "place", "rule", "severity", "message", "value", "out"))


def left_out_sheet(spool: Spool, locale: str) -> Sheet:
    """One line a row that does not belong in the report."""
    return _sheet("left_out", spool, locale, ("number", "key", "reason", "message"))


def _sheet(name: str, spool: Spool, locale: str, columns: tuple[str, ...]) -> Sheet:
    def text(texts: dict[str, str]) -> str:
        return pick(texts, locale)

    def header(column: str) -> str:
        return text(_WHY if (name, column) == ("left_out", "message") else _HEADERS[column])

    types = {"number": "integer", "out": "boolean"}
    made = tuple(SheetColumn(column, header(column), types.get(column, "text")) for column in columns)
    return Sheet(
        name=name,
        title=text(_TITLES[name]),
        columns=made,
        rows=spool.rows,
        # Each batch left few, and every piece costs writers the same.
        frames=lambda: (frame.select(columns) for frame in gathered(spool.frames(), _FRAME_ROWS)),
    )
