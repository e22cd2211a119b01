"""Ledger: collects the failures of one batch as frames."""

from dataclasses import dataclass, field

import polars as pl

from kolonne.contract import Severity
from kolonne.run.messages import told
from kolonne.run.outcome import FAILURES

#: Internal columns of a batch: which record a row came from, and its key as text.
ROW, KEY = "?row", "?key"


@dataclass(slots=True)
class Ledger:
    locale: str
    frames: list[pl.DataFrame] = field(default_factory=list)

    def record(
        self,
        rows: pl.DataFrame,
        *,
        place: str,
        rule: str,
        code: pl.Expr,
        severity: Severity,
        message: pl.Expr,
        value: pl.Expr | None = None,
        out: bool = False,
    ) -> None:
        """One failure for each of the rows."""
        if rows.is_empty():
            return
        self.frames.append(
            rows.select(
                pl.col(ROW).alias("row"),
                (pl.col(ROW) + 1).alias("number"),
                pl.col(KEY).alias("key"),
                pl.lit(place).alias("place"),
                pl.lit(rule).alias("rule"),
                code.alias("code"),
                pl.lit(severity.value).alias("severity"),
                message.alias("message"),
                (pl.lit(None, dtype=pl.String) if value is None else value.str.head(200)).alias("value"),
                pl.lit(value=out).alias("out"),
            )
        )

    def sentence(self, code: str) -> pl.Expr:
        """The sentence for a code that is the same for all rows."""
        return pl.lit(told(code, self.locale))

    def faults(self, rows: pl.DataFrame, fault: str, place: str, rule: str) -> None:
        """Failures of a computation; the column `fault` holds the code."""
        broken = rows.filter(pl.col(fault).is_not_null())
        for code in broken[fault].unique().sort():
            some = broken.filter(pl.col(fault) == code)
            self.record(
                some, place=place, rule=rule, code=pl.lit(code), severity=Severity.WARNING, message=self.sentence(code)
            )

    def frame(self) -> pl.DataFrame:
        """All of them, by row."""
        if not self.frames:
            return pl.DataFrame(schema=FAILURES)
        return pl.concat(self.frames).cast(FAILURES).sort("row", maintain_order=True, nulls_last=False)  # type: ignore[arg-type]
