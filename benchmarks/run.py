"""Measure; `run.py transform to_csv` measures only these groups. QUICK=1 takes fewer records and fewer runs."""

import os
import sys
import tempfile
from pathlib import Path

import report
from bench import Bench
from figures import to_csv, to_xlsx, transform

GROUPS = {"transform": transform, "to_csv": to_csv, "to_xlsx": to_xlsx}

if __name__ == "__main__":
    wanted = sys.argv[1:] or list(GROUPS)
    with tempfile.TemporaryDirectory(prefix="kolonne-bench-") as name:
        bench = Bench(Path(name), os.environ.get("QUICK") == "1")
        figures = []
        for group in wanted:
            found = GROUPS[group].measured(bench)
            print(report.markdown(found, "make bench"), flush=True)
            figures += found
