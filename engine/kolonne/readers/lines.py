"""Counting physical lines, however they end."""


class LineCounter:
    """Counts line ends in consecutive pieces of text: `\\n`, `\\r\\n` and a lone `\\r` are one each."""

    __slots__ = ("_after_return", "ended")

    def __init__(self) -> None:
        #: Line ends seen so far; the next piece begins on line `ended + 1`.
        self.ended = 0
        self._after_return = False

    def add(self, piece: bytes) -> None:
        """Count the line ends of the next piece of UTF-8."""
        if not piece:
            return
        self.ended += piece.count(b"\n")
        if b"\r" in piece:
            self.ended += piece.count(b"\r") - piece.count(b"\r\n")
        # The return was counted with the piece before; its line feed must not count again.
        if self._after_return and piece.startswith(b"\n"):
            self.ended -= 1
        self._after_return = piece.endswith(b"\r")


def line_ends(text: bytes) -> int:
    """How many lines end in `text`."""
    counter = LineCounter()
    counter.add(text)
    return counter.ended
