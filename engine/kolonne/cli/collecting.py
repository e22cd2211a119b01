"""Collecting garbage: seldom, while much is read that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects that are made before Python looks for cycles among the young ones; its own figure is 700.
_SELDOM = 100_000


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Documents hold no cycles and are needed to the end: to look through them again and again takes a third of the time."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
