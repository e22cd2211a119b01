"""Passage: a batch of rows on its way through the stages, and what has become of it so far."""

from collections.abc import Mapping
from dataclasses import field

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.plan import Plan
from kolonne.run.fields import FAILED, FATAL
from kolonne.run.ledger import KEY, ROW, Ledger
from kolonne.run.names import Names
from kolonne.run.related import Records

#: Columns that every frame on its way has.
INTERNAL = (ROW, KEY, FAILED, FATAL)


@dataclass(slots=True)
class Passage:
    plan: Plan
    frame: pl.DataFrame
    ledger: Ledger
    records: Records
    #: What has left the way: reasons and their rows, in the order of stages.
    left_out: list[pl.DataFrame] = field(default_factory=list)
    failed: list[pl.Series] = field(default_factory=list)
    #: How many rows transforms have added.
    added: int = 0
    #: The rows among them that stop the export.
    fatal: list[pl.Series] = field(default_factory=list)
    #: Values of the fields by which related records look for these, of all records that were read.
    keys: Mapping[str, pl.Series] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, pl.Expr]:
        """What stands for each name: what is the same for all rows, and the columns."""
        return Names(self.plan, self.frame.columns)

    def drop_failed(self) -> None:
        """Rows that are out are counted and go no further. Of one that stops the export, that is the reason."""
        if self.frame[FAILED].null_count() == self.frame.height:
            return
        out = pl.col(FAILED).is_not_null()
        reasons = self.frame[[FAILED, FATAL]].filter(out).select(pl.coalesce(FATAL, FAILED).alias(FAILED)).to_series()
        self.failed.append(reasons)
        if self.frame[FATAL].null_count() < self.frame.height:
            self.fatal.append(self.frame.filter(out & pl.col(FATAL).is_not_null())[ROW])
        self.frame = self.frame.filter(out.not_())
