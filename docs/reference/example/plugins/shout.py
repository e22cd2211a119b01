"""An example of a plugin: a function and a transform that write in capitals."""
# ruff: noqa: INP001 - a module that a test hands over

from collections.abc import Sequence

import polars as pl

from kolonne.hookspecs import Operation, Transform, hookimpl, scalar_operation


@hookimpl
def kolonne_organisations() -> Sequence[str]:
    """The organisation of the reference's example."""
    return ("demo",)


@hookimpl
def kolonne_operations() -> Sequence[Operation]:
    """`shout(text)`."""
    return (scalar_operation("shout", "text -> text", str.upper, "The text in capitals."),)


@hookimpl
def kolonne_transforms() -> Sequence[Transform]:
    """`shout`."""
    return (Transform("shout", _shouted, "The text in capitals.", {"text": "text"}, {"loud": "text"}),)


def _shouted(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(loud=pl.col("text").str.to_uppercase())
