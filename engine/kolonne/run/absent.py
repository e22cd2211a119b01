"""Fields that the source does not have at all: told once, not once a row."""

import polars as pl

from kolonne.contract import Severity
from kolonne.plan import InputPlan, Plan
from kolonne.run.ledger import KEY, ROW, Ledger


def absent_columns(plan: Plan, source: InputPlan, batch: pl.DataFrame) -> pl.DataFrame:
    """A warning for each field that is not required and whose column the batch lacks; columns FAILURES."""
    ledger = Ledger(plan.locale)
    nowhere = pl.DataFrame({ROW: [None], KEY: [None]}, schema={ROW: pl.Int64, KEY: pl.String})
    for field in source.fields:
        if field.source in batch.columns or field.required:
            continue
        ledger.record(
            nowhere,
            pl.lit(value=True),
            place=f"inputs.{source.name}.{field.name}",
            rule=f"{field.name}.missing_column",
            code="missing_column",
            severity=Severity.WARNING,
            message=pl.concat_str(pl.lit(f"{field.source}: "), ledger.sentence("missing_column")),
        )
    return ledger.frame()
