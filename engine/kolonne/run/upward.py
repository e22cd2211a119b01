"""Upward: the records that rows, and records of related inputs, belong to, found and laid beside them."""

from collections.abc import Mapping

import polars as pl

from kolonne.contract import Severity
from kolonne.plan import InputPlan, LinkPlan, Plan
from kolonne.run.ledger import Ledger
from kolonne.run.related import Records, own_key

#: Internal column: whether the record that is looked for was found.
_THERE = "?there"


def with_above(plan: Plan, rows: pl.DataFrame, records: Records, ledger: Ledger) -> pl.DataFrame:
    """The rows with the fields of the records that they belong to, as `input.field`."""
    for link in plan.input.links:
        if link.parent in plan.relations.above:
            rows = _laid_beside(plan.input, link, rows, records.frames[link.parent], link.by, ledger)
    return rows


def with_parents(
    plan: Plan, source: InputPlan, rows: pl.DataFrame, frames: Mapping[str, pl.DataFrame], ledger: Ledger
) -> pl.DataFrame:
    """The records of a related input with those that they belong to; which of them belong to rows shows later."""
    for link in source.links:
        if link.parent != plan.input.name and link.parent in frames:
            rows = _laid_beside(source, link, rows, frames[link.parent], own_key(link, source.name), ledger)
    return rows


def unique_by(source: InputPlan, key: str, rows: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Records that others belong to: of several with one key, the first; the others are told."""
    column = f"{source.name}.{key}"
    again = pl.col(column).is_not_null() & pl.col(column).is_first_distinct().not_()
    ledger.record(
        rows, again, place=f"inputs.{source.name}.{key}", rule=f"{key}.duplicate_key", code="duplicate_key",
        severity=Severity.WARNING, message=ledger.sentence("duplicate_key"),
    )  # fmt: skip
    return rows.filter(again.not_())


def _laid_beside(
    source: InputPlan, link: LinkPlan, rows: pl.DataFrame, parents: pl.DataFrame, by: str, ledger: Ledger
) -> pl.DataFrame:
    key = f"{link.parent}.{link.key}"
    right = parents.select(name for name in parents.columns if "." in name and name not in rows.columns)
    right = right.with_columns(pl.lit(value=True).alias(_THERE), pl.col(key).alias("?found"))
    found = rows.join(right, left_on=by, right_on="?found", how="left", maintain_order="left")
    if source.tells_unmatched:
        ledger.unmatched(found, pl.col(by).is_not_null() & pl.col(_THERE).is_null(), source, link, by)
    return found.drop(_THERE)
