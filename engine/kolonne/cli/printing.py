"""Printing: to terminals and pipes of any encoding."""

import io
import json
import os
import sys
from typing import TextIO

from kolonne.visible import visible

#: What stands as the code of an end that is none of the export's own.
CANCELLED, CRASHED, WRONG_USAGE = "cancelled", "crashed", "usage"


def prepare_streams() -> None:
    """Let characters that a terminal cannot show be replaced, and not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_json(value: object, indent: int | None = 2) -> None:
    """Print JSON that is JSON in every encoding."""
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    # A file name may hold bytes that are no text at all; as an escape they pass.
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not is_unicode or any("\ud800" <= sign <= "\udfff" for sign in text):
        text = json.dumps(value, indent=indent)
    print(text)  # noqa: T201


def print_end(code: str, message: str) -> None:
    """The JSON of an export that ended outside its result."""
    print_json({"status": "failure", "audit_id": None, "error_code": code, "message": message})


def tell(message: str) -> None:
    """Say something to people beside what is printed: one line of the command's own, on standard error."""
    print(f"kolonne: {visible(message)}", file=sys.stderr)  # noqa: T201


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Paper:
    """Lines for people, with what matters most in bold where a terminal shows it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def line(self, text: str = "", *, bold: str = "") -> None:
        """Print one line, however long; `bold` stands in front, in bold where a terminal shows it to those who want it."""
        print(self._bold(visible(bold)) + visible(text), file=self._stream)

    def _bold(self, text: str) -> str:
        plain = not self._stream.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM") in {None, "dumb"}
        return text if plain or not text else f"\x1b[1m{text}\x1b[0m"
