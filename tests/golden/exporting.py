"""A run of a case, exported as any report is; alone, this writes the files of every run below a folder.

`python -m golden.exporting FOLDER [CASE …]`
"""

import asyncio
import json
import shutil
import sys
import tempfile
from pathlib import Path

from golden.cases import Run, cases, runs
from kolonne import (
    ExportFailure,
    ExportRequest,
    ExportResult,
    ReportingPeriod,
    SessionContext,
    build_orchestrator,
)
from kolonne.plugins import Plugins

OWNER = "golden"
_ORGANISATION = {"organisation": OWNER, "name": {"nb": "Foreningen Ås & Øy"}, "locales": ["nb", "nn", "en"]}


def export(case: Path, run: Run, folder: Path) -> ExportResult:
    """Export into a folder that is not there yet. What is installed beside the engine changes nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        session = SessionContext(OWNER, frozenset({OWNER}), frozenset({"export"}))
        orchestrator = build_orchestrator(
            library(case, Path(scratch)),
            session,
            case / "input",
            out=folder,
            audit=Path(scratch) / "audit.sqlite3",
            without_plugins=[one.info.name for one in Plugins().all if not one.is_built_in],
        )
        document = run.document or json.loads((case / "document.json").read_text(encoding="utf-8"))["document"]
        period = ReportingPeriod.parse(run.period)
        request = ExportRequest(OWNER, OWNER, period, run.format, run.locale, document, run.figures)
        result = asyncio.run(orchestrator.export(request))
    if not isinstance(result, ExportFailure):
        result.download_artifact.clear()
    folder.mkdir(exist_ok=True)
    return result


def library(case: Path, scratch: Path) -> Path:
    """A folder of organisations with nothing but the case in it."""
    root = scratch / "org_configs"
    documents = root / OWNER / "documents"
    documents.mkdir(parents=True)
    (root / OWNER / "organisation.json").write_text(json.dumps(_ORGANISATION), encoding="utf-8")
    for path in case.glob("document*.json"):
        shutil.copy(path, documents)
    if (case / "enumerations").exists():
        shutil.copytree(case / "enumerations", root / OWNER / "enumerations")
    return root


if __name__ == "__main__":
    for one in cases():
        if not sys.argv[2:] or one.name in sys.argv[2:]:
            for each in runs(one):
                target = Path(sys.argv[1]) / one.name / each.name
                target.parent.mkdir(parents=True, exist_ok=True)
                export(one, each, target)
