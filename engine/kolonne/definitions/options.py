"""How an input is read, where that cannot be found out."""

from typing import Annotated, Literal

from pydantic import Field

from kolonne.definitions.base import Model


class OptionsDefinition(Model):
    """How the source is read. What is not said is found out."""

    delimiter: Annotated[
        Literal[";", ",", "|", "\t", "tab"] | None,
        Field(description="What stands between the cells of a .csv file.", examples=[";"]),
    ] = None
    quote: Annotated[
        Literal['"', "'", "none"] | None,
        Field(description="What stands around cells of a .csv file, or `none`.", examples=["none"]),
    ] = None
    encoding: Annotated[
        Literal[
            "utf-8",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "windows-1252",
            "iso-8859-1",
            "iso-8859-15",
            "cp865",
        ]
        | None,
        Field(description="How the letters of a .csv file are written.", examples=["windows-1252"]),
    ] = None
    table: Annotated[
        str | None,
        Field(description="The table or view of a database that is read.", min_length=1, examples=["visits"]),
    ] = None
