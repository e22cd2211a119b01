"""ProgressView: how far an export has come, on standard error."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kolonne.contract import ProgressEvent, Stage

if TYPE_CHECKING:
    from kolonne.cli.drawing import Drawing

TITLES = {
    Stage.QUERY: "reading records",
    Stage.MAP: "mapping rows",
    Stage.GENERATE: "writing the file",
    Stage.BUNDLE: "bundling",
    Stage.UPLOAD: "storing",
}
#: Seconds after which somebody who looks at a terminal wants to see that something goes on.
_SHORT = 0.5


class ProgressView:
    """Draws on a terminal, once the export has taken longer than a moment; else prints a line a stage at the end."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._may_draw = not quiet and sys.stderr.isatty()
        self._drawing: Drawing | None = None
        self._last: dict[Stage, ProgressEvent] = {}

    def __enter__(self) -> Self:
        return self

    def show(self, event: ProgressEvent) -> None:
        """Show one event."""
        self._last[event.stage] = event
        if self._drawing is not None:
            self._drawing.show(event)
        elif self._may_draw and event.elapsed >= _SHORT:
            # Rich takes longer to load than a small export to run.
            from kolonne.cli.drawing import Drawing

            self._drawing = Drawing()
            for earlier in self._last.values():
                self._drawing.show(earlier)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawing is not None:
            self._drawing.close()
        elif kind is None and not self._quiet:
            for stage, event in self._last.items():
                line = f"{TITLES[stage]:<18} {event.rows_done:>9,} rows  {event.elapsed:6.2f} s"
                print(line, file=sys.stderr)  # noqa: T201
