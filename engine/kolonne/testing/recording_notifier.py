"""RecordingNotifier: remembers what it was told."""

from kolonne.contract import ExportNotice, PluginError


class RecordingNotifier:
    """A `Notifier` that keeps notices, and fails if it is told to."""

    def __init__(self, name: str = "recording", *, refuses: bool = False) -> None:
        self.name = name
        #: In the order they came.
        self.notices: list[ExportNotice] = []
        self.refuses = refuses

    def notify(self, notice: ExportNotice) -> None:
        """Keep the notice."""
        if self.refuses:
            raise PluginError("refused, as it was told to")
        self.notices.append(notice)
