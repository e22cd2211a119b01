"""Transform and RuleKind: what a plugin computes of many rows at once, frames in and frames out."""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from kolonne.contract.quick import dataclass

if TYPE_CHECKING:
    import polars as pl

#: Which rows a function is given together: those of a batch (at most 32,768, in the order of the records), or all of them.
Sees: TypeAlias = Literal["batch", "all"]
#: Text for people: the same in every language, or one text a language.
Words: TypeAlias = str | Mapping[str, str]

#: Columns of the frames that transforms are given and give beside their own.
ROW_COLUMN, LEFT_OUT_COLUMN = "row", "left_out"


@dataclass(frozen=True, slots=True)
class Transform:
    """Computes values of whole batches of rows, leaves rows out, or makes several of one. A document says where, by name.

    `function` is given a frame with the column `row` (Int64: which row it is, from 0, in order) and one column for each
    parameter in `takes`, of its type; blank is null. It gives a frame that has every row once and in the same order, with
    `row` and one column for each value in `makes`. Other columns of it are not looked at, so `frame.with_columns(…)` will
    do. It must be pure: the same frame gives the same frame, however rows are cut into batches.
    """

    #: How documents call it: small letters, digits and `_`, beginning with the plugin's name where there may be doubt.
    name: str
    function: "Callable[[pl.DataFrame], pl.DataFrame]"
    #: One sentence for people who write documents.
    doc: str
    #: Parameter → type as documents write types: `text`, `integer`, `number`, `decimal(2)`, `boolean`, `date`, `time`,
    #: `datetime`, `list(text)`. A document says in `with` which expression each one is.
    takes: Mapping[str, str]
    #: Value → type.
    makes: Mapping[str, str] = field(default_factory=dict)
    #: Reason → why, for people. With any, the frame must have a column `left_out` of text that says, for each row that does
    #: not belong in the report, which of these is the reason, and null for the others. Rows are never simply missing.
    drops: Mapping[str, Words] = field(default_factory=dict)
    #: Whether the frame may have a row several times, one after the other: `row` says of each which one it comes from.
    adds: bool = False
    sees: Sees = "batch"
    #: Whether what it makes of values about a person is not about a single person any more.
    coarsens: bool = False


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A check of rows that documents use by name, in `kind`, in place of an expression in `check`.

    `function` is given a frame as that of a `Transform` is, and gives a Boolean series as long as it: true where the rule
    is kept, false where it is broken, null where it says nothing.
    """

    name: str
    function: "Callable[[pl.DataFrame], pl.Series]"
    #: One sentence for people who write documents.
    doc: str
    #: Parameter → type, as in a `Transform`.
    takes: Mapping[str, str]
    #: What is told of a row that breaks the rule, if the document does not say it in its own words.
    message: Words = ""
    sees: Sees = "batch"
