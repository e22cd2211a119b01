"""Checksums of stretches that were summed apart."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from kolonne.writers.checksum import combined


@given(st.lists(st.binary(max_size=300), max_size=6))
def test_it_is_that_of_all_of_them(stretches: list[bytes]) -> None:
    """Whatever their sizes, nothing included."""
    crc = 0
    for stretch in stretches:
        crc = combined(crc, zlib.crc32(stretch), len(stretch))
    assert crc == zlib.crc32(b"".join(stretches))


def test_sizes_may_be_large() -> None:
    """A sheet may have gigabytes; zeros show what is shifted by them."""
    zeros = bytes(1 << 20)
    crc = zlib.crc32(b"a")
    for _ in range(16):
        crc = zlib.crc32(zeros, crc)
    assert combined(zlib.crc32(b"a"), zlib.crc32(bytes(1 << 24)), 1 << 24) == crc
