"""Silence: what plugins print goes nowhere, so that it can neither spoil what is printed for programs nor show data."""

import io
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field
from typing import Any, TextIO

from kolonne.contract.quick import dataclass


@dataclass(slots=True)
class Heard:
    """How much was printed."""

    characters: int = 0


class _Muffled:
    """A stream that passes on what all threads print but those that are silenced; in all else it is the stream itself."""

    def __init__(self, stream: TextIO, silenced: dict[int, Heard]) -> None:
        self.stream, self._silenced = stream, silenced

    def write(self, text: str) -> int:
        heard = self._silenced.get(threading.get_ident())
        if heard is None:
            return self.stream.write(text)
        heard.characters += len(text)
        return len(text)

    def writelines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.write(text)

    def flush(self) -> None:
        if threading.get_ident() not in self._silenced:
            self.stream.flush()

    @property
    def buffer(self) -> Any:
        """Bytes go the same way."""
        heard = self._silenced.get(threading.get_ident())
        return self.stream.buffer if heard is None else _Swallowing(heard)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


class _Swallowing(io.RawIOBase):
    def __init__(self, heard: Heard) -> None:
        self._heard = heard

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._heard.characters += len(data)
        return len(data)


@dataclass(slots=True)
class Silence:
    """Stands in front of the process's streams for as long as some thread is silenced."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _silenced: dict[int, Heard] = field(default_factory=dict)

    @contextmanager
    def here(self) -> Iterator[Heard]:
        """Let nothing be heard of what this thread prints, but how much it is."""
        heard = Heard()
        identity = threading.get_ident()
        with self._lock:
            # Each time: somebody else may have put another stream in place of ours.
            sys.stdout, sys.stderr = (self._muffled(one) for one in (sys.stdout, sys.stderr))
            self._silenced[identity] = heard
        try:
            yield heard
        finally:
            with self._lock:
                del self._silenced[identity]
                if not self._silenced:
                    sys.stdout, sys.stderr = (_bare(one) for one in (sys.stdout, sys.stderr))

    def _muffled(self, stream: Any) -> Any:
        return stream if isinstance(stream, _Muffled) else _Muffled(stream, self._silenced)


def _bare(stream: Any) -> Any:
    """The stream behind; somebody may have put another one in its place meanwhile, which stays."""
    return stream.stream if isinstance(stream, _Muffled) else stream


#: The streams belong to the process, and so does what stands in front of them.
SILENCE = Silence()
