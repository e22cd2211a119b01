"""From documents to a plan: resolved, typed, ordered, fingerprinted. Every problem is found here, before any data."""

from kolonne.plan.compiler import Given, compile_document
from kolonne.plan.csv_dialect import DIALECTS
from kolonne.plan.gatherings import AggregatePlan, Gatherings, SummaryPlan, WindowPlan
from kolonne.plan.input_plan import FieldPlan, InputPlan, LinkPlan, RelationsPlan, UnknownPolicy
from kolonne.plan.lineage import FieldLineage, Reach, lineage
from kolonne.plan.plan import Plan, SheetRulePlan
from kolonne.plan.problems import Desk
from kolonne.plan.row_plan import KeepPlan, LetPlan, RulePlan, StagePlan, Template, TransformPlan
from kolonne.plan.rows import RESERVED_REASONS
from kolonne.plan.schema_errors import report_errors
from kolonne.plan.selection import described, is_valid, organisation_plugins, read_organisation, select_document
from kolonne.plan.sheet_plan import ColumnPlan, GroupPlan, HeadingPlan, KeyPlan, MaskPlan, SheetPlan, SpreadPlan
from kolonne.plan.trial_records import as_source_has_it
from kolonne.plan.trials import TrialPlan, trials_of
from kolonne.plan.validation import validate

__all__ = [
    "DIALECTS",
    "RESERVED_REASONS",
    "AggregatePlan",
    "ColumnPlan",
    "Desk",
    "FieldLineage",
    "FieldPlan",
    "Gatherings",
    "Given",
    "GroupPlan",
    "HeadingPlan",
    "InputPlan",
    "KeepPlan",
    "KeyPlan",
    "LetPlan",
    "LinkPlan",
    "MaskPlan",
    "Plan",
    "Reach",
    "RelationsPlan",
    "RulePlan",
    "SheetPlan",
    "SheetRulePlan",
    "SpreadPlan",
    "StagePlan",
    "SummaryPlan",
    "Template",
    "TransformPlan",
    "TrialPlan",
    "UnknownPolicy",
    "WindowPlan",
    "as_source_has_it",
    "compile_document",
    "described",
    "is_valid",
    "lineage",
    "organisation_plugins",
    "read_organisation",
    "report_errors",
    "select_document",
    "trials_of",
    "validate",
]
