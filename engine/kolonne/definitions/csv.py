"""How a .csv file is written: a dialect by name, and what differs from it."""

from typing import Annotated, Literal

from pydantic import Field

from kolonne.definitions.base import Model

DialectName = Literal["norwegian_excel", "rfc4180", "ssb"]
_Words = Annotated[str, Field(max_length=40)]


class CsvDefinition(Model):
    """How a .csv file is written. What is not said is the dialect's."""

    dialect: Annotated[
        DialectName | None,
        Field(
            description="Whose habits the file follows: `norwegian_excel` opens with a double click, `rfc4180` is for "
            "programs, `ssb` has fixed codes and nothing but rows. If not said, as `norwegian_excel` with dates as "
            "`yyyy-mm-dd`.",
            examples=["norwegian_excel"],
        ),
    ] = None
    delimiter: Annotated[
        str | None, Field(description="What stands between cells.", min_length=1, max_length=1, examples=[","])
    ] = None
    decimal: Annotated[
        str | None,
        Field(description="The sign between whole and fraction.", min_length=1, max_length=1, examples=["."]),
    ] = None
    bom: Annotated[
        bool | None,
        Field(
            description="Whether the file begins with a byte order mark, by which Excel knows UTF-8.", examples=[False]
        ),
    ] = None
    line_end: Annotated[
        Literal["crlf", "lf"] | None,
        Field(description="What stands behind each line: `crlf` as in Windows, or `lf`.", examples=["lf"]),
    ] = None
    date: Annotated[
        str | None,
        Field(description="How dates are written: `yyyy-mm-dd`, `dd.mm.yyyy`, `d.m.yyyy`.", examples=["dd.mm.yyyy"]),
    ] = None
    time: Annotated[
        str | None, Field(description="How times are written: `hh:mm:ss`, `hh.mm`, `hh:mm:ss.000`.", examples=["hh:mm"])
    ] = None
    datetime: Annotated[
        str | None,
        Field(
            description="How instants are written, by the organisation's clock: `yyyy-mm-dd hh:mm:ss`.",
            examples=["dd.mm.yyyy hh:mm"],
        ),
    ] = None
    true: Annotated[_Words | None, Field(description="How yes is written.", examples=["ja"])] = None
    false: Annotated[_Words | None, Field(description="How no is written.", examples=["nei"])] = None
    blank: Annotated[
        _Words | None,
        Field(description="What stands in cells without a value; nothing if not said.", examples=["NULL"]),
    ] = None
    quotes: Annotated[
        Literal["needed", "never"] | None,
        Field(
            description="Whether text with a delimiter, a quote or a line break stands in quotes (`needed`), or is an "
            "error that names its row (`never`; quotes are signs as others then).",
            examples=["never"],
        ),
    ] = None
    header: Annotated[bool | None, Field(description="Whether the first line holds the headers.", examples=[False])] = (
        None
    )
    totals: Annotated[
        bool | None, Field(description="Whether the totals of sheets stand in the last line.", examples=[False])
    ] = None
    heading: Annotated[
        bool | None,
        Field(
            description="Whether the headings of sheets stand above the lines in the .csv file too; not if not said.",
            examples=[True],
        ),
    ] = None
    guard: Annotated[
        bool | None,
        Field(
            description="Whether text that a spreadsheet would take for a formula gets an apostrophe in front, where the "
            "column says nothing; it does if not said.",
            examples=[False],
        ),
    ] = None
