"""Mistake: what is wrong with an expression, before it is known in which file it stands."""

from kolonne.contract import Span
from kolonne.contract.quick import dataclass

#: The span of what stands in no text of its own, or whose place only the caller knows.
NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake and where in the expression it sits."""

    code: str
    message: str
    span: Span
    hint: str = ""


class ExpressionError(Exception):
    """An expression that cannot be read at all."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(*(mistake.message for mistake in mistakes))
        self.mistakes = mistakes


class MistakeFoundError(Exception):
    """The mistake is noted; what contains it cannot be checked further."""
