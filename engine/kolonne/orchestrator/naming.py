"""Names of files: organisation, document, period, format; safe on every file system."""

import hashlib
import re
import unicodedata

#: Of a name without its ending; a store takes 150 with it.
_MOST_BYTES = 112


def file_stem(org_id: str, document: str, period: str) -> str:
    """`nhf_likeperson_2025`: the organisation stands in the document's ID already, mostly.

    A name that is too long is cut in the document's ID, and marked so that no two documents share it.
    """
    owner, _, name = document.partition(".")
    middle = name if owner == org_id else document
    stem = "_".join(_safe(part) for part in (org_id, middle, period))
    if len(stem) <= _MOST_BYTES:
        return stem
    mark = hashlib.sha256(document.encode()).hexdigest()[:8]
    room = _MOST_BYTES - len(_safe(org_id)) - len(_safe(period)) - len(mark) - 3
    return "_".join((_safe(org_id), f"{_safe(middle)[: max(room, 1)]}-{mark}", _safe(period)))


def _safe(text: str) -> str:
    plain = unicodedata.normalize(
        "NFKD", text.replace("ø", "o").replace("æ", "ae").replace("Ø", "O").replace("Æ", "Ae")
    )
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain.encode("ascii", "ignore").decode()).strip("-.") or "x"
