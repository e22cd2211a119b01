"""Whole exports without files: inputs as lists of records, and everything that they become."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pyarrow as pa

from kolonne.contract import Counts, Stage, Wanted
from kolonne.orchestrator.mapped import open_mapped
from kolonne.orchestrator.mapping import map_records
from kolonne.plan import Plan
from kolonne.run import Report
from unit.run.documents import Json, planned

#: The records of an input: values by the source's names.
Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Inputs:
    """A source whose inputs are lists of records, or frames."""

    inputs: Mapping[str, Records | pl.DataFrame]

    def read(self, wanted: Wanted, batch_rows: int) -> Iterator[pa.RecordBatch]:
        records = self.inputs.get(wanted.input, ())
        frame = records if isinstance(records, pl.DataFrame) else pl.DataFrame(records, infer_schema_length=None)
        for at in range(0, frame.height, batch_rows):
            yield from frame.slice(at, batch_rows).to_arrow().to_batches()

    def count(self, input_name: str) -> int | None:
        return len(self.inputs.get(input_name, ()))


@dataclass(frozen=True)
class Whole:
    """What an export would write, and tell."""

    #: Sheet → its lines.
    sheets: Mapping[str, pl.DataFrame]
    failures: pl.DataFrame
    left_out: pl.DataFrame
    counts: Counts
    report: Report
    fatal: int
    in_period: int

    def lines(self, sheet: str = "s") -> list[tuple[Any, ...]]:
        return self.sheets[sheet].rows()

    def told(self) -> list[tuple[int | None, str, str]]:
        """Number of the record, rule and severity of every failure, in order."""
        return self.failures.select("number", "rule", "severity").rows()

    def messages(self) -> list[str]:
        return self.failures["message"].to_list()


def mapped_whole(plan: Plan, inputs: Mapping[str, Records | pl.DataFrame], batch_rows: int = 32_768) -> Whole:
    """What becomes of the records of all inputs, read in batches of some size."""
    with TemporaryDirectory() as folder:
        mapped = open_mapped(plan, Path(folder) / "spool")
        try:
            ticks = dict.fromkeys((Stage.QUERY, Stage.MAP), lambda _: None)
            map_records(plan, Inputs(inputs), mapped, ticks, batch_rows)
        finally:
            mapped.close()
        sheets = {name: mapped.lines(name).clone() for name in mapped.sheets}
        failures, left_out = mapped.failures.whole().clone(), mapped.left_out.whole().clone()
    return Whole(sheets, failures, left_out, mapped.counts, mapped.report, mapped.fatal, mapped.in_period)


def exported(content: Json, inputs: Mapping[str, Records | pl.DataFrame], locale: str = "en", **more: Any) -> Whole:
    """The same for a document."""
    return mapped_whole(planned(copy.deepcopy(content), locale, **more), inputs)


def typed(inputs: Mapping[str, Records]) -> dict[str, pl.DataFrame]:
    """Records as frames whose columns have the same type however few of them are looked at."""
    return {name: pl.DataFrame(records, infer_schema_length=None) for name, records in inputs.items()}
