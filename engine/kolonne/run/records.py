"""Records of related inputs: read whole, typed, with what they belong to beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import field

import polars as pl

from kolonne.contract import Severity
from kolonne.contract.quick import dataclass
from kolonne.plan import InputPlan, Plan
from kolonne.run.absent import absent_columns
from kolonne.run.fields import FAILED, FATAL, read_fields
from kolonne.run.ledger import KEY, ROW, Ledger
from kolonne.run.related import Records
from kolonne.run.upward import unique_by, with_parents


@dataclass(slots=True)
class RecordsReader:
    """Reads one related input after the other, those that others belong to first."""

    plan: Plan
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    #: Input → how many records were read, and how many of them could not be used.
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: How many records had a code that stops the export.
    fatal: int = 0

    def read(self, source: InputPlan, batches: Iterable[pl.DataFrame]) -> pl.DataFrame:
        """Read an input; gives the failures of its records."""
        plan, ledger = self.plan, Ledger(self.plan.locale)
        found: list[pl.DataFrame] = []
        told: list[pl.DataFrame] = []
        row = 0
        for batch in batches:
            if not row:
                told.append(absent_columns(plan, source, batch))
            found.append(read_fields(plan, source, batch, row, ledger))
            row += batch.height
        whole = pl.concat(found) if found else read_fields(plan, source, pl.DataFrame(), 0, ledger)
        sound = whole.filter(pl.col(FAILED).is_null())
        self.fatal += whole[FATAL].drop_nulls().len()
        self.counts[source.name] = (whole.height, whole.height - sound.height)
        frame = sound.select(ROW, KEY, *(pl.col(one.name).alias(f"{source.name}.{one.name}") for one in source.fields))
        for key in self._asked(source.name):
            frame = unique_by(source, key, frame, ledger)
        self.frames[source.name] = with_parents(plan, source, frame, self.frames, ledger)
        # By records, whatever batches they came in; what is told of the whole input comes first.
        return pl.concat([*told, ledger.taken()]).sort("row", maintain_order=True, nulls_last=False)

    def _asked(self, name: str) -> Iterable[str]:
        """The keys by which others find its records."""
        inputs = (self.plan.input, *self.plan.relations.inputs)
        return dict.fromkeys(link.key for one in inputs for link in one.links if link.parent == name and link.key)

    def records(self) -> Records:
        return Records(self.frames)


def unmatched(plan: Plan, records: Records, keys: Mapping[str, pl.Series]) -> pl.DataFrame:
    """A warning for each record that says that it belongs to one of the main input's that is not there.

    `keys` are the values of the fields by which they are looked for, of all records.
    """
    ledger = Ledger(plan.locale)
    for source in plan.relations.inputs:
        for link in source.links:
            if link.parent != plan.input.name or not link.key or not source.tells_unmatched:
                continue
            frame, by = records.frames[source.name], pl.col(f"{source.name}.{link.by}")
            # A source without any record has no batch of keys either.
            known = keys.get(link.key, frame[f"{source.name}.{link.by}"].clear())
            lonely = by.is_not_null() & by.is_in(known.implode()).not_()
            ledger.unmatched(frame, lonely, source, link, f"{source.name}.{link.by}")
    return ledger.taken()


def duplicates(plan: Plan, keys: Mapping[str, pl.Series]) -> pl.DataFrame:
    """A warning for each record of the main input whose key another one has already: what belongs to it belongs to both.

    `keys` are the values of the fields by which related records look for these, of all records, in their order.
    """
    ledger = Ledger(plan.locale)
    for key, values in keys.items():
        rows = pl.DataFrame({ROW: pl.int_range(len(values), eager=True), "?value": values}).with_columns(
            pl.lit(None, dtype=pl.String).alias(KEY)
        )
        again = pl.col("?value").is_not_null() & pl.col("?value").is_first_distinct().not_()
        ledger.record(
            rows, again, place=f"inputs.{plan.input.name}.{key}", rule=f"{key}.duplicate_key", code="duplicate_key",
            severity=Severity.WARNING, message=ledger.sentence("duplicate_key"),
        )  # fmt: skip
    return ledger.taken()


def keys_looked_for(plan: Plan) -> tuple[str, ...]:
    """The fields of the main input by which others look for its records."""
    links = [link for source in plan.relations.inputs for link in source.links if source.tells_unmatched]
    return tuple(dict.fromkeys(link.key for link in links if link.parent == plan.input.name and link.key))
