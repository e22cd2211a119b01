"""Collecting garbage: seldom while a command runs, and not at all when it ends."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects that are made before Python looks for cycles among the young ones; its own figure is 700. A small export makes
#: fewer.
_SELDOM = 500_000


@contextmanager
def collected_seldom() -> Iterator[None]:
    """What a command makes is modules, documents and plans, which hold few cycles and are needed to its end.

    To look through them again and again takes a tenth of a small export, and a third of checking many documents. Rows
    are no objects of Python, so that memory does not grow by what is collected later.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        # While it ends, Python would look through everything several times more, for memory that the system takes back
        # at once. What is frozen is passed over; everything else about the end stays as it is.
        gc.freeze()
