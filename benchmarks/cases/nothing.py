"""Peer: Python's own start-up with Polars and pyarrow imported."""

import polars as pl  # noqa: F401
import pyarrow as pa  # noqa: F401
