"""Bundle: the finished file, the complete lists of what failed and what was left out, and a manifest of them all."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from kolonne.contract import Counts, ExportRequest, Sheet, Workbook, Writer, WrittenFile
from kolonne.plan import Plan

#: Packages whose versions can change the bytes of a file.
_VERSIONS = ("kolonne", "polars", "XlsxWriter")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files that belong together, the manifest last: where it lies, the rest lies too."""

    files: tuple[Path, ...]
    #: Names of lists that an earlier export of the same report may have left and this one does not have.
    stale: tuple[str, ...]


def stem_of(path: Path) -> str:
    """A file's name without its ending."""
    return path.name.removesuffix(path.suffix)


def list_name(written: Path, appendix: str) -> str:
    """The name of the complete list beside a file."""
    return f"{stem_of(written)}.{appendix.replace('_', '-')}.csv"


def bundle(
    written: WrittenFile, workbook: Workbook, request: ExportRequest, plan: Plan, counts: Counts, lists: Writer
) -> Bundle:
    """Write the lists and the manifest beside the file. The same export gives the same bytes: no clock, no audit ID."""
    folder = written.path.parent
    made: list[Path] = []
    stale: list[str] = []
    for appendix in workbook.appendices:
        name = list_name(written.path, appendix.name)
        if appendix.rows:
            made.append(_write_list(appendix, workbook, folder / name, lists))
        else:
            stale.append(name)
    manifest = folder / f"{stem_of(written.path)}.manifest.json"
    content = _manifest(written, made, workbook, request, plan, counts)
    manifest.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return Bundle((*made, written.path, manifest), tuple(stale))


def _write_list(appendix: Sheet, workbook: Workbook, path: Path, lists: Writer) -> Path:
    return lists.write(replace(workbook, sheets=(appendix,), appendices=()), path, lambda _: None).path


def _manifest(
    written: WrittenFile, made: list[Path], workbook: Workbook, request: ExportRequest, plan: Plan, counts: Counts
) -> Mapping[str, object]:
    period = request.reporting_period
    return {
        "organisation": request.org_id,
        "document": plan.document,
        "fingerprint": plan.fingerprint,
        "period": {"name": workbook.period, "start": period.start.isoformat(), "end": period.end.isoformat()},
        "format": str(request.export_format),
        "locale": request.locale,
        "counts": counts.as_json(),
        "files": [
            {"name": written.path.name, "mime_type": written.mime_type, "size": written.size, "sha256": written.sha256},
            *(
                {"name": path.name, "mime_type": "text/csv", "size": path.stat().st_size, "sha256": _digest(path)}
                for path in made
            ),
        ],
        "notices": list(written.notices),
        "versions": {name: version(name) for name in _VERSIONS},
    }


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
