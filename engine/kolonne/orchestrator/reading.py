"""Reading: the records of an input as frames, and what a source lacks of it."""

from collections.abc import Iterator

import polars as pl

from kolonne.contract import Source, SourceError, Wanted
from kolonne.plan import InputPlan, Plan

#: Enough for vectorised work to pay, few enough for memory to stay small.
BATCH_ROWS = 28_672


def wanted_of(plan: Plan, source: InputPlan) -> Wanted:
    """What the plan wants to know of an input; of the main one also the records that lie in its own."""
    nested = [one.inside for one in plan.relations.inputs if one.inside and source is plan.input]
    lists = frozenset((*(field.source for field in source.fields if field.type.kind == "list"), *nested))
    columns = tuple(dict.fromkeys((*(field.source for field in source.fields), *nested)))
    return Wanted(source.name, columns, lists, source.options)


def batches(plan: Plan, source: InputPlan, records: Source, batch_rows: int = BATCH_ROWS) -> Iterator[pl.DataFrame]:
    """The records in order; raises SourceError where they cannot be read, or lack a field that every record must have."""
    first = True
    try:
        for batch in records.read(wanted_of(plan, source), batch_rows):
            frame = batch if isinstance(batch, pl.DataFrame) else pl.DataFrame(pl.from_arrow(batch))
            if first:
                _refuse_lacking(source, frame)
            first = False
            yield frame
    except OSError as error:
        raise SourceError(f"input `{source.name}` cannot be read: {error.strerror or error}") from error


def _refuse_lacking(source: InputPlan, batch: pl.DataFrame) -> None:
    """A required field that no record can have is a mistake about the source, not one a row."""
    lacking = [field for field in source.fields if field.required and field.source not in batch.columns]
    if lacking:
        names = ", ".join(f"`{field.source}`" for field in lacking)
        known = {field.source for field in source.fields}
        there = ", ".join(f"`{name}`" for name in batch.columns if name in known) or "none"
        raise SourceError(f"input `{source.name}` has no column {names}; of the wanted columns it has {there}")
