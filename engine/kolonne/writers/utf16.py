"""Spreadsheets count characters in UTF-16: an emoji counts for two."""


def length(text: str) -> int:
    """How many UTF-16 units the text takes."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def cut(text: str, units: int) -> str:
    """The text's beginning, at most `units` UTF-16 units, never half a character."""
    if len(text) * 2 <= units:
        return text
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
