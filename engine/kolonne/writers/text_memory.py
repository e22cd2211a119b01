"""The memory of a column of texts, by Arrow's C data interface: nothing is copied, and pyarrow need not be loaded for it."""

import ctypes
from typing import Any

import polars as pl

#: Arrow's name for texts of which each has a view.
_VIEWS = b"vu"
#: Bytes of a view; a text of at most so many bytes lies in it.
_VIEW, _MOST_IN_VIEW = 16, 12


class _Owned(ctypes.Structure):
    """What is given back as soon as nobody has it any more."""

    release: Any

    def __del__(self) -> None:
        if self.release:
            self.release(ctypes.addressof(self))


class _Schema(_Owned):
    """`struct ArrowSchema`."""

    _fields_ = (
        ("format", ctypes.c_char_p),
        ("name", ctypes.c_char_p),
        ("metadata", ctypes.c_void_p),
        ("flags", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("private_data", ctypes.c_void_p),
    )


class _Array(_Owned):
    """`struct ArrowArray`. What it points to is there for as long as it is."""

    _fields_ = (
        ("length", ctypes.c_int64),
        ("null_count", ctypes.c_int64),
        ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_void_p)),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("private_data", ctypes.c_void_p),
    )


class _Stream(ctypes.Structure):
    """`struct ArrowArrayStream`, which belongs to the capsule around it."""

    _fields_ = (
        ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)),
        ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)),
        ("get_last_error", ctypes.c_void_p),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    )


def text_memory(texts: pl.Series) -> list[memoryview]:
    """What texts (String) are in UTF-8, one behind the other, in stretches of memory.

    Nothing where they do not lie there like that, as those do that were just made, unless one of them is short.
    """
    array = _exported(texts)
    if array is None or array.offset or array.null_count:
        return []
    # Whether there is anything in a cell, a view for each text, and what the views lead to; last, how long that is.
    last = array.n_buffers - 1
    sizes = (ctypes.c_int64 * (last - 2)).from_address(array.buffers[last])
    lengths = texts.str.len_bytes()
    # All of it is used, each byte once, and in order as far as the ends tell.
    if lengths.min() <= _MOST_IN_VIEW or lengths.sum() != sum(sizes):  # type: ignore[operator] # there is a number
        return []
    (_, _, first, start), (length, _, end, place) = (_view(array, at) for at in (0, array.length - 1))
    if (first, start, end, place + length) != (0, 0, len(sizes) - 1, sizes[-1]):
        return []
    return [_seen(array, pointer, size) for pointer, size in zip(array.buffers[2:last], sizes, strict=True)]


def _exported(texts: pl.Series) -> _Array | None:
    """The texts as an array of views; None where they are several, or something else."""
    if texts.n_chunks() != 1 or texts.is_empty():
        return None
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, (ctypes.py_object, ctypes.c_char_p)
    capsule = texts.__arrow_c_stream__()
    stream = _Stream.from_address(pointer(capsule, b"arrow_array_stream"))
    schema, array = _Schema(), _Array()
    if stream.get_schema(ctypes.addressof(stream), ctypes.addressof(schema)) or schema.format != _VIEWS:
        return None
    return None if stream.get_next(ctypes.addressof(stream), ctypes.addressof(array)) else array


def _view(array: _Array, at: int) -> tuple[int, int, int, int]:
    """Of a text: its length, what it begins with, in which stretch it lies, and where."""
    return tuple((ctypes.c_uint32 * 4).from_address(array.buffers[1] + at * _VIEW))


def _seen(array: _Array, pointer: int, size: int) -> memoryview:
    stretch = (ctypes.c_char * size).from_address(pointer)
    # It is there for as long as somebody looks at it.
    stretch.of = array  # type: ignore[attr-defined] # whatever it is called
    return memoryview(stretch).cast("B")
