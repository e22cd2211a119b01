"""The table of operations: one row each, for both evaluators, the checker and the reference."""

from types import MappingProxyType

from kolonne.expressions.operations import (
    amounts,
    arithmetic,
    blanks,
    calendar_parts,
    clock,
    coarsening,
    code_functions,
    code_hierarchy,
    code_successors,
    comparison,
    conversions,
    date_texts,
    dates,
    divisions,
    identifier_forms,
    identifiers,
    lists,
    months,
    number_texts,
    numbers,
    patterns,
    rounding,
    text_cleaning,
    text_parts,
    texts,
)
from kolonne.expressions.operations.overload import (
    BatchCall,
    BatchFunction,
    Example,
    Lists,
    Operation,
    Overload,
    Parameter,
    ScalarCall,
    TypedCall,
    VectorCall,
    overload,
)

_MODULES = (
    arithmetic, divisions, comparison, blanks, texts, text_cleaning, text_parts, patterns, number_texts, conversions, rounding,
    numbers, amounts, dates, calendar_parts, months, date_texts, clock, lists, identifiers, identifier_forms, coarsening,
    code_functions, code_hierarchy, code_successors,
)  # fmt: skip
#: Name → operation. Operators stand under their symbols.
BUILT_IN = MappingProxyType({operation.name: operation for module in _MODULES for operation in module.OPERATIONS})

__all__ = [
    "BUILT_IN",
    "BatchCall",
    "BatchFunction",
    "Example",
    "Lists",
    "Operation",
    "Overload",
    "Parameter",
    "ScalarCall",
    "TypedCall",
    "VectorCall",
    "overload",
]
