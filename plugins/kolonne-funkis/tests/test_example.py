"""The example, from records to the flat file, as people run it."""

import subprocess
import sys
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_EXAMPLES = _HERE.parent / "examples"
_ORGANISATIONS = _EXAMPLES / "org_configs"


def kolonne(*arguments: str | Path) -> str:
    """What the command line prints; fails where it does."""
    command = [sys.executable, "-m", "kolonne", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_documents_have_no_problems() -> None:
    """With the plugin's functions, transforms, kinds of rules and lists of codes."""
    assert "no problems" in kolonne("validate", _ORGANISATIONS)


def test_the_tests_in_the_document_pass() -> None:
    """Each limit has a record on both of its sides."""
    assert "all passed" in kolonne("test", _ORGANISATIONS)


def exported(folder: Path, org_id: str, out: Path, *more: str) -> bytes:
    """The flat file of an organisation, of the records beside it."""
    kolonne(
        "export", "--org-configs", folder / "org_configs", "--org", org_id, "--period", "2025", "--format", "funkis-flat",
        "--source", folder / "input", "--out", out, *more,
    )  # fmt: skip
    (found,) = out.glob("*.funkis.txt")
    return found.read_bytes()


@pytest.mark.parametrize("locale", ["nb", "nn"])
def test_the_records_become_the_flat_file(tmp_path: Path, locale: str) -> None:
    """Byte by byte, whatever the language of the lists beside it is."""
    found = exported(_EXAMPLES, "funkis", tmp_path, "--locale", locale)
    assert found == (_HERE / "golden" / "example.funkis.txt").read_bytes()


def test_a_spread_becomes_the_flat_file(tmp_path: Path) -> None:
    """Of any organisation, with the lists that the plugin brings."""
    found = exported(_HERE / "spread", "demo", tmp_path)
    assert found == (_HERE / "golden" / "spread.funkis.txt").read_bytes()
