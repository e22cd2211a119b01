"""Complaints: all that is wrong with a file of categories, told at once."""

from dataclasses import dataclass, field

from kolonne.hookspecs import PluginError

_MOST = 20


@dataclass(slots=True)
class Complaints:
    """Collected by line and column, in the order in which they are found."""

    #: The file, as people know it.
    file: str
    _all: list[str] = field(default_factory=list)

    def add(self, line: int, column: str, what: str) -> None:
        """Something wrong in a column of a line; without a column, with the whole line."""
        place = f"{self.file}:{line}: " + (f"column `{column}` " if column else "")
        self._all.append(place + what)

    def stop(self) -> None:
        """Raises `PluginError` where there are any."""
        if self._all:
            more = f"; … and {len(self._all) - _MOST} more" if len(self._all) > _MOST else ""
            raise PluginError("; ".join(self._all[:_MOST]) + more)
