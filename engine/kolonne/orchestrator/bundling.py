"""Bundle: the finished file, the complete lists of what failed and what was left out, and a manifest of them all."""

import json
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kolonne.contract import Counts, CsvDialect, ExportRequest, Tick, Workbook, Writer, WrittenFile
from kolonne.contract.quick import dataclass
from kolonne.plan import Plan
from kolonne.registry import Registry

#: Packages whose versions can change the bytes of a file.
_VERSIONS = ("kolonne", "polars", "XlsxWriter", "zlib-ng")


@dataclass(frozen=True, slots=True)
class Lists:
    """The complete lists of what failed and what was left out."""

    files: tuple[WrittenFile, ...]
    #: Names of lists that an earlier export of the same report may have left and this one does not have.
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files that belong together, the manifest last: where it lies, the rest lies too."""

    files: tuple[Path, ...]
    #: As of its lists.
    stale: tuple[str, ...]


def list_path(file: Path, appendix: str) -> Path:
    """Where the complete list beside a file lies. Each format has lists of its own: they may be in other languages."""
    return file.with_name(f"{file.name}.{appendix.replace('_', '-')}.csv")


def write_lists(workbook: Workbook, file: Path, writer: Writer, tick: Tick) -> Lists:
    """Write the lists beside a file, which need not be there yet; `tick` is called with the rows of each that are written."""
    made: list[WrittenFile] = []
    stale: list[str] = []
    for appendix in workbook.appendices:
        path = list_path(file, appendix.name)
        if appendix.rows:
            alone = replace(workbook, sheets=(appendix,), appendices=(), csv=_readable(workbook.csv))
            made.append(writer.write(alone, path, tick))
        else:
            stale.append(path.name)
    return Lists(tuple(made), tuple(stale))


def bundle(
    written: WrittenFile,
    lists: Lists,
    workbook: Workbook,
    request: ExportRequest,
    plan: Plan,
    registry: Registry,
    counts: Counts,
) -> Bundle:
    """Write the manifest beside the file and the lists. The same export gives the same bytes: no clock, no audit ID."""
    manifest = written.path.with_name(f"{written.path.name}.manifest.json")
    content = _manifest((written, *lists.files), workbook, request, plan, registry, counts)
    manifest.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return Bundle((*(file.path for file in lists.files), written.path, manifest), lists.stale)


def _readable(dialect: CsvDialect) -> CsvDialect:
    """Lists are for people, and show what stood in records: whatever the report's own reader wants left out."""
    return replace(dialect, header=True, quotes="needed", blank="", guard=True)


def _manifest(
    files: tuple[WrittenFile, ...],
    workbook: Workbook,
    request: ExportRequest,
    plan: Plan,
    registry: Registry,
    counts: Counts,
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
            {"name": file.path.name, "mime_type": file.mime_type, "size": file.size, "sha256": file.sha256}
            for file in files
        ],
        "notices": list(files[0].notices),
        "versions": {name: found for name in _VERSIONS if (found := _version(name))},
        "plugins": {plugin.name: plugin.version for plugin in registry.plugins},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # only workbooks need XlsxWriter
        return ""
