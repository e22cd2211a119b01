"""Places: the four digits by which the flat file knows where a course was held."""

import re

import polars as pl

#: Three digits have lost a zero in a spreadsheet; what stands behind them is the name.
_MUNICIPALITY = r"^\s*([0-9]{3,4})(?:\s.*)?$"
_COUNTY = r"^\s*([0-9]{1,2})(?:\s.*)?$"


def place_of(municipality: pl.Expr, county: pl.Expr, abroad: pl.Expr, code_abroad: str) -> pl.Expr:
    """The municipality's number, or the county's and `00` for a regional or national course, or the code for abroad.

    Null where none of it is known, or what stands there is no number.
    """
    local = municipality.str.extract(_MUNICIPALITY).str.zfill(4)
    regional = county.str.extract(_COUNTY).str.zfill(2) + "00"
    # A municipality that cannot be read must not pass for a regional course.
    home = pl.when(_said(municipality)).then(local).otherwise(regional)
    return pl.when(abroad.fill_null(value=False)).then(pl.lit(code_abroad)).otherwise(home)


def one_place(
    municipality: str | None, county: str | None, abroad: bool | None, code_abroad: str
) -> str | None:  # as documents give it
    """The same of one course."""
    if abroad:
        return code_abroad
    if municipality is not None and municipality.strip():
        found = re.match(_MUNICIPALITY, municipality)
        return found[1].zfill(4) if found else None
    found = re.match(_COUNTY, county or "")
    return found[1].zfill(2) + "00" if found else None


def _said(text: pl.Expr) -> pl.Expr:
    return (text.str.strip_chars() != "").fill_null(value=False)
