"""What a caller is told of an error: short, and with nothing in it that came from the data."""

from kolonne.contract import DocumentError

_SHOWN = 3
_MOST = 2000


def told(error: BaseException) -> str:
    """One line for a result and its audit record."""
    text = _document(error) if isinstance(error, DocumentError) else " ".join(str(error).split())
    text = text or type(error).__name__
    return text if len(text) <= _MOST else f"{text[:_MOST]} …"


def _document(error: DocumentError) -> str:
    """The first problems, each at its place; `validate` tells the rest."""
    shown = [
        f"{problem.file}:{problem.line}:{problem.column}: {problem.code}: {problem.message}"
        for problem in error.problems[:_SHOWN]
    ]
    more = len(error.problems) - len(shown)
    return "; ".join(shown) + (f"; … and {more} more, which `kolonne validate` lists" if more else "")
