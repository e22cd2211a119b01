"""Ours: one expression over many rows by the vector evaluator. ROWS"""

import sys

import polars as pl

from kolonne.expressions import Lists, Scope, ValueType, check, compile_vector

EXPRESSION = "round(cost * 0.8, 2) if heads >= 3 and (kind in ['group', 'course'] or minutes / 60 > 1.5) else 0"
rows = int(sys.argv[1])
names = {
    "cost": ValueType.parse("decimal(2)"),
    "heads": ValueType("integer"),
    "minutes": ValueType("integer"),
    "kind": ValueType("text"),
}
frame = pl.select(at=pl.int_range(rows)).select(
    cost=(pl.col("at") % 100_000).cast(pl.Decimal(38, 2)),
    heads=pl.col("at") % 7,
    minutes=pl.col("at") % 200,
    kind=pl.when(pl.col("at") % 2 == 0).then(pl.lit("group")).otherwise(pl.lit("visit")),
)
checked, mistakes = check(EXPRESSION, Scope(names))
if checked is None:
    sys.exit(str(mistakes))
compiled = compile_vector(checked, {name: pl.col(name) for name in names}, Lists())
made = [compiled.value.alias("value"), *([compiled.fault.alias("fault")] if compiled.fault is not None else [])]
frame.lazy().select(made).collect()
