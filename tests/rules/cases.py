"""Cases: the funders' real rules, each a folder `NN-short-name` that says it in words and in a document.

    rule.md            the rule in words: a heading and a paragraph or two
    document.json      the document `rules.<name>`; further versions of it are `document-….json`
    enumerations/      its lists and mappings, if it has its own
    plugin_NN.py       a plugin, where a rule needs one
    case.json          what differs from one export of 2025 to .csv in bokmål (see `runs`)
    input/             a file for each input
    expected/          everything that comes out, as text; of several runs, a folder for each. Beside a sheet that is protected
                       stands which of its cells are locked

What is expected is written by `python tests/rules/cases.py [NN …]`. Look at the difference, and commit it if it is meant.
"""

import asyncio
import csv
import importlib.util
import io
import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from kolonne import (
    ExportFormat,
    ExportRequest,
    ExportSuccess,
    Problem,
    ReportingPeriod,
    SessionContext,
    build_orchestrator,
)
from kolonne.documents import Library
from kolonne.orchestrator import Rehearsal
from kolonne.plan import organisation_plugins, validate
from kolonne.plugins import Plugins

HERE = Path(__file__).parent
#: Rules that there are in the notes on the domain; each has a case.
RULES = 50
#: The organisation that every case is about. Its documents may extend Bufdir's, and name Bufdir's lists.
OWNER = "rules"
_BUFDIR = HERE.parents[1] / "org_configs" / "bufdir"
_RUN = {"period": "2025", "format": "csv", "locale": "nb"}


def cases() -> list[Path]:
    """Every case, in the order of the rules."""
    return sorted(path for path in HERE.iterdir() if path.name[:2].isdigit())


def told(case: Path) -> dict[str, Any]:
    """What `case.json` says; nothing where there is none."""
    path = case / "case.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def runs(case: Path) -> dict[str, dict[str, Any]]:
    """The exports of a case by the folders that they are expected in: `""` where there is only one.

    `case.json` is one run, or `{"runs": [run, …]}`. A run says what differs: `period`, `format`, `locale`, `figures`,
    `document`, `input` (the folder) and `name` (of the folder of what is expected; the period if not said).
    """
    said = told(case)
    wanted = [{**_RUN, **run} for run in said.get("runs", [said])]
    return {run.get("name", run["period"]) if len(wanted) > 1 else "": run for run in wanted}


def library(case: Path, folder: Path) -> Path:
    """A folder of organisations with Bufdir and the case in it; gives the folder."""
    root = folder / "org_configs"
    shutil.copytree(_BUFDIR, root / "bufdir", ignore=shutil.ignore_patterns("*.md"))
    organisation = {"organisation": OWNER, "name": "Regler", "locales": ["nb", "nn", "en"]}
    documents = root / OWNER / "documents"
    documents.mkdir(parents=True)
    (root / OWNER / "organisation.json").write_text(json.dumps({**organisation, **told(case).get("organisation", {})}))
    for path in case.glob("document*.json"):
        shutil.copy(path, documents)
    if (case / "enumerations").exists():
        shutil.copytree(case / "enumerations", root / OWNER / "enumerations")
    return root


def plugins(case: Path) -> list[object]:
    """The modules of a case that are plugins."""
    found: list[object] = []
    for path in sorted(case.glob("plugin_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found.append(module)
    return found


def problems(case: Path, folder: Path) -> list[Problem]:
    """Everything that is wrong with the documents and lists of a case."""
    of = Library(library(case, folder))
    registry = Plugins(plugins(case)).registry(OWNER, organisation_plugins(of, OWNER))
    return [one for path in sorted((of.root / OWNER).rglob("*.json")) for one in validate(of, of.file(path), registry)]


def untrue(case: Path, folder: Path) -> list[str]:
    """What the tests in the documents of a case expect and do not get."""
    of = Library(library(case, folder))
    registry = Plugins(plugins(case)).registry(OWNER, organisation_plugins(of, OWNER))
    return [
        f"{file.path.name}: {rehearsed.trial.name}: {difference}"
        for file in of.documents(OWNER)
        for rehearsed in Rehearsal(of, file, registry).run()
        for difference in rehearsed.differences
    ]


def export(case: Path, folder: Path) -> dict[str, str]:
    """Run a case; gives the text of everything that comes out, by its path under `expected`."""
    root = library(case, folder)
    texts: dict[str, str] = {}
    for number, (name, run) in enumerate(runs(case).items()):
        out = folder / f"out{number}"
        texts |= {f"{name}/{path}".lstrip("/"): text for path, text in _export(case, run, root, out).items()}
    return texts


def _export(case: Path, run: dict[str, Any], root: Path, out: Path) -> dict[str, str]:
    session = SessionContext("rules", frozenset({OWNER}), frozenset({"export"}))
    source = case / run.get("input", "input")
    orchestrator = build_orchestrator(root, session, source, out=out, plugins=plugins(case))
    period, format_ = ReportingPeriod.parse(run["period"]), ExportFormat(run["format"])
    figures = run.get("figures", {})
    request = ExportRequest(OWNER, "rules", period, format_, run["locale"], run.get("document"), figures)
    result = asyncio.run(orchestrator.export(request))
    if isinstance(result, ExportSuccess):
        found: dict[str, object] = {"status": "success", "file_name": result.download_artifact.file_name}
        result.download_artifact.clear()
    else:
        found = {"status": "failure", "error_code": str(result.error_code), "message": result.message}
        if result.partial_failures:
            found["told"] = [one.failure_reason for one in result.partial_failures]
    found["counts"] = result.counts.as_json() if result.counts is not None else None
    texts = {"result.json": json.dumps(found, ensure_ascii=False, indent=2) + "\n"}
    for path in sorted(out.iterdir()) if out.exists() else []:
        texts |= dict(_texts(path))
    return texts


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Each sheet and list of a file, under a short name."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            yield from ((name, archive.read(name).decode("utf-8-sig")) for name in archive.namelist())
    elif path.suffix == ".csv":
        appendix = next(
            (name for name in ("failures.csv", "left-out.csv") if path.name.endswith(f".{name}")), "report.csv"
        )
        yield appendix, path.read_text(encoding="utf-8-sig")
    elif path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path):
            yield f"{sheet.title}.csv", _grid([[cell.value for cell in row] for row in sheet.iter_rows()])
            if sheet.protection.sheet:
                locks = [["locked" if cell.protection.locked else "open" for cell in row] for row in sheet.iter_rows()]
                yield f"{sheet.title}.locked.csv", _grid(locks)


def _grid(rows: list[list[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue()


def expected(case: Path) -> dict[str, str]:
    """What a case must give, by path."""
    folder = case / "expected"
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def renew(case: Path) -> None:
    """Write what a case gives now in place of what it must give."""
    with tempfile.TemporaryDirectory() as folder:
        texts = export(case, Path(folder))
    shutil.rmtree(case / "expected", ignore_errors=True)
    for name, text in texts.items():
        path = case / "expected" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(text.splitlines()) + "\n" if text else "", encoding="utf-8")


if __name__ == "__main__":
    for one in cases():
        if not sys.argv[1:] or one.name[:2] in sys.argv[1:]:
            with tempfile.TemporaryDirectory() as scratch:
                wrong = problems(one, Path(scratch))
            print(one.name, *wrong, sep="\n  ", file=sys.stderr)  # noqa: T201
            if not wrong:
                renew(one)
