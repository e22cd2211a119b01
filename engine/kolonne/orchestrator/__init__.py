"""The ExportOrchestrator: query → map → generate → bundle → upload, recorded from before it starts until after it ends."""

from kolonne.orchestrator.building import build_orchestrator
from kolonne.orchestrator.cancelling import CancelSwitch, ExportCancelledError
from kolonne.orchestrator.differences import Difference
from kolonne.orchestrator.pipeline import PipelineOrchestrator
from kolonne.orchestrator.rehearsal import Rehearsal, Rehearsed

__all__ = [
    "CancelSwitch",
    "Difference",
    "ExportCancelledError",
    "PipelineOrchestrator",
    "Rehearsal",
    "Rehearsed",
    "build_orchestrator",
]
