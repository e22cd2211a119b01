"""Nesting: records that lie as a list inside of other records."""

from dataclasses import replace

import polars as pl

from kolonne.plan import InputPlan, Plan
from kolonne.run.fields import FAILED, read_fields
from kolonne.run.ledger import ROW, Ledger
from kolonne.run.related import OWNER, Records
from kolonne.run.upward import with_parents


def with_nested(
    plan: Plan, batch: pl.DataFrame, first_row: int, alive: pl.DataFrame, records: Records, ledger: Ledger
) -> Records:
    """The records with those that lie inside of a batch; only of records that have not failed."""
    inner = [one for one in plan.relations.inputs if one.inside and one.links[-1].parent == plan.input.name]
    if not inner:
        return records
    nested = dict(records.nested)
    for source in inner:
        frame = nested_records(plan, source, batch, first_row, ledger).filter(pl.col(OWNER).is_in(alive[ROW].implode()))
        nested[source.name] = with_parents(plan, source, frame, records.frames, ledger)
    return replace(records, nested=nested)


def nested_records(plan: Plan, source: InputPlan, batch: pl.DataFrame, first_row: int, ledger: Ledger) -> pl.DataFrame:
    """The typed fields of the records inside of a batch, as `input.field`, and by OWNER in which record each lies."""
    owners = pl.int_range(pl.len(), dtype=pl.Int64) + first_row
    if source.inside in batch.columns:
        items = batch.select(owners.alias(OWNER), pl.col(source.inside).alias("?item"))
        items = _as_lists(items).explode("?item", empty_as_null=True, keep_nulls=True).drop_nulls("?item")
    else:
        items = pl.DataFrame(schema={OWNER: pl.Int64, "?item": pl.String})
    names = dict.fromkeys(one.source for one in source.fields)
    cells = items.select(OWNER, *(_cell(items.schema["?item"], name).alias(name) for name in names))
    # What is told of a nested record is told of the record it lies in.
    sound = read_fields(plan, source, cells, OWNER, ledger).filter(pl.col(FAILED).is_null())
    fields = (pl.col(one.name).alias(f"{source.name}.{one.name}") for one in source.fields)
    return sound.select(pl.col(ROW).alias(OWNER), *fields)


def _as_lists(items: pl.DataFrame) -> pl.DataFrame:
    """Lists as a source has them; of a text, the records that it spells as JSON."""
    of = items.schema["?item"]
    if isinstance(of, pl.List):
        return items
    if of == pl.String:
        return items.with_columns(pl.col("?item").str.json_decode(pl.List(pl.String)))
    return items.with_columns(pl.lit(None, dtype=pl.List(pl.String)).alias("?item"))


def _cell(of: pl.DataType, name: str) -> pl.Expr:
    """A field of a record; a dotted name goes into records inside of it."""
    if isinstance(of, pl.Struct):
        return _of_struct(pl.col("?item"), of, name.split("."))
    return pl.col("?item").cast(pl.String).str.json_path_match("$" + "".join(f"['{step}']" for step in name.split(".")))


def _of_struct(record: pl.Expr, of: pl.DataType, steps: list[str]) -> pl.Expr:
    fields = {field.name: field.dtype for field in of.fields} if isinstance(of, pl.Struct) else {}
    if steps[0] not in fields:
        return pl.lit(None, dtype=pl.String)
    inner = pl.Series(dtype=fields[steps[0]]).dtype
    found = record.struct.field(steps[0])
    return found if len(steps) == 1 else _of_struct(found, inner, steps[1:])
