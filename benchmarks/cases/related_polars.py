"""The peer: the same two tables by hand, all in memory; nothing is checked, told, counted or recorded. FOLDER"""

import sys
from datetime import date
from pathlib import Path

import polars as pl

root = Path(sys.argv[1])
activities = pl.read_csv(root / "records/activities.csv", separator=";", try_parse_dates=True)
people = pl.read_csv(root / "records/participants.csv", separator=";")
counted = people.group_by("activity").agg(
    pl.len().alias("heads"),
    (pl.col("born") > 1999).sum().alias("young"),
    (pl.col("gender") == "K").sum().alias("women"),
)
rows = (
    activities.join(counted, left_on="id", right_on="activity", how="left", maintain_order="left")
    .with_columns(pl.col("heads", "young", "women").fill_null(0))
    .filter(pl.col("day").is_between(date(2025, 1, 1), date(2025, 12, 31)) & (pl.col("minutes") >= 45))
    .filter(pl.col("heads") >= 2)
    .filter(pl.int_range(pl.len()).over("leader", "day") == 0)
)
together = rows.select("id", "kind").join(people, left_on="id", right_on="activity")
kinds = (
    rows.group_by("kind")
    .agg(pl.len().alias("activities"), pl.col("heads").sum())
    .join(together.group_by("kind").agg(pl.col("person").n_unique().alias("people")), on="kind")
    .sort("kind")
)
out = root / "peer"
out.mkdir(exist_ok=True)
columns = ("id", "day", "leader", "kind", "minutes", "heads", "young", "women")
rows.select(columns).write_csv(out / "activities.csv", separator=";", include_bom=True, line_terminator="\r\n")
kinds.write_csv(out / "kinds.csv", separator=";", include_bom=True, line_terminator="\r\n")
