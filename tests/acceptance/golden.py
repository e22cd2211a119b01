"""Golden cases: the examples of organisations, exported and compared with what was found right once.

A case is a folder `org_configs/<org>/examples/<case>` with `case.json` and `input/`. What it must give stands in
`expected/`: the result, and every sheet and list as text. After a change that is meant, look at the difference that
`python tests/acceptance/golden.py` makes, and commit it.
"""

import asyncio
import csv
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from kolonne import ExportFormat, ExportRequest, ExportSuccess, ReportingPeriod, SessionContext, build_orchestrator

ROOT = Path(__file__).parents[2]
ORG_CONFIGS = ROOT / "org_configs"


def cases() -> list[Path]:
    """Every example that says how it is exported."""
    return sorted(path.parent for path in ORG_CONFIGS.glob("*/examples/*/case.json"))


def export(case: Path, out: Path) -> dict[str, str]:
    """Export a case; gives the text of everything that came out, by file name."""
    told = json.loads((case / "case.json").read_text(encoding="utf-8"))
    org = told["org"]
    session = SessionContext("golden", frozenset({org}), frozenset({"export"}))
    orchestrator = build_orchestrator(ORG_CONFIGS, session, case / "input", out=out)
    period = ReportingPeriod.parse(told["period"])
    format_ = ExportFormat(told["format"])
    request = ExportRequest(org, "golden", period, format_, told.get("locale", "nb"), told.get("document"))
    result = asyncio.run(orchestrator.export(request))
    found: dict[str, object] = {"status": "failure"}
    if isinstance(result, ExportSuccess):
        artifact = result.download_artifact
        found = {"status": "success", "file_name": artifact.file_name, "mime_type": artifact.mime_type}
        artifact.clear()
    else:
        found |= {"error_code": str(result.error_code), "message": result.message}
    found["counts"] = result.counts.as_json() if result.counts is not None else None
    texts = {"result.json": json.dumps(found, ensure_ascii=False, indent=2) + "\n"}
    for path in sorted(out.iterdir()):
        texts |= dict(_texts(path))
    return texts


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield f"{path.stem}/{name}", archive.read(name).decode()
    elif path.suffix == ".csv":
        yield path.name, path.read_bytes().decode()
    elif path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        for sheet in book:
            yield f"{path.stem}/{sheet.title}.csv", _sheet_text(sheet)


def _sheet_text(sheet: "openpyxl.worksheet.worksheet.Worksheet") -> str:
    """Values with their types, and on top the format of each column: what a reader of the file would see."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    rows = list(sheet.iter_rows())
    if len(rows) > 1:
        writer.writerow([f"{type(cell.value).__name__} {cell.number_format}" for cell in rows[1]])
    for row in rows:
        writer.writerow([cell.value for cell in row])
    return text.getvalue()


def expected(case: Path) -> dict[str, str]:
    """What a case must give, by file name."""
    folder = case / "expected"
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}


def renew(case: Path) -> None:
    """Write what a case gives now in place of what it must give."""
    folder = case / "expected"
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with tempfile.TemporaryDirectory() as out:
        texts = export(case, Path(out))
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


if __name__ == "__main__":
    for one in cases():
        print(one.relative_to(ROOT), file=sys.stderr)  # noqa: T201
        renew(one)
