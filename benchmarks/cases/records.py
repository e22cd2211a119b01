"""Records of the workload, as what the path ends with. NUMBER PATH"""

import sys
from pathlib import Path

from workload import make_csv, make_parquet

number, path = sys.argv[1:]
make = make_csv if path.endswith(".csv") else make_parquet
make(Path(path), int(number))
