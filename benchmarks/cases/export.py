"""Ours: a whole export, audit record and bundle included. LIBRARY ORGANISATION SOURCE OUT FORMAT"""

import asyncio
import sys
from pathlib import Path

from kolonne import ExportRequest, ExportSuccess, ReportingPeriod, SessionContext, build_orchestrator

library, organisation, source, out, format_ = sys.argv[1:]
session = SessionContext("bench", frozenset({organisation}), frozenset({"export"}))
orchestrator = build_orchestrator(Path(library), session, source, out=out)
request = ExportRequest(organisation, "bench", ReportingPeriod.year(2025), format_)
result = asyncio.run(orchestrator.export(request))
if not isinstance(result, ExportSuccess):
    sys.exit(result.message)
