"""Measure everything; write results.json and the table in docs/performance.md. QUICK=1 takes fewer records and runs."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from measure import Figure, Run, case, compare, run_once
from organisation import make_organisation
from plugins import make_plugins
from records import make

ROOT = Path(__file__).parents[1]
QUICK = os.environ.get("QUICK") == "1"
#: Participants of an activity, on average.
HEADS = 3
RUNS = 3 if QUICK else 5
ROWS = 20_000 if QUICK else 200_000
MANY = 5 * ROWS
PACKAGES = ("kolonne", "polars", "pyarrow", "XlsxWriter", "simpleeval")
BEGIN, END = "<!-- figures: made by `make bench` -->", "<!-- end of figures -->"


def speed(folder: Path) -> list[Figure]:
    """Ours against peers."""
    table = folder / "table.arrow"
    run_once(case("table", ROWS, table))
    kolonne = str(Path(sys.executable).parent / "kolonne")
    document = str(ROOT / "org_configs/nhf/documents/likeperson.json")
    ours = case("xlsx_kolonne", table, folder / "ours.xlsx")
    small = make(folder / "small", 2000)
    many = make_organisation(folder / "many", 100, 50)
    return [
        compare(
            f"XLSX, {ROWS:,} rows × 20",
            ours,
            "XlsxWriter, constant memory",
            case("xlsx_xlsxwriter", table, folder / "peer.xlsx"),
            RUNS,
        ),
        compare(
            f"XLSX, {ROWS:,} rows × 20",
            ours,
            "Polars write_excel",
            case("xlsx_polars", table, folder / "peer.xlsx"),
            RUNS,
        ),
        compare(
            f"one expression, {MANY:,} rows",
            case("evaluate_vector", MANY),
            "stock simpleeval, row by row",
            case("evaluate_simpleeval", MANY),
            RUNS,
        ),
        compare(
            "2,000 records to XLSX, whole process",
            case("export", small, folder / "out", "xlsx"),
            "Python with Polars and pyarrow",
            case("nothing"),
            RUNS,
        ),
        *(
            compare(
                f"{number:,} records with {number * HEADS:,} that belong to them, other rows and groups, to CSV",
                case("related_kolonne", related(folder / f"related-{number}", number)),
                "Polars by hand, unchecked",
                case("related_polars", folder / f"related-{number}"),
                RUNS,
            )
            for number in (ROWS, MANY)
        ),
        compare("`kolonne --help`", [kolonne, "--help"], "Python with Polars and pyarrow", case("nothing"), RUNS),
        compare(
            "`kolonne validate` one document",
            [kolonne, "validate", document],
            "Python with Polars and pyarrow",
            case("nothing"),
            RUNS,
        ),
        compare(
            "`kolonne validate` 100 documents of 50 columns",
            [kolonne, "validate", str(many)],
            "Python with Polars and pyarrow",
            case("nothing"),
            RUNS,
        ),
    ]


def related(folder: Path, number: int) -> Path:
    """Records that belong to each other, made by another process: what this one holds, its children start with."""
    run_once([sys.executable, str(Path(__file__).parent / "related.py"), str(folder), str(number)])
    return folder


def exports(folder: Path) -> list[tuple[str, Run]]:
    """Whole exports of the example organisation: does memory stay flat?"""
    found: list[tuple[str, Run]] = []
    for records in (ROWS, MANY):
        source = make(folder / f"records-{records}", records)
        for format_ in ("csv", "xlsx"):
            runs = [run_once(case("export", source, folder / "out", format_)) for _ in range(RUNS)]
            runs.sort(key=lambda run: run.seconds)
            found.append((f"{records:,} records to {format_.upper()}", runs[len(runs) // 2]))
    return found


def held() -> int:
    """Bytes that an artifact of 200 MB costs until it is read."""
    return int(subprocess.run(case("hold_artifact"), check=True, capture_output=True, text=True).stdout)


def compiled(folder: Path) -> float:
    """Seconds from a document of 200 columns with 100 lookups to its plan, after imports."""
    command = case("compile_document", make_organisation(folder / "wide", 1, 200, lookups=100))
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(RUNS)]
    return statistics.median(float(seconds) for seconds in runs)


def dispatched(folder: Path) -> float:
    """The share of an export that ten plugins of other organisations cost."""
    source, site = make(folder / "dispatch", ROWS), make_plugins(folder / "site")
    command = case("plugin_dispatch", source, folder / "dispatch-out")
    paths = {"without": "", "with": str(site)}
    spent: dict[str, list[tuple[float, float]]] = {"without": [], "with": []}
    for _ in range(RUNS + 2):
        for name, path in paths.items():
            environment = {**os.environ, "PYTHONPATH": path}
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
            of_plugins, of_all = done.stdout.split()
            spent[name].append((float(of_plugins), float(of_all)))
    # Of the plugins alone: what the whole export takes differs more from run to run than they cost.
    with_them, without = (statistics.median(plugins for plugins, _ in spent[name]) for name in ("with", "without"))
    whole = statistics.median(seconds for _, seconds in spent["without"])
    return (with_them - without) / whole


def table(figures: list[Figure], whole: list[tuple[str, Run]], artifact: int, compiling: float, dispatch: float) -> str:
    """The figures as Markdown."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    told = (
        f"Measured {datetime.now(UTC):%Y-%m-%d} by `make bench{' QUICK=1' if QUICK else ''}` on {os.cpu_count()} cores "
        f"({platform.machine()}), Python {platform.python_version()}, {versions}. Medians of {RUNS} runs, whole processes, in turn."
    )
    lines = [
        told,
        "",
        "| what | ours | memory | peer | peer's | memory | times faster |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {one.name} | {one.ours.seconds:.2f} s | {one.ours.megabytes:.0f} MB | {one.peer} | {one.peers.seconds:.2f} s "
            f"| {one.peers.megabytes:.0f} MB | {one.ratio:.1f} |"
            for one in figures
        ),
        "",
        "| whole export of the example organisation | seconds | records a second | peak memory |",
        "|---|---|---|---|",
        *(
            f"| {name} | {run.seconds:.2f} | {int(name.split()[0].replace(',', '')) / run.seconds:,.0f} | {run.megabytes:.0f} MB |"
            for name, run in whole
        ),
        "",
        f"Making a plan of a document of 200 columns with 100 lookups in code lists takes {compiling:.2f} s, after imports.",
        "",
        f"Ten installed plugins of other organisations cost {dispatch:.1%} of an export of {ROWS:,} records to CSV.",
        "",
        f"Holding an artifact of 200 MB until it is read costs {artifact / 1e6:.2f} MB of memory.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write."""
    with tempfile.TemporaryDirectory(prefix="kolonne-bench-") as name:
        figures, whole, compiling = speed(Path(name)), exports(Path(name)), compiled(Path(name))
        dispatch = dispatched(Path(name))
    artifact = held()
    text = table(figures, whole, artifact, compiling, dispatch)
    print(text)
    results = (
        [
            {
                "name": one.name,
                "ours_s": one.ours.seconds,
                "peer": one.peer,
                "peer_s": one.peers.seconds,
                "ratio": one.ratio,
            }
            for one in figures
        ]
        + [
            {
                "name": f"{one.name}, memory",
                "ours_mb": one.ours.megabytes,
                "peer": one.peer,
                "peer_mb": one.peers.megabytes,
            }
            for one in figures
        ]
        + [{"name": f"{name}, memory", "ours_mb": run.megabytes, "ours_s": run.seconds} for name, run in whole]
    )
    results.append({"name": "holding an artifact of 200 MB", "ours_mb": artifact / 1e6})
    results.append({"name": "plan of 200 columns with 100 lookups, after imports", "ours_s": compiling})
    results.append({"name": "ten plugins of other organisations, share of an export", "ours": dispatch, "floor": 0.02})
    if QUICK:
        return
    (ROOT / "benchmarks/results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    page = ROOT / "docs/performance.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
