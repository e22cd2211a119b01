"""Addresses that a cell may lead to."""

import polars as pl

from kolonne.contract import SheetColumn

#: As spreadsheets count, in UTF-16 units.
_MOST_UNITS = 2_079
#: What an address is made of; the rest has to be written with `%`. Nothing invisible, nothing that means something to a file.
_SIGN = r"""(?:[^\s\p{C}%#"<>\[\]\\^`{|}]|%[0-9A-Fa-f]{2})"""
_HOST = r"[\p{L}\p{N}][\p{L}\p{M}\p{N}.-]*"
#: No name and password in front of the host: they make one address look like another.
_WEB = rf"(?i:https?)://{_HOST}(?::[0-9]{{1,5}})?(?:[/?]{_SIGN}*)?(?:#{_SIGN}*)?"
_MAIL = rf"""(?i:mailto):[^\s\p{{C}}@%?#,;:"<>()\[\]\\^`{{|}}]+@{_HOST}(?:\?{_SIGN}*)?"""
_ADDRESS = rf"^(?:{_WEB}|{_MAIL})$"


def asks(column: SheetColumn, *, has_address: bool = False) -> pl.Expr:
    """Which cells of a column show something and ask to lead somewhere; with `has_address`, where an address stands."""
    shown, address = pl.col(column.name), pl.col(column.link)
    has_text = (shown != "") if column.type == "text" else shown.is_not_null()
    asked = has_text & (address != "")
    return (asked & is_address(address) if has_address else asked).fill_null(value=False)


def is_address(texts: pl.Expr) -> pl.Expr:
    """Which texts are an address of `https`, `http` or `mailto` that every program takes. Null stays null."""
    units = texts.str.len_chars() + texts.str.count_matches(r"[\x{10000}-\x{10FFFF}]")
    # In Polars' expressions `$` stands for the very end.
    return texts.str.contains(_ADDRESS) & (units <= _MOST_UNITS)
