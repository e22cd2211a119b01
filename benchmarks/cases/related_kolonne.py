"""Ours: an export that looks at related records, at other rows and at groups. FOLDER"""

import asyncio
import sys
from pathlib import Path

from kolonne import ExportRequest, ExportSuccess, ReportingPeriod, SessionContext, build_orchestrator
from kolonne.contract import ExportFormat

root = Path(sys.argv[1])
session = SessionContext("bench", frozenset({"demo"}), frozenset({"export"}))
orchestrator = build_orchestrator(root / "org", session, root / "records", out=root / "out")
request = ExportRequest("demo", "bench", ReportingPeriod.year(2025), ExportFormat.CSV)
result = asyncio.run(orchestrator.export(request))
if not isinstance(result, ExportSuccess):
    sys.exit(result.message)
