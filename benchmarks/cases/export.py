"""Ours: a whole export, audit record and bundle included. SOURCE OUT FORMAT"""

import asyncio
import sys
from pathlib import Path

from kolonne import ExportRequest, ExportSuccess, ReportingPeriod, SessionContext, build_orchestrator
from kolonne.contract import ExportFormat

source, out, format_ = sys.argv[1:]
session = SessionContext("bench", frozenset({"nhf"}), frozenset({"export"}))
orchestrator = build_orchestrator(Path(__file__).parents[2] / "org_configs", session, source, out=out)
request = ExportRequest("nhf", "bench", ReportingPeriod.year(2025), ExportFormat(format_))
result = asyncio.run(orchestrator.export(request))
if not isinstance(result, ExportSuccess):
    sys.exit(result.message)
