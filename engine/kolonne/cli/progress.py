"""ProgressView: an export's stages as Rich draws them."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from kolonne.contract import ProgressEvent, Stage

_TITLES = {
    Stage.QUERY: "reading records",
    Stage.MAP: "mapping rows",
    Stage.GENERATE: "writing the file",
    Stage.BUNDLE: "bundling",
    Stage.UPLOAD: "storing",
}


class ProgressView:
    """Draws to standard error; on no terminal it prints a line when each stage has ended."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._console = Console(stderr=True, quiet=quiet)
        self._progress = Progress(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description:<18}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            disable=quiet or not sys.stderr.isatty(),
        )
        self._tasks: dict[Stage, TaskID] = {}
        self._last: dict[Stage, ProgressEvent] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def show(self, event: ProgressEvent) -> None:
        """Draw one event. A later stage's event says that the earlier ones are done, except that map follows query."""
        self._last[event.stage] = event
        if event.stage not in self._tasks:
            self._tasks[event.stage] = self._progress.add_task(_TITLES[event.stage], total=event.rows_total)
            if event.stage not in {Stage.QUERY, Stage.MAP}:
                self._finish_before(event.stage)
        self._progress.update(self._tasks[event.stage], completed=event.rows_done, total=event.rows_total)

    def _finish_before(self, stage: Stage) -> None:
        for other, task in self._tasks.items():
            if other is not stage:
                done = self._last[other].rows_done
                self._progress.update(task, completed=done, total=done)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()
        if not self._progress.disable or kind is not None:
            return
        for stage, event in self._last.items():
            self._console.print(
                f"{_TITLES[stage]:<18} {event.rows_done:>9,} rows  {event.elapsed:6.2f} s", highlight=False
            )
