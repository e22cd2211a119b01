"""Ours: a whole export, and how much of its time went into plugins. LIBRARY SOURCE OUT; prints seconds of plugins and of the whole."""

import asyncio
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from kolonne import ExportRequest, ExportSuccess, ReportingPeriod, SessionContext, build_orchestrator
from kolonne.plugins import Plugins

library, source, out = sys.argv[1:]
spent: list[float] = []


class Timed(Plugins):
    """Finds plugins and builds registries by the clock."""

    def __init__(self) -> None:
        began = time.perf_counter()
        super().__init__()
        spent.append(time.perf_counter() - began)

    def registry(self, *arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        found = super().registry(*arguments, **named)
        spent.append(time.perf_counter() - began)
        return found


session = SessionContext("bench", frozenset({"demo"}), frozenset({"export"}))
built = build_orchestrator(Path(library), session, source, out=out)
began = time.perf_counter()
request = ExportRequest("demo", "bench", ReportingPeriod.year(2025), "csv")
result = asyncio.run(replace(built, plugins_of=Timed).export(request))
if not isinstance(result, ExportSuccess):
    sys.exit(result.message)
print(sum(spent), time.perf_counter() - began)
