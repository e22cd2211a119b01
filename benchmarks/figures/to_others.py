"""The other formats, end to end: nothing was promised of them."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench import Bench
from figure import Figure, alone
from measure import case

FORMATS = {"parquet": "Parquet", "ndjson": "NDJSON", "html": "HTML", "fixed-width": "fixed-width text", "ods": "ODS"}


def measured(bench: Bench) -> Iterator[Figure]:
    """Each by itself."""
    library, source, out = _with_widths(bench), f"activities={bench.records(bench.rows)}", bench.folder / "others"
    for name, title in FORMATS.items():
        ours = case("export", library, "demo", source, out, name)
        yield alone(f"{bench.rows:,} records from Parquet to {title}", ours, bench.runs)


def _with_widths(bench: Bench) -> Path:
    """The workload's library with a document that says how wide columns are, which text of fixed widths needs."""
    library = Path(shutil.copytree(bench.library, bench.folder / "widths"))
    work = json.loads((library / "demo/documents/work.json").read_text(encoding="utf-8"))
    columns = {name: {"width": 40} for name in work["sheets"]["activities"]["columns"]}
    wide = {"document": "demo.wide", "extends": "demo.work", "sheets": {"activities": {"columns": columns}}}
    (library / "demo/documents/wide.json").write_text(json.dumps(wide), encoding="utf-8")
    organisation = {"organisation": "demo", "name": "Demo", "default_document": "demo.wide"}
    (library / "demo/organisation.json").write_text(json.dumps(organisation), encoding="utf-8")
    return library
