"""Spellings: how the codes of a field may be written, as the field accepts them."""

from collections.abc import Sequence
from datetime import date

from kolonne.documents import Path
from kolonne.expressions import CodeList, Step, Steps, Timeline
from kolonne.plan.code import Era
from kolonne.plan.code_list import Enumeration
from kolonne.plan.problems import Desk

_MOST_NAMED = 3


def names_of(codes: CodeList, accept: Sequence[str]) -> dict[str, str]:
    """Codes and aliases in small letters → codes, as far as they are accepted."""
    aliases = codes.aliases if "alias" in accept else {}
    own = {code.lower(): code for code in reversed(list(codes.labels))} if "code" in accept else {}
    # A code's own name wins over another's alias.
    return {**aliases, **own}


def labels_of(enumeration: Enumeration, names: dict[str, str], *, dated: bool, path: Path, desk: Desk) -> Timeline:
    """Labels of every language and time, in small letters → codes; where `dated`, the date says which of several is meant."""
    spoken: dict[str, list[tuple[str, Era]]] = {}
    for name, code in enumeration.codes.items():
        for era in code.eras:
            texts = [era.label] if isinstance(era.label, str) else era.label.values()
            for text in dict.fromkeys(text.strip().lower() for text in texts):
                spoken.setdefault(text, []).append((name, era))
    found: dict[str, Steps] = {}
    unclear: list[str] = []
    for text, owners in spoken.items():
        codes = list(dict.fromkeys(name for name, _ in owners))
        written = names.get(text, codes[0])
        if len(codes) == 1 and written == codes[0]:
            found[text] = (Step(None, codes[0]),)
        elif dated and text not in names and (steps := _in_time(owners)):
            found[text] = steps
        else:
            shared = " and ".join(f"`{code}`" for code in dict.fromkeys([written, *codes]))
            unclear.append(f"`{text}` ({shared})")
    if unclear:
        more = f" and {len(unclear) - _MOST_NAMED} more" if unclear[_MOST_NAMED:] else ""
        message = f"labels of `{enumeration.model.enumeration}` stand for several codes: {', '.join(unclear[:_MOST_NAMED])}{more}"
        hint = "" if dated else "`as_of` names the date that says which of them was valid"
        desk.report(path, "ambiguous_label", message, hint)
    return Timeline(found)


def _in_time(owners: list[tuple[str, Era]]) -> Steps:
    """Which code a label means on which day; empty where that is not clear on every day."""
    # Without a date, it is not clear.
    steps = [Step(None, None)]
    ended: date | None = date.min
    for name, era in sorted(owners, key=lambda owner: owner[1].since or date.min):
        since = era.since or date.min
        if ended is None or since < ended:
            return ()
        if since > ended:
            steps.append(Step(ended, None))
        steps.append(Step(since, name))
        ended = era.until
    return (*steps, *([Step(ended, None)] if ended is not None else []))
