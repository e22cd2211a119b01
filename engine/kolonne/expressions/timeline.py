"""Timeline: what codes mean on which days."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TypeAlias

from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """What holds from a day on, until the next step; None: from the beginning."""

    since: date | None
    #: None for blank.
    value: str | None
    #: Why there is no value, where that is a fault.
    fault: str = ""


#: In the order of their days; the first one holds from the beginning.
Steps: TypeAlias = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of every code. Those that are always the same have one."""

    steps: Mapping[str, Steps]
    #: What others make of the steps, so that it is made once.
    made: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def constant(cls, values: Mapping[str, str | None]) -> "Timeline":
        """The same on all days."""
        return cls({code: (Step(None, value),) for code, value in values.items()})

    def on(self, code: str, day: date | None) -> Step | None:
        """What holds on a day, from the beginning if none is given; None for an unknown code."""
        steps = self.steps.get(code)
        if steps is None or day is None or len(steps) == 1:
            return steps[0] if steps else None
        return steps[bisect_right(steps, day, lo=1, key=lambda step: step.since or date.min) - 1]
