"""The bytes of a column of texts, one text behind the other."""

from struct import unpack_from

import polars as pl

#: Texts that are copied together sooner than their memory is looked at.
_FEW = 512
#: Bytes of a view; a text of at most so many bytes lies in it.
_VIEW, _MOST_IN_VIEW = 16, 12


def text_bytes(texts: pl.Series) -> list[memoryview]:
    """What texts (String, none of them null) are in UTF-8, in stretches; those of many long texts are not copied."""
    return (lying(texts) if texts.len() > _FEW else []) or [
        memoryview(texts.to_frame().select(pl.all().str.join("").cast(pl.Binary)).item())
    ]


def lying(texts: pl.Series) -> list[memoryview]:
    """The texts as they lie in memory; nothing where they are not one behind the other, or one of them is short.

    Those that were just made are.
    """
    from nanoarrow import c_array_stream

    if texts.n_chunks() != 1 or texts.is_empty():
        return []
    array = c_array_stream(texts).get_next().view()
    if array.storage_type != "string_view" or array.offset or array.null_count:
        return []
    # Whether there is anything in a cell, a view of each, what the views lead to, and how long that is.
    _, views, *stretches, sizes = (memoryview(buffer) for buffer in array.buffers)
    lengths = texts.to_frame().select(pl.all().str.len_bytes().min().alias("least"), pl.all().str.len_bytes().sum())
    least, total = lengths.row(0)
    # All of it is used, each byte once, and in order as far as the ends tell.
    if least <= _MOST_IN_VIEW or total != sum(sizes):
        return []
    views = views.cast("B")
    (_, _, first, start), (length, _, end, place) = (
        unpack_from("<4I", views, at * _VIEW) for at in (0, array.length - 1)
    )
    is_in_order = (first, start, end, place + length) == (0, 0, len(sizes) - 1, sizes[-1])
    return [stretch.cast("B") for stretch in stretches] if is_in_order else []
