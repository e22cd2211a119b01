"""The table of operations: one row each, for both evaluators, the checker and the reference."""

from types import MappingProxyType

from kolonne.expressions.operations import (
    arithmetic,
    blanks,
    code_functions,
    code_hierarchy,
    code_successors,
    comparison,
    dates,
    divisions,
    numbers,
    patterns,
    texts,
)
from kolonne.expressions.operations.overload import (
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

#: Name → operation. Operators stand under their symbols.
BUILT_IN = MappingProxyType(
    {
        operation.name: operation
        for module in (
            *(arithmetic, divisions, comparison, blanks, texts, patterns, numbers, dates),
            *(code_functions, code_hierarchy, code_successors),
        )
        for operation in module.OPERATIONS
    }
)

__all__ = [
    "BUILT_IN",
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
