"""From documents to a plan: resolved, typed, ordered, fingerprinted. Every problem is found here, before any data."""

from kolonne.plan.compiler import Given, compile_document
from kolonne.plan.plan import (
    ColumnPlan,
    FieldPlan,
    InputPlan,
    KeepPlan,
    LetPlan,
    Plan,
    RulePlan,
    SheetPlan,
    Template,
    UnknownPolicy,
)
from kolonne.plan.rows import RESERVED_REASONS
from kolonne.plan.selection import described, is_valid, organisation_plugins, read_organisation, select_document
from kolonne.plan.validation import validate

__all__ = [
    "RESERVED_REASONS",
    "ColumnPlan",
    "FieldPlan",
    "Given",
    "InputPlan",
    "KeepPlan",
    "LetPlan",
    "Plan",
    "RulePlan",
    "SheetPlan",
    "Template",
    "UnknownPolicy",
    "compile_document",
    "described",
    "is_valid",
    "organisation_plugins",
    "read_organisation",
    "select_document",
    "validate",
]
