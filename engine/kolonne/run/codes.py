"""Codes in cells: which the list does not have, which were not valid on their date, and what is put in their place."""

import polars as pl

from kolonne.contract import Severity
from kolonne.expressions import CodeList, has, label_on, lookup, relabelled, valid_on, value_on
from kolonne.plan import FieldPlan, UnknownPolicy
from kolonne.run.ledger import Ledger

#: What is told of codes, in the order in which it is looked at.
WRONG = ("unknown_code", "code_not_valid")
#: What happens to such codes that ends a row.
OUT = ("error", "fatal")
#: Severity of a code that its list does not have, by what happens to it.
SEVERITY = {
    "error": Severity.ERROR, "fatal": Severity.FATAL, "blank": Severity.WARNING, "keep": Severity.WARNING, "use": Severity.WARNING,
}  # fmt: skip


def recognised(field: FieldPlan, codes: CodeList, text: pl.Expr, day: pl.Expr | None) -> pl.Expr:
    """The code that a text stands for, as the field accepts it; null for an unknown one."""
    ways = [lookup(text.str.to_lowercase(), field.spellings)]
    if field.by_code:
        ways.insert(0, pl.when(has(codes, text)).then(text))
    if field.spoken is not None:
        ways.append(value_on(field.spoken, text.str.to_lowercase(), day))
    return pl.coalesce(ways)


def not_valid(codes: CodeList, code: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Where a code of the list was not valid on its date. Where there is no date, it is not known."""
    return has(codes, code) & valid_on(codes, code, day).not_().fill_null(value=False)


def answered(unknown: UnknownPolicy, kept: pl.Expr) -> pl.Expr:
    """What is put in the place of a code that is told."""
    answers = {"keep": kept, "use": pl.lit(unknown.replacement)}
    return answers.get(unknown.action, pl.lit(None, dtype=pl.String))


def label_of(codes: CodeList, code: pl.Expr, day: pl.Expr | None) -> pl.Expr:
    """The label that is shown for a code; the code itself where it has none."""
    return relabelled(code, codes.labels) if day is None else pl.coalesce(label_on(codes, code, day), code)


def sentence(ledger: Ledger, what: str, day: pl.Expr | None) -> pl.Expr:
    """`is not in the list of codes`, or `was not valid on that day (2024-05-01)`; without the day where that is private."""
    if what != "code_not_valid" or day is None:
        return ledger.sentence(what)
    return pl.concat_str(ledger.sentence(what), pl.lit(" ("), day.dt.to_string("%Y-%m-%d"), pl.lit(")"))
