"""No Python runs for a row: more rows, in as many batches, take the same steps. Nothing is timed."""

import datetime as dt
import gc
import importlib.util
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import polars as pl
import pytest

from kolonne import ahead
from kolonne.contract import Sheet, SheetColumn, Workbook, Writer, quick
from kolonne.documents import Library
from kolonne.plan import Plan, compile_document
from kolonne.registry import Registry
from kolonne.run import Outcome, transform
from kolonne.writers import CsvWriter, XlsxFileWriter

_BATCHES, _ROWS = 3, 450
#: How many times those rows a batch has. Some things pay for many rows only, so that few are held against few and many
#: against many; the most are still one piece for a writer.
_TIMES = [(5, 9), (10, 12)]
_WORKLOAD = Path(__file__).parents[2] / "benchmarks/workload.py"


@dataclass(slots=True)
class Steps:
    """How many functions of Python were called, and how many lines of it ran."""

    calls: int = 0
    lines: int = 0

    def __call__(self, _frame: FrameType, event: str, _argument: object) -> "Steps":
        self.calls += event == "call"
        self.lines += event == "line"
        return self


def _counted(work: Callable[[], object]) -> Steps:
    """The steps of some work, once everything that is made only once is there."""
    work()
    steps, before = Steps(), (sys.gettrace(), threading.gettrace())
    threading.settrace(steps)
    # Who listens to the collector, as Hypothesis does, takes a step whenever it happens to run.
    gc.disable()
    sys.settrace(steps)
    try:
        work()
    finally:
        sys.settrace(before[0])
        gc.enable()
        threading.settrace(before[1])
    return steps


@pytest.fixture(scope="module")
def workload() -> ModuleType:
    spec = importlib.util.spec_from_file_location("workload", _WORKLOAD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def plan(workload: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    library = Library(workload.make_organisation(tmp_path_factory.mktemp("work")))
    (file,) = library.documents("demo")
    plan, problems = compile_document(library, file, Registry())
    assert plan is not None, problems
    return plan


@pytest.fixture(scope="module", autouse=True)
def compiled_dataclasses() -> None:
    """Each `__init__` as it is after many instances, or steps would hang on how many there were."""
    name, first = "__init__", "_first_init.<locals>.__init__"
    for kind in [one for one in gc.get_objects() if isinstance(one, type)]:
        if getattr(kind.__dict__.get(name), "__qualname__", "") == first:
            setattr(kind, name, quick._init_of(kind))


@pytest.fixture(autouse=True)
def no_python_inside_of_polars(monkeypatch: pytest.MonkeyPatch) -> None:
    """Functions that Polars would call in threads of its own, where nobody could count them."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a function of Python stands in an expression")

    for name in ("map_elements", "map_batches"):
        monkeypatch.setattr(pl.Expr, name, refuse)


class _Here(Executor):
    """Does at once, in the thread that asks for it, what others would do in their own."""

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*given, **named))
        return done


@pytest.fixture(autouse=True)
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What writers learn of a piece, and so their steps, would hang on which of two threads is first."""
    monkeypatch.setattr(ahead, "ThreadPoolExecutor", lambda *_, **__: _Here())


def _batches(workload: ModuleType, times: int) -> list[pl.DataFrame]:
    """As many batches of so many times the same records, so that nothing but their number differs."""
    records = [workload.records(at * _ROWS, _ROWS) for at in range(_BATCHES)]
    return [pl.concat([batch] * times, rechunk=True) for batch in records]


def _all_transformed(plan: Plan, batches: list[pl.DataFrame]) -> list[Outcome]:
    firsts = accumulate((batch.height for batch in batches), initial=0)
    return [transform(plan, batch, first) for batch, first in zip(batches, firsts, strict=False)]


def _written(plan: Plan, writer: Writer, path: Path, batches: list[pl.DataFrame]) -> Callable[[], object]:
    """The work of writing what batches became."""
    (planned,) = plan.sheets
    frames = [outcome.rows[planned.name] for outcome in _all_transformed(plan, batches)]
    columns = tuple(
        SheetColumn(one.name, one.header, one.type.kind, scale=one.type.scale, format=one.format)
        for one in planned.columns
    )
    sheet = Sheet(planned.name, planned.title, columns, sum(frame.height for frame in frames), lambda: iter(frames))
    moment = dt.datetime(2025, 12, 31, tzinfo=dt.UTC)
    workbook = Workbook("Work", "Demo", "2025", "nb", "0" * 64, "0", moment, (sheet,))
    return partial(writer.write, workbook, path, lambda _: None)


def _hold(few: Steps, many: Steps, more_times: int, most_calls_a_batch: int) -> None:
    # A few more: bytes are hashed in pieces, and Python forgets now and then what it knew of classes.
    bearable = more_times * _BATCHES * _ROWS / 10
    assert many.calls - few.calls < bearable
    assert many.lines - few.lines < bearable
    assert few.calls < most_calls_a_batch * _BATCHES


@pytest.mark.parametrize("times", _TIMES)
def test_transform_takes_no_step_for_a_row(plan: Plan, workload: ModuleType, times: tuple[int, int]) -> None:
    """Transforming more rows takes no more steps of Python, failures and left-out rows included."""
    batches = [_batches(workload, one) for one in times]
    found = [_all_transformed(plan, one) for one in batches]
    rows = [
        [sum(frame.height for frame in (one.rows["activities"], one.failures, one.left_out)) for one in outcomes]
        for outcomes in found
    ]
    assert rows[1] == [number * times[1] // times[0] for number in rows[0]]
    few, many = (_counted(partial(_all_transformed, plan, one)) for one in batches)
    _hold(few, many, times[1] - times[0], most_calls_a_batch=30_000)


@pytest.mark.parametrize("times", _TIMES)
@pytest.mark.parametrize(("writer", "most"), [(CsvWriter(), 12_000), (XlsxFileWriter(), 12_000)], ids=["csv", "xlsx"])
def test_writers_take_no_step_for_a_row(
    plan: Plan, workload: ModuleType, tmp_path: Path, writer: Any, most: int, times: tuple[int, int]
) -> None:
    """Writing more rows takes no more steps of Python."""
    works = [_written(plan, writer, tmp_path / f"{one}.{writer.format}", _batches(workload, one)) for one in times]
    few, many = (_counted(work) for work in works)
    _hold(few, many, times[1] - times[0], most)


def test_a_step_for_a_row_would_be_seen() -> None:
    """A loop over rows is counted by its lines, and a function that is called for each by its calls."""

    def loop(rows: int) -> None:
        for number in range(rows):
            str(number)

    assert _counted(lambda: loop(1000)).lines - _counted(lambda: loop(100)).lines >= 900
    assert _counted(lambda: sorted(range(1000), key=lambda number: -number)).calls >= 1000
