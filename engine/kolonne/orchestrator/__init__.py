"""The ExportOrchestrator: query → map → generate → bundle → upload, recorded from before it starts until after it ends."""

from kolonne.orchestrator.building import build_orchestrator
from kolonne.orchestrator.pipeline import PipelineOrchestrator

__all__ = ["PipelineOrchestrator", "build_orchestrator"]
