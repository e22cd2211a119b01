"""Headcount: how many participants of a course count, by gender and age group."""

import polars as pl

from kolonne_funkis.codes import AGE_GROUPS, GENDERS
from kolonne_funkis.counting import Counting
from kolonne_funkis.settings import Settings

_LISTS = ("attended", "birth_years", "genders")
#: The ages at which groups begin.
_BEGINS = tuple(int(group[:2]) for group in AGE_GROUPS)
_OTHER = "other"


def plain(code: str) -> str:
    """A code as part of a name: `14_19`, `60`."""
    return code.replace("-", "_").replace("+", "")


#: The fields of the flat file, in its order: men, then women, each by age, those of unknown age last.
FIELDS = tuple(f"{gender}_{plain(group)}" for gender in GENDERS for group in (*AGE_GROUPS, "unknown"))
#: What is made for each course: all who count, the fields, and those of no gender that has fields.
HEADS = ("participants", *FIELDS, _OTHER)


class Headcount:
    """Counts those who count."""

    def __init__(self, settings: Settings) -> None:
        self._counting = Counting(settings.thresholds, settings.unknown_age_counts)

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame with `row`, `start`, `hours` and, in lists of one length, `attended`, `birth_years` and `genders`.

        Birth years below 1 are not known, and so are genders but `M` and `K`. Gives `row` and whole numbers, as named in
        `HEADS`. Blank where the lists differ in length or the first day is not known.
        """
        sizes = [pl.col(name).list.len() for name in _LISTS]
        even = (sizes[0] == sizes[1]) & (sizes[0] == sizes[2]) & pl.col("start").is_not_null()
        people = frame.filter(even & (sizes[0] > 0)).explode(*_LISTS)
        year = pl.when(pl.col("birth_years") > 0).then(pl.col("birth_years"))
        # A list cannot hold decimals; four of them are enough to be exact again.
        attended, hours = (pl.col(name).cast(pl.Decimal(38, 4)) for name in ("attended", "hours"))
        counts = self._counting.of(attended, hours, year, pl.col("start"))
        who = people.select("row", counts.alias("counts"), _field(year).alias("field")).filter("counts")
        totals = [pl.len().alias("participants")]
        totals += [(pl.col("field") == name).sum().alias(name) for name in HEADS[1:]]
        by_row = who.group_by("row").agg(total.cast(pl.Int64) for total in totals)
        found = frame.select("row", even.fill_null(value=False).alias("even"))
        found = found.join(by_row, on="row", how="left", maintain_order="left")
        return found.select("row", *(pl.when("even").then(pl.col(name).fill_null(0)).alias(name) for name in HEADS))


def _field(year: pl.Expr) -> pl.Expr:
    """The name of the field in which somebody is counted."""
    age = pl.col("start").dt.year().cast(pl.Int64) - year
    group = pl.lit("unknown")
    # Who is younger than the first group and counts all the same is told among those of unknown age.
    for begins, code in zip(_BEGINS, AGE_GROUPS, strict=True):
        group = pl.when(age >= begins).then(pl.lit(plain(code))).otherwise(group)
    known = pl.col("genders").is_in(GENDERS)
    return pl.when(known).then(pl.concat_str(pl.col("genders"), group, separator="_")).otherwise(pl.lit(_OTHER))
