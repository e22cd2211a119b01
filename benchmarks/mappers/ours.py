"""Ours: the document, compiled, and `transform`."""

from pathlib import Path

import polars as pl

from kolonne.documents import Library
from kolonne.plan import compile_document
from kolonne.registry import Registry
from kolonne.run import transform
from mappers.mapped import Mapped, Mapper


def mapper(library: Path) -> Mapper:
    """The only document of the only organisation of a library."""
    documents = Library(library)
    (file,) = documents.documents("demo")
    plan, problems = compile_document(documents, file, Registry())
    if plan is None:
        raise RuntimeError("\n".join(str(problem) for problem in problems[:5]))

    def mapped(batch: pl.DataFrame, first_row: int) -> Mapped:
        outcome = transform(plan, batch, first_row)
        return Mapped(outcome.rows["activities"], outcome.failures, outcome.left_out)

    return mapped
