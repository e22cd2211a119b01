"""The bytes of a column of texts, one text behind the other."""

import polars as pl

from kolonne.writers.text_memory import text_memory

#: Texts that are copied together sooner than their memory is found.
_FEW = 512


def text_bytes(texts: pl.Series) -> list[memoryview]:
    """What texts (String, none of them null) are in UTF-8, in stretches; those of many long texts are not copied."""
    lying = text_memory(texts) if texts.len() > _FEW else []
    return lying or [memoryview(texts.to_frame().select(pl.all().str.join("").cast(pl.Binary)).item())]
