"""The plugins that the reference shows do what they say."""

import asyncio
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from docs.pages import DOCS
from kolonne import ExportFormat, ExportRequest, ExportSuccess, ReportingPeriod, SessionContext, build_orchestrator
from kolonne.plugins import Plugins

EXAMPLE = DOCS / "reference" / "example"
NAMES = sorted(path.stem for path in (EXAMPLE / "plugins").glob("*.py"))


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Gives one of them, as a module."""
    monkeypatch.syspath_prepend(str(EXAMPLE / "plugins"))
    return import_module


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_used(name: str, example: Any) -> None:
    """Nothing of it is refused."""
    plugins = Plugins([example(name)], installed=False)
    assert [one.problem for one in plugins.all] == ["", ""]
    assert plugins.registry("demo").incidents.reports == ()


def test_what_stands_at_the_ends_works(example: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export reads the example's files, keeps its own in the example's store, and is told to the example's notifier."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLE / "demo", "org_configs/demo")
    Path("activities.words").write_text("1 2025-03-03 60\n2 2025-03-04 10\n", encoding="utf-8")
    session = SessionContext("u-1", frozenset({"demo"}), frozenset({"export"}))
    orchestrator = build_orchestrator(
        "org_configs", session, "activities.words", out="post://box", audit="audit.sqlite3", plugins=[example("post")]
    )
    result = asyncio.run(
        orchestrator.export(ExportRequest("demo", "u-1", ReportingPeriod.year(2025), ExportFormat.CSV))
    )
    assert isinstance(result, ExportSuccess)
    assert (result.counts.exported, sum(result.counts.failed.values())) == (1, 1)
    assert result.download_artifact.stored_at == "post://box/demo_report_2025.csv"
    assert len(list(Path("box").iterdir())) > 1
    assert Path("logbook.txt").read_text(encoding="utf-8") == "demo demo.report 2025: made demo_report_2025.csv\n"
