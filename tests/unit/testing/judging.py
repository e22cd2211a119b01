"""Running a suite by hand, to see which of its tests an object fails."""

import inspect
from pathlib import Path
from typing import Any

import pytest


def failed(suite: type, tmp_path: Path, **fixtures: object) -> dict[str, str]:
    """The tests that fail, without `test_`, and what they say. A test that is skipped says so, and does not fail."""
    found: dict[str, str] = {}
    for name in sorted(name for name in dir(suite) if name.startswith("test_")):
        folder = tmp_path / name
        folder.mkdir()
        with pytest.MonkeyPatch.context() as monkeypatch:
            there: dict[str, Any] = {"tmp_path": folder, "monkeypatch": monkeypatch, **fixtures}
            test = getattr(suite(), name)
            try:
                test(**{wanted: there[wanted] for wanted in inspect.signature(test).parameters})
            except pytest.skip.Exception:
                continue
            except Exception as error:  # noqa: BLE001 - a broken object may raise anything
                found[name.removeprefix("test_")] = str(error)
    return found
