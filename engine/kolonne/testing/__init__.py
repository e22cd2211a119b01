"""The kit for developers of plugins: contract suites to subclass, ends in memory, and whole exports in a few lines.

A suite is subclassed in a test module, and pytest does the rest:

    from kolonne.testing import TransformSuite

    class TestNoDoubles(TransformSuite):
        transform = no_doubles()

The fixture `kolonne_export` makes a whole export of documents, records and plugins that stand in a test, and checks can be
used alone. Nothing heavy is imported before it is asked for. It needs pytest: `pip install kolonne[testing]`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kolonne.testing.exported import Exported
    from kolonne.testing.exporting import Exporter
    from kolonne.testing.frames import judged, transformed
    from kolonne.testing.memory_audit_store import MemoryAuditStore
    from kolonne.testing.memory_source import MemorySource
    from kolonne.testing.memory_store import MemoryStore
    from kolonne.testing.parity import check_examples, check_parity, check_rows_alone
    from kolonne.testing.promise import BrokenPromiseError, hold
    from kolonne.testing.reconciling import check_reconciles
    from kolonne.testing.recording_notifier import RecordingNotifier
    from kolonne.testing.suites.code_list import CodeListSuite
    from kolonne.testing.suites.notifier import FAILURE_NOTICE, SUCCESS_NOTICE, NotifierSuite
    from kolonne.testing.suites.operation import OperationSuite
    from kolonne.testing.suites.plugin import PluginSuite
    from kolonne.testing.suites.reader import ReaderSuite
    from kolonne.testing.suites.rule_kind import RuleKindSuite
    from kolonne.testing.suites.store import StoreSuite
    from kolonne.testing.suites.transform import TransformSuite
    from kolonne.testing.suites.writer import WriterSuite
    from kolonne.testing.timing import BATCH_ROWS, check_time, time_per_batch
    from kolonne.testing.values import frame_of, made_up_frame, made_up_rows, values_of
    from kolonne.testing.workbooks import sheet, workbook

__all__ = [
    "BATCH_ROWS",
    "FAILURE_NOTICE",
    "SUCCESS_NOTICE",
    "BrokenPromiseError",
    "CodeListSuite",
    "Exported",
    "Exporter",
    "MemoryAuditStore",
    "MemorySource",
    "MemoryStore",
    "NotifierSuite",
    "OperationSuite",
    "PluginSuite",
    "ReaderSuite",
    "RecordingNotifier",
    "RuleKindSuite",
    "StoreSuite",
    "TransformSuite",
    "WriterSuite",
    "check_examples",
    "check_parity",
    "check_reconciles",
    "check_rows_alone",
    "check_time",
    "frame_of",
    "hold",
    "judged",
    "made_up_frame",
    "made_up_rows",
    "sheet",
    "time_per_batch",
    "transformed",
    "values_of",
    "workbook",
]

#: Where names are.
_ROOMS = {
    "BATCH_ROWS": "timing",
    "FAILURE_NOTICE": "suites.notifier",
    "SUCCESS_NOTICE": "suites.notifier",
    "BrokenPromiseError": "promise",
    "CodeListSuite": "suites.code_list",
    "Exported": "exported",
    "Exporter": "exporting",
    "MemoryAuditStore": "memory_audit_store",
    "MemorySource": "memory_source",
    "MemoryStore": "memory_store",
    "NotifierSuite": "suites.notifier",
    "OperationSuite": "suites.operation",
    "PluginSuite": "suites.plugin",
    "ReaderSuite": "suites.reader",
    "RecordingNotifier": "recording_notifier",
    "RuleKindSuite": "suites.rule_kind",
    "StoreSuite": "suites.store",
    "TransformSuite": "suites.transform",
    "WriterSuite": "suites.writer",
    "check_examples": "parity",
    "check_parity": "parity",
    "check_reconciles": "reconciling",
    "check_rows_alone": "parity",
    "check_time": "timing",
    "frame_of": "values",
    "hold": "promise",
    "judged": "frames",
    "made_up_frame": "values",
    "made_up_rows": "values",
    "sheet": "workbooks",
    "time_per_batch": "timing",
    "transformed": "frames",
    "values_of": "values",
    "workbook": "workbooks",
}


if not TYPE_CHECKING:  # a type checker would believe that every name exists

    def __getattr__(name: str) -> object:
        if name in _ROOMS:
            return getattr(import_module(f"kolonne.testing.{_ROOMS[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
