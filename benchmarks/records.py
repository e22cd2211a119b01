"""The records that are measured with: the example organisation's 2,000, over and over."""

import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "org_configs/nhf/examples/2025/input/activities.csv"
RECORDS = 2000


def make(folder: Path, records: int) -> Path:
    """A folder with `records` records (a multiple of 2,000) as activities.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    header, _, rows = EXAMPLE.read_bytes().partition(b"\n")
    with (folder / "activities.csv").open("wb") as stream:
        stream.write(header + b"\n")
        for _ in range(records // RECORDS):
            stream.write(rows)
    return folder


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
