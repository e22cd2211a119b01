"""Desk: where problems of one document are put together, each with its place."""

from collections.abc import Iterable
from dataclasses import field

from kolonne.contract import Problem
from kolonne.contract.quick import dataclass
from kolonne.documents import Node, Path, near, pointer
from kolonne.expressions import Mistake

#: More names than these in a hint would not be read.
_FEW = 12


@dataclass(slots=True)
class Desk:
    """Collects problems; knows the resolved document, and so where everything was written."""

    root: Node
    problems: list[Problem] = field(default_factory=list)

    def report(self, path: Path, code: str, message: str, hint: str = "", *, at_key: bool = False) -> None:
        """A problem with the value (or the key) at a path; where nothing is there, with what it is missing from."""
        node, path = self._reached(path)
        place = node.key_place if at_key and node.key_place else node.place
        self.problems.append(Problem(place.file, place.line, place.column, pointer(path), code, message, hint))

    def mistake(self, path: Path, text: str, mistake: Mistake, offset: int = 0) -> None:
        """A mistake inside an expression; `offset` is where the expression begins in the text at the path."""
        node, path = self._reached(path)
        self.problems.append(
            Problem(
                node.place.file,
                node.place.line,
                node.column_of(offset + mistake.span.start),
                pointer(path),
                mistake.code,
                mistake.message,
                mistake.hint,
                text,
                mistake.span,
            )
        )

    def _reached(self, path: Path) -> tuple[Node, Path]:
        node = self.root
        for length, step in enumerate(path):
            member = node.member(step)
            if member is None:
                return node, path[:length]
            node = member
        return node, path


def near_or_all(name: str, known: Iterable[str], what: str) -> str:
    """A hint with the nearest of the known names, or with all of them where they are few."""
    names = list(known)
    if hint := near(name, names):
        return hint
    listed = ", ".join(f"`{one}`" for one in names[:_FEW])
    return f"{what} are {listed}{', …' if names[_FEW:] else ''}" if names else ""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each once, by file and place."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line, one.column)))
