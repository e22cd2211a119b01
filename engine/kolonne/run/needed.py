"""Needed: which of the fields of rows somebody will still read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

import polars as pl

from kolonne.expressions import Reference
from kolonne.plan import Plan, StagePlan
from kolonne.run.columns import without


def without_unread(plan: Plan, frame: pl.DataFrame, stages: int) -> pl.DataFrame:
    """The rows behind so many stages, without the fields that no later stage, no sheet and no group names."""
    return without(frame, plan.once(("unread", stages), lambda: _unread(plan, plan.stages[stages:])))


def _unread(plan: Plan, behind: Sequence[StagePlan]) -> frozenset[str]:
    # The columns of sheets are computed once; afterwards nobody reads what they were computed from.
    sheets = plan.row_sheets if any(stage.makes_columns for stage in behind) else ()
    read = set(_names((tuple(behind), sheets, plan.summaries)))
    read.update(key for summary in plan.summaries for key in summary.keys)
    read.update(link.key for chain in plan.relations.below.values() for link in chain)
    above = (one for one in plan.relations.inputs if one.name in plan.relations.above)
    known = {field.name for field in plan.input.fields}
    known.update(f"{source.name}.{field.name}" for source in above for field in source.fields)
    return frozenset(known - read)


def _names(part: object) -> Iterator[str]:
    """The names in every expression of a part of a plan, wherever in it they stand."""
    if isinstance(part, Reference):
        yield part.name
    elif isinstance(part, tuple | list):
        for one in part:
            yield from _names(one)
    elif isinstance(part, Mapping):
        yield from _names(tuple(part.values()))
    elif is_dataclass(part) and not hasattr(part, "scalar"):
        # What has a function for single values is an operation, in which nothing is named.
        for one in fields(part):
            yield from _names(getattr(part, one.name))
