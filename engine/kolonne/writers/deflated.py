"""Deflated: stretches of a zip's entry that are deflated each on its own, so that several can be at the same time."""

import zlib
from typing import BinaryIO

from kolonne.contract.quick import dataclass
from kolonne.writers.checksum import combined

#: Measured on the rows of sheets: higher ones take twice the time and more for the last tenth of the size.
LEVEL = 2
#: An empty last block, which ends what is deflated.
_END = b"\x03\x00"


@dataclass(frozen=True, slots=True)
class Deflated:
    """A stretch as it stands in the zip."""

    #: Bytes before it was deflated, and their CRC-32.
    size: int
    crc: int
    packed: bytes


def deflated(plain: bytes | memoryview) -> Deflated:
    """Deflate a stretch; stretches may stand behind each other in any number."""
    maker = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Deflated(len(plain), zlib.crc32(plain), maker.compress(plain) + maker.flush(zlib.Z_SYNC_FLUSH))


class Entry:
    """Takes the stretches of one entry, in order."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.crc = 0
        #: Bytes, before and after they were deflated.
        self.plain_bytes = 0
        self.packed_bytes = 0

    def write(self, plain: bytes | memoryview) -> int:
        """Add a stretch; gives its length in bytes."""
        self.add(deflated(plain))
        return len(plain)

    def add(self, stretch: Deflated) -> None:
        """Add a stretch that was deflated elsewhere."""
        self.crc = combined(self.crc, stretch.crc, stretch.size)
        self.plain_bytes += stretch.size
        self._put(stretch.packed)

    def end(self) -> None:
        """Nothing comes behind."""
        self._put(_END)

    def _put(self, packed: bytes) -> None:
        self._stream.write(packed)
        self.packed_bytes += len(packed)
