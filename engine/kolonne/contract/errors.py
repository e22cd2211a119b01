"""Errors: what is raised. A Problem is a mistake in a document, a Failure a data row that breaks a rule; see there."""

from pathlib import Path
from typing import Self

from kolonne.contract.problem import Problem


class KolonneError(Exception):
    """The root of every error that kolonne raises on purpose."""


class InvalidRequestError(KolonneError, ValueError):
    """A request that cannot be asked: each reason names the field, what was found and what is allowed."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        #: One sentence a mistake, in the order of the request's fields.
        self.reasons = reasons

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[str, ...]]]:
        # Exceptions are rebuilt from their text, unless told otherwise; this one may come from another process.
        return type(self), (self.reasons,)


class DocumentError(KolonneError):
    """Documents that cannot be used; carries every problem that was found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        shown = [str(problem) for problem in problems[:20]]
        if len(problems) > len(shown):
            shown.append(f"… and {len(problems) - len(shown)} more")
        super().__init__("\n".join(shown))
        #: All of them, ordered by file and line.
        self.problems = problems

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class NoDocumentError(KolonneError):
    """The organisation has no column document for the period (or the one asked for does not exist)."""


class SourceError(KolonneError):
    """Records that cannot be read at all: names the file, and the line where one is known."""

    def __init__(self, message: str, *, path: Path | None = None, line: int | None = None) -> None:
        place = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(place + message)
        #: The file, if the records came from one.
        self.path = path
        #: Counted from 1, if known.
        self.line = line


class WorkbookError(KolonneError):
    """A workbook from elsewhere that cannot be used: names the file, says what is wrong with it."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        #: `missing`, `unreadable`, `too_large` or `unsafe`.
        self.reason = reason

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        return type(self), (self.reason, str(self))


class WriterError(KolonneError):
    """A file that could not be written."""


class StoreError(KolonneError):
    """A finished file that could not be put where it belongs."""


class AuditError(KolonneError):
    """The audit store did not record what it was asked to."""


class ArtifactGoneError(KolonneError):
    """The artifact was already delivered or cleared: its bytes no longer exist."""


class PluginError(KolonneError):
    """A plugin that cannot be used; names the plugin. A hook may raise it to refuse with words of its own."""


class PluginFaultError(PluginError):
    """A call of a plugin that went wrong: it raised, hung, or gave something else than it promised."""

    def __init__(self, who: str, place: str, what: str) -> None:
        super().__init__(f"{who}: {place}: {what}")
        #: The plugin, as messages name it; what was called; and what happened. Never a value of the data.
        self.who, self.place, self.what = who, place, what

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, str]]:
        return type(self), (self.who, self.place, self.what)
