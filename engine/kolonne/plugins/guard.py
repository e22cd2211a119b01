"""Guard: calls a plugin, and lets nothing of what it does reach further than its own call."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import field
from typing import Any, ParamSpec, TypeVar

from kolonne.contract import PluginError, PluginFaultError, raised
from kolonne.contract.quick import dataclass
from kolonne.plugins.lane import Call, Lane
from kolonne.registry import Incidents, PluginInfo

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds that a plugin may be silent in one call.
DEFAULT_SECONDS = 60.0
#: So often it may be silent for longer.
_MOST_SILENT = 2


@dataclass(slots=True)
class Guard:
    """Calls one plugin, each call in a thread of its own kind, with a time budget."""

    info: PluginInfo
    incidents: Incidents
    seconds: float = DEFAULT_SECONDS
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _idle: list[Lane] = field(default_factory=list)
    #: How often it was silent for too long, by place.
    _silent: Counter[str] = field(default_factory=Counter)

    @property
    def who(self) -> str:
        """The plugin, as messages name it."""
        return str(self.info)

    def call(
        self,
        place: str,
        function: Callable[P, T],
        *arguments: P.args,
        **named: P.kwargs,
    ) -> T:
        """What the function gives.

        Raises `PluginFaultError` where it raises, exits or is silent for longer than it may be; what it prints is noted.
        Errors that plugins raise on purpose, with words of their own, are its cause.
        """
        return self.watched(place, Call(lambda: function(*arguments, **named)))  # type: ignore[no-any-return]

    def watched(self, place: str, call: Call) -> Any:
        """The same for a call that gives signs of life."""
        if self._silent[place] >= _MOST_SILENT:
            # An export of many batches would else wait for each of them.
            raise PluginFaultError(self.who, place, "was silent for too long before, and is not asked any more")
        lane = self._lane()
        lane.begin(call)
        if not call.wait(self.seconds):
            self._silent[place] += 1
            lane.leave_behind()
            raise PluginFaultError(self.who, place, f"was silent for longer than {self.seconds:g} seconds")
        with self._lock:
            self._idle.append(lane)
        if call.printed:
            self.incidents.tell(self.who, place, f"printed {call.printed} characters, which nobody saw")
        if call.error is not None:
            raise PluginFaultError(self.who, place, _what(call.error)) from call.error
        return call.result

    def refuse(self, place: str, what: str) -> PluginFaultError:
        """An error for something that the plugin gave; it is noted as well."""
        self.incidents.tell(self.who, place, what, is_fatal=True)
        return PluginFaultError(self.who, place, what)

    def _lane(self) -> Lane:
        with self._lock:
            return self._idle.pop() if self._idle else Lane(f"plugin-{self.info.name}")


def _what(error: BaseException) -> str:
    """A plugin that refuses with words of its own is told in them; they are about settings and the like, not about data."""
    return " ".join(str(error).split()) if isinstance(error, PluginError) else raised(error)
