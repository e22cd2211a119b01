"""Drawing: an export's stages as Rich draws them."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from kolonne.cli.progress import TITLES
from kolonne.contract import ProgressEvent, Stage


class Drawing:
    """A bar a stage, on standard error, from when it is made until it is closed."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description:<18}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._tasks: dict[Stage, TaskID] = {}
        self._rows: dict[Stage, int] = {}
        self._progress.start()

    def show(self, event: ProgressEvent) -> None:
        """Draw one event. A later stage's event says that the earlier ones are done, except that map follows query."""
        self._rows[event.stage] = event.rows_done
        if event.stage not in self._tasks:
            self._tasks[event.stage] = self._progress.add_task(TITLES[event.stage], total=event.rows_total)
            if event.stage not in {Stage.QUERY, Stage.MAP}:
                self._finish_before(event.stage)
        self._progress.update(self._tasks[event.stage], completed=event.rows_done, total=event.rows_total)

    def _finish_before(self, stage: Stage) -> None:
        for other, task in self._tasks.items():
            if other is not stage:
                self._progress.update(task, completed=self._rows[other], total=self._rows[other])

    def close(self) -> None:
        """Leave standing what is drawn."""
        self._progress.stop()
