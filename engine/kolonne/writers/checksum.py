"""Checksum: the CRC-32 of two stretches of bytes that were summed apart."""

#: What a zip divides by, its bits in reverse.
_POLYNOMIAL = 0xEDB88320
_ONE = 1 << 31


def combined(first: int, second: int, size: int) -> int:
    """The CRC-32 of two stretches one behind the other; the second has a `size` in bytes. As zlib's `crc32_combine`."""
    return _product(_shift(size), first) ^ second


def _shift(size: int) -> int:
    """By what a checksum is multiplied when so many bytes come behind: x to the power of their bits."""
    found, square = _ONE, _ONE >> 8
    while size:
        if size & 1:
            found = _product(square, found)
        square = _product(square, square)
        size >>= 1
    return found


def _product(one: int, other: int) -> int:
    """Of two polynomials, less multiples of the one that a zip divides by; the highest bit is that of 1."""
    found = 0
    for _ in range(32):
        found ^= other if one & _ONE else 0
        one = one << 1
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return found
