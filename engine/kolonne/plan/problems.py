"""Desk: where problems of one document are put together, each with its place."""

from dataclasses import dataclass, field

from kolonne.contract import Problem
from kolonne.documents import Node, pointer
from kolonne.expressions import Mistake

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Desk:
    """Collects problems; knows the resolved document, and so where everything was written."""

    root: Node
    problems: list[Problem] = field(default_factory=list)

    def report(self, path: Path, code: str, message: str, hint: str = "", *, at_key: bool = False) -> None:
        """A problem with the value (or the key) at a path."""
        node = self.root.at(path)
        place = node.key_place if at_key and node.key_place else node.place
        self.problems.append(Problem(place.file, place.line, place.column, pointer(path), code, message, hint))

    def mistake(self, path: Path, text: str, mistake: Mistake, offset: int = 0) -> None:
        """A mistake inside an expression; `offset` is where the expression begins in the text at the path."""
        place = self.root.at(path).place
        # The text stands behind its opening quote; escapes in it would shift this, which the caret below makes good.
        column = place.column + 1 + offset + mistake.span.start
        self.problems.append(
            Problem(
                place.file,
                place.line,
                column,
                pointer(path),
                mistake.code,
                mistake.message,
                mistake.hint,
                text,
                mistake.span,
            )
        )
