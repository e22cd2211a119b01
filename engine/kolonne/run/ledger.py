"""Ledger: collects the failures of one batch as frames."""

from dataclasses import field

import polars as pl

from kolonne.contract import Severity
from kolonne.contract.quick import dataclass
from kolonne.expressions import parts_of
from kolonne.plan import InputPlan, LinkPlan
from kolonne.run.columns import stacked
from kolonne.run.messages import told, told_fault
from kolonne.run.outcome import FAILURES, NO_FAILURES

#: Internal columns of a batch: which record a row came from, and its key as text.
ROW, KEY = "?row", "?key"


@dataclass(slots=True)
class Ledger:
    locale: str
    #: In the order in which they were found.
    frames: list[pl.DataFrame] = field(default_factory=list)

    def record(
        self,
        rows: pl.DataFrame,
        where: pl.Expr,
        *,
        place: str,
        rule: str,
        code: str,
        severity: Severity,
        message: pl.Expr,
        value: pl.Expr | None = None,
        out: bool = False,
    ) -> None:
        """One failure for each of the rows where the condition is true."""
        # Mostly it is a column that was made for this, and true nowhere.
        if where.meta.is_column() and not rows[where.meta.output_name()].any():
            return
        read = {
            ROW,
            KEY,
            *(name for one in (where, message, value) if one is not None for name in one.meta.root_names()),
        }
        self.frames.append(
            rows[[name for name in rows.columns if name in read]]
            .filter(where)
            .select(
                pl.col(ROW).alias("row"),
                (pl.col(ROW) + 1).alias("number"),
                pl.col(KEY).alias("key"),
                pl.lit(place).alias("place"),
                pl.lit(rule).alias("rule"),
                pl.lit(code).alias("code"),
                pl.lit(severity.value).alias("severity"),
                message.alias("message"),
                (pl.lit(None, dtype=pl.String) if value is None else value.str.head(200)).alias("value"),
                pl.lit(value=out).alias("out"),
            )
            .cast(FAILURES)  # type: ignore[arg-type]
        )

    def sentence(self, code: str) -> pl.Expr:
        """The sentence for a code that is the same for all rows."""
        return pl.lit(told(code, self.locale))

    def unmatched(self, rows: pl.DataFrame, where: pl.Expr, source: InputPlan, link: LinkPlan, by: str) -> None:
        """A warning for each record that says, in the column `by`, that it belongs to one that is not there."""
        own = next(field for field in source.fields if field.name == link.by)
        value = None if own.personal else pl.col(by).cast(pl.String)
        found = pl.lit("") if value is None else pl.concat_str(pl.lit(": «"), value.str.head(60), pl.lit("»"))
        self.record(
            rows, where, place=f"inputs.{source.name}.{link.by}", rule=f"{link.by}.unmatched", code="unmatched",
            severity=Severity.WARNING, value=value,
            message=pl.concat_str(
                pl.lit(own.source), found, pl.lit(" "), self.sentence("unmatched"), pl.lit(f" «{link.parent}»")
            ),
        )  # fmt: skip

    def faults(
        self,
        rows: pl.DataFrame,
        fault: pl.Expr,
        place: str,
        rule: str,
        *,
        severity: Severity = Severity.WARNING,
        is_named: bool = True,
        is_out: bool = False,
    ) -> None:
        """Failures of a computation, whose codes stand in `fault`; `is_named` says whether the record's key is told."""
        rows = rows if is_named else unnamed(rows)
        for whole in rows.select(fault.unique().drop_nulls().sort()).to_series():
            code, who, what = parts_of(whole)
            # `day: there is no such date` – the name of what was computed stands before the dot of the rule.
            message = f"{rule.partition('.')[0]}: {told_fault(code, self.locale)}{f': {what}' if what else ''}"
            self.record(
                rows, fault == whole, place=f"{who}: {place}" if who else place, rule=rule, code=code, severity=severity,
                message=pl.lit(message), out=is_out,
            )  # fmt: skip

    def frame(self) -> pl.DataFrame:
        """All of them, as they were found."""
        return stacked(self.frames, NO_FAILURES)

    def taken(self) -> pl.DataFrame:
        """All of them, which are then forgotten here."""
        found, self.frames = self.frame(), []
        return found


def unnamed(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows without their keys, by which others than their owner would know them."""
    return rows.with_columns(pl.lit(None, dtype=pl.String).alias(KEY))


def settled(failures: pl.DataFrame, fatal: pl.Series) -> pl.DataFrame:
    """Failures by row, and within a row as they were found.

    `fatal` are the rows that stop the export. What would be fatal elsewhere is a warning in a row that is left out.
    """
    if not (failures["severity"] == Severity.FATAL.value).any():
        return failures.sort("row", maintain_order=True, nulls_last=False)
    stops = pl.col("row").is_in(fatal.unique().implode()) | pl.col("row").is_null()
    harmless = (pl.col("severity") == Severity.FATAL.value) & stops.not_()
    severity = pl.when(harmless).then(pl.lit(Severity.WARNING.value)).otherwise(pl.col("severity"))
    found = failures.with_columns(severity.alias("severity"), pl.col("out") & harmless.not_())
    return found.sort("row", maintain_order=True, nulls_last=False)
