"""What a run of a case gives, and what it must give."""

import json
import shutil
import tempfile
from pathlib import Path

from golden.cases import Run, runs
from golden.exporting import export
from golden.forms import forms
from kolonne import ExportResult, ExportSuccess, __version__


def found(case: Path, run: Run, folder: Path) -> dict[str, bytes]:
    """The forms of every file that a run makes, and its result, by their paths below `expected/<run>`."""
    result = export(case, run, folder / "out")
    paths = sorted((folder / "out").iterdir())
    manifests = [json.loads(path.read_text(encoding="utf-8")) for path in paths if path.name.endswith(".manifest.json")]
    texts = {"result.json": _told(result, manifests)}
    for path in paths:
        # The manifest holds digests, which say no more than the files do.
        if not path.name.endswith(".manifest.json"):
            texts |= dict(forms(path.name, path.read_bytes()))
    words = {manifest["fingerprint"]: "FINGERPRINT" for manifest in manifests} | {__version__: "VERSION"}
    return {name: _in_words(text, words) for name, text in texts.items()}


def expected(case: Path, run: Run) -> dict[str, bytes]:
    """The same as they were when somebody last looked."""
    folder = case / "expected" / run.name
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def renew(case: Path) -> None:
    """Write what a case gives now in place of what it must give."""
    given: dict[str, bytes] = {}
    for run in runs(case):
        with tempfile.TemporaryDirectory() as folder:
            given |= {f"{run.name}/{name}": text for name, text in found(case, run, Path(folder)).items()}
    shutil.rmtree(case / "expected", ignore_errors=True)
    for name, text in given.items():
        path = case / "expected" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def _told(result: ExportResult, manifests: list[dict[str, object]]) -> bytes:
    told: dict[str, object] = {"status": "success" if isinstance(result, ExportSuccess) else "failure"}
    if not isinstance(result, ExportSuccess):
        told |= {"error_code": str(result.error_code), "message": result.message}
    for manifest in manifests:
        told |= {"notices": manifest["notices"]}
    told["counts"] = result.counts.as_json() if result.counts is not None else None
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _in_words(text: bytes, words: dict[str, str]) -> bytes:
    for said, word in words.items():
        text = text.replace(said.encode(), word.encode())
    return text
