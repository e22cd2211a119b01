"""The expression language: text → nodes → checked tree → vector or scalar evaluation, over one table of operations."""

from kolonne.expressions.aggregates import AGGREGATES
from kolonne.expressions.aggregation import AggregateExample, Aggregation
from kolonne.expressions.checked import (
    Aggregate,
    Apply,
    Checked,
    Constant,
    Reference,
    Window,
    calls_plugins,
    children,
    references,
)
from kolonne.expressions.checker import check
from kolonne.expressions.codes import NOT_COUNTED, CodeList, CodeMapping, Version
from kolonne.expressions.complaints import unknown_name_hint
from kolonne.expressions.compose import choose, first_present, fitted
from kolonne.expressions.dated import times
from kolonne.expressions.evaluation import Evaluation, Evaluator, evaluate, evaluate_rows
from kolonne.expressions.faults import FAULTS, CellFaultError, fault_message, parts_of, plugin_fault
from kolonne.expressions.folding import Fold, fault_of, fold, fold_onto
from kolonne.expressions.formats import FORMAT_WORDS, FormatPiece, format_pieces
from kolonne.expressions.hoisting import Hoist, rebuilt
from kolonne.expressions.json_values import from_json, infer, to_json
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.names import names_used
from kolonne.expressions.operations import (
    BUILT_IN,
    BatchCall,
    BatchFunction,
    Example,
    Lists,
    Operation,
    Overload,
    ScalarCall,
    overload,
)
from kolonne.expressions.operations.code_tables import has, label_on, lookup, relabelled, valid_on, value_on
from kolonne.expressions.operations.plugin_operations import (
    WrongAnswerError,
    as_column,
    nothing,
    scalar_operation,
    tried,
    vector_operation,
)
from kolonne.expressions.operations.polars_types import dtype, literal
from kolonne.expressions.operations.reach import is_tame
from kolonne.expressions.scalar import Outcome, ScalarProgram
from kolonne.expressions.scope import FORMS, GIVEN_TYPES, Scope, near_hint
from kolonne.expressions.timeline import Step, Steps, Timeline
from kolonne.expressions.types import BOOLEAN, DATE, TEXT, Value, ValueType, common, decimal, type_of
from kolonne.expressions.vector import Compiled, compile_vector
from kolonne.expressions.windowing import Placing, placed
from kolonne.expressions.windows import WINDOWS

__all__ = [
    "AGGREGATES",
    "BOOLEAN",
    "BUILT_IN",
    "DATE",
    "FAULTS",
    "FORMAT_WORDS",
    "FORMS",
    "GIVEN_TYPES",
    "NOT_COUNTED",
    "NOWHERE",
    "TEXT",
    "WINDOWS",
    "Aggregate",
    "AggregateExample",
    "Aggregation",
    "Apply",
    "BatchCall",
    "BatchFunction",
    "CellFaultError",
    "Checked",
    "CodeList",
    "CodeMapping",
    "Compiled",
    "Constant",
    "Evaluation",
    "Evaluator",
    "Example",
    "Fold",
    "FormatPiece",
    "Hoist",
    "Lists",
    "Mistake",
    "Operation",
    "Outcome",
    "Overload",
    "Placing",
    "Reference",
    "ScalarCall",
    "ScalarProgram",
    "Scope",
    "Step",
    "Steps",
    "Timeline",
    "Value",
    "ValueType",
    "Version",
    "Window",
    "WrongAnswerError",
    "as_column",
    "calls_plugins",
    "check",
    "children",
    "choose",
    "common",
    "compile_vector",
    "decimal",
    "dtype",
    "evaluate",
    "evaluate_rows",
    "fault_message",
    "fault_of",
    "first_present",
    "fitted",
    "fold",
    "fold_onto",
    "format_pieces",
    "from_json",
    "has",
    "infer",
    "is_tame",
    "label_on",
    "literal",
    "lookup",
    "names_used",
    "near_hint",
    "nothing",
    "overload",
    "parts_of",
    "placed",
    "plugin_fault",
    "rebuilt",
    "references",
    "relabelled",
    "scalar_operation",
    "times",
    "to_json",
    "tried",
    "type_of",
    "unknown_name_hint",
    "valid_on",
    "value_on",
    "vector_operation",
]
