"""Problem: a mistake in a document, found before any data is read."""

from kolonne.contract.quick import dataclass
from kolonne.visible import visible


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an expression's text, `start` inclusive and `end` exclusive, counted from 0."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: place first, then what was found and what is allowed, then at most one hint."""

    #: The file as it was named to the validator; `-` for an expression typed on the command line.
    file: str
    #: Counted from 1.
    line: int
    #: Counted from 1, in characters.
    column: int
    #: JSON Pointer (RFC 6901) of the value in its file; empty for the whole document.
    pointer: str
    #: Stable, lower case; each code has an entry in docs/reference/problems.md.
    code: str
    #: Lower case, no full stop.
    message: str
    #: Most often a near match; empty where there is nothing to add.
    hint: str = ""
    #: The expression the mistake sits in, and where in it.
    expression: str = ""
    span: Span | None = None
    #: In a workbook, the cell it stands in: `Columns!C7`; line and column are then those of the cell.
    cell: str = ""

    def __str__(self) -> str:
        place = self.cell or f"{self.line}:{self.column}"
        text = f"{self.file}:{place}: {self.code}: {self.message}"
        if self.expression and self.span is not None:
            width = max(1, self.span.end - self.span.start)
            # On one line, each character one wide, so that the marks stand under what they mean.
            shown = "".join(sign if sign.isprintable() else " " for sign in self.expression)
            text += f"\n    {shown}\n    {' ' * self.span.start}{'^' * width}"
        # Headers and cells of strangers stand in messages.
        return visible(f"{text}\n  hint: {self.hint}" if self.hint else text)

    def as_json(self) -> dict[str, object]:
        """The form that `kolonne validate --format json` prints."""
        cell = {"cell": self.cell} if self.cell else {}
        return {
            "file": self.file,
            **cell,
            "line": self.line,
            "column": self.column,
            "pointer": self.pointer,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }
