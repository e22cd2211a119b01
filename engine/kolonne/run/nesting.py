"""Nesting: records that lie as a list inside of other records."""

import json
import re
from dataclasses import replace

import polars as pl

from kolonne.contract import Severity
from kolonne.plan import InputPlan, Plan
from kolonne.run.fields import FAILED, FATAL, read_fields
from kolonne.run.ledger import KEY, ROW, Ledger
from kolonne.run.related import OWNER, Records
from kolonne.run.upward import with_parents

#: Steps that a JSON path can write between quotes.
_PLAIN = re.compile(r"[^'\"\\\x00-\x1f]+")


def with_nested(
    plan: Plan, batch: pl.DataFrame, first_row: int, alive: pl.DataFrame, records: Records, ledger: Ledger
) -> tuple[Records, list[pl.Series]]:
    """The records with those that lie inside of a batch, only of records that have not failed; and which stop the export."""
    inner = [one for one in plan.relations.inputs if one.inside and one.links[-1].parent == plan.input.name]
    if not inner:
        return records, []
    nested = dict(records.nested)
    fatal: list[pl.Series] = []
    for source in inner:
        frame = nested_records(plan, source, batch, first_row, ledger).filter(pl.col(OWNER).is_in(alive[ROW].implode()))
        fatal.append(frame.filter(pl.col(FATAL).is_not_null())[OWNER].unique().sort().alias(ROW))
        nested[source.name] = with_parents(plan, source, frame.drop(FATAL), records.frames, ledger)
    return replace(records, nested=nested), fatal


def nested_records(plan: Plan, source: InputPlan, batch: pl.DataFrame, first_row: int, ledger: Ledger) -> pl.DataFrame:
    """The typed fields of the records inside of a batch, as `input.field`, and by OWNER in which record each lies."""
    items = _items(source, batch, first_row, ledger)
    names = dict.fromkeys(one.source for one in source.fields)
    cells = items.select(OWNER, *(_cell(items["?item"], name).alias(name) for name in names))
    # What is told of a nested record is told of the record it lies in.
    sound = read_fields(plan, source, cells, OWNER, ledger).filter(pl.col(FAILED).is_null())
    fields = (pl.col(one.name).alias(f"{source.name}.{one.name}") for one in source.fields)
    return sound.select(pl.col(ROW).alias(OWNER), FATAL, *fields)


def _items(source: InputPlan, batch: pl.DataFrame, first_row: int, ledger: Ledger) -> pl.DataFrame:
    """The records by OWNER, as `?item`; what is no list of records is told."""
    if source.inside not in batch.columns:
        return pl.DataFrame(schema={OWNER: pl.Int64, "?item": pl.String})
    owners = pl.int_range(pl.len(), dtype=pl.Int64) + first_row
    lists = batch.select(owners.alias(OWNER), batch[source.inside].alias("?cell"))
    lists = lists.with_columns(_as_lists(lists["?cell"]).alias("?item"))
    _tell(source, lists.filter(pl.col("?cell").is_not_null() & pl.col("?item").is_null()), ledger)
    items = lists.select(OWNER, "?item").explode("?item", empty_as_null=True, keep_nulls=True).drop_nulls("?item")
    of = items.schema["?item"]
    if of == pl.String:
        is_record = pl.col("?item").str.strip_chars_start().str.starts_with("{")
    else:
        is_record = pl.lit(value=isinstance(of, pl.Struct))
    _tell(source, items.filter(is_record.not_()), ledger)
    return items.filter(is_record)


def _tell(source: InputPlan, where: pl.DataFrame, ledger: Ledger) -> None:
    """A warning for each of the records in which something else lies than a list of records."""
    rows = where.select(pl.col(OWNER).alias(ROW), pl.lit(None, dtype=pl.String).alias(KEY))
    ledger.record(
        rows, pl.lit(value=True), place=f"inputs.{source.name}", rule=f"{source.name}.bad_list", code="bad_list",
        severity=Severity.WARNING, message=pl.concat_str(pl.lit(f"{source.inside} "), ledger.sentence("bad_list")),
    )  # fmt: skip


def _as_lists(cells: pl.Series) -> pl.Series:
    """Lists as a source has them; of a text, the records that it spells as JSON."""
    if isinstance(cells.dtype, pl.List):
        return cells
    if isinstance(cells.dtype, pl.Array):
        return cells.arr.to_list()
    spelled = cells.to_list() if cells.dtype == pl.String else [None] * len(cells)
    return pl.Series([_decoded(text) for text in spelled], dtype=pl.List(pl.String))


def _decoded(text: str | None) -> list[str | None] | None:
    """The records of a list that is written as JSON, each as JSON; none of a blank text, null of what is no list."""
    if text is None or not text.strip():
        return [] if text is not None else None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if found is None:
        return []
    return [None if one is None else json.dumps(one) for one in found] if isinstance(found, list) else None


def _cell(items: pl.Series, name: str) -> pl.Series | pl.Expr:
    """A field of a record; a dotted name goes into records inside of it."""
    steps = name.split(".")
    if isinstance(items.dtype, pl.Struct):
        return _of_struct(pl.col("?item"), items.dtype, steps)
    if not items.len() or all(_PLAIN.fullmatch(step) for step in steps):
        path = "$" + "".join(f"['{step}']" for step in steps)
        return items.cast(pl.String).str.json_path_match(path if items.len() else "$")
    return pl.Series([_found(text, steps) for text in items.to_list()], dtype=pl.String)


def _found(text: str, steps: list[str]) -> str | None:
    """The same for a name that no JSON path can write."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for step in steps:
        found = found.get(step) if isinstance(found, dict) else None
    return found if found is None or isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def _of_struct(record: pl.Expr, of: pl.DataType, steps: list[str]) -> pl.Expr:
    fields = {field.name: field.dtype for field in of.fields} if isinstance(of, pl.Struct) else {}
    if steps[0] not in fields:
        return pl.lit(None, dtype=pl.String)
    inner = pl.Series(dtype=fields[steps[0]]).dtype
    found = record.struct.field(steps[0])
    return found if len(steps) == 1 else _of_struct(found, inner, steps[1:])
