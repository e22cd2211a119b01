"""Names of files: organisation, document, period, format; safe on every file system."""

import re
import unicodedata

_MOST_BYTES = 120


def file_stem(org_id: str, document: str, period: str) -> str:
    """`nhf_likeperson_2025`: the organisation stands in the document's ID already, mostly."""
    owner, _, name = document.partition(".")
    parts = (org_id, name, period) if owner == org_id else (org_id, document, period)
    return "_".join(_safe(part) for part in parts)[:_MOST_BYTES]


def _safe(text: str) -> str:
    plain = unicodedata.normalize(
        "NFKD", text.replace("ø", "o").replace("æ", "ae").replace("Ø", "O").replace("Æ", "Ae")
    )
    return re.sub(r"[^A-Za-z0-9.-]+", "-", plain.encode("ascii", "ignore").decode()).strip("-.") or "x"
