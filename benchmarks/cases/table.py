"""The table that writers are measured with: 20 columns of all kinds. ROWS PATH makes it as an Arrow file."""

import datetime as dt
import random
import sys
from pathlib import Path

import polars as pl


def make(rows: int, path: Path) -> None:
    """Seeded: the same rows give the same table."""
    chance = random.Random(20250101)
    words = ["Samtalegruppe", "Øvre Årdal & omegn", "a < b", "0301", "Likepersonskurs for nye", "", "lørdag; søndag"]
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=day) for day in range(365)]
    columns: dict[str, pl.Series] = {}
    for at in range(10):
        columns[f"text{at}"] = pl.Series(chance.choices(words, k=rows))
    for at in range(4):
        columns[f"whole{at}"] = pl.Series([chance.randrange(10**6) for _ in range(rows)])
    for at in range(3):
        columns[f"float{at}"] = pl.Series([chance.random() * 1000 for _ in range(rows)])
    for at in range(2):
        columns[f"day{at}"] = pl.Series(chance.choices(days, k=rows))
    columns["yes"] = pl.Series(chance.choices([True, False], k=rows))
    pl.DataFrame(columns).write_ipc(path)


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
