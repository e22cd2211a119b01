"""Document → Plan: everything resolved, typed and ordered, or every problem told."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from kolonne import __version__
from kolonne.contract import Problem, Template
from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument, pick
from kolonne.documents import DocumentFile, Library
from kolonne.expressions import GIVEN_TYPES, Value, ValueType
from kolonne.plan.csv_dialect import plan_dialect
from kolonne.plan.days import check_validity
from kolonne.plan.figures import plan_figures
from kolonne.plan.fingerprint import fingerprint, with_template
from kolonne.plan.inputs import main_input, plan_inputs
from kolonne.plan.lists import Catalogue
from kolonne.plan.names import NameTable
from kolonne.plan.parameters import plan_parameters
from kolonne.plan.plan import Plan
from kolonne.plan.problems import Desk, in_order
from kolonne.plan.relations import Relations
from kolonne.plan.row_plan import StagePlan
from kolonne.plan.rows import plan_each, plan_keeps, plan_lets, plan_period
from kolonne.plan.rules import RulePlanner
from kolonne.plan.salvage import salvage
from kolonne.plan.scopes import group_names, open_names, report_names
from kolonne.plan.sheet_plan import SheetPlan
from kolonne.plan.sheets import SheetPlanner, plan_headings
from kolonne.plan.stages import StageMaker, keep_stages, let_stages
from kolonne.plan.structure import read_model
from kolonne.plan.transforms import TransformPlanner
from kolonne.plan.trial_checks import TrialChecker
from kolonne.plan.workbench import Workbench
from kolonne.registry import Registry


@dataclass(frozen=True, slots=True)
class Given:
    """What an export gives to its document."""

    org: str
    locale: str
    timezone: str
    first_day: date
    last_day: date
    export_date: date
    #: Values that come with the request, by name.
    figures: Mapping[str, object] = field(default_factory=dict)

    def values(self) -> dict[str, Value]:
        return {
            "period.start": self.first_day,
            "period.end": self.last_day,
            "export_date": self.export_date,
            "org": self.org,
            "locale": self.locale,
        }


#: For validation, when no export is at hand.
SOME_GIVEN = Given("org", "nb", "Europe/Oslo", date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))


def compile_document(
    library: Library,
    file: DocumentFile,
    registry: Registry,
    given: Given | None = None,
    template: Path | None = None,
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of a column document, or None; and every problem of it, of what it extends and of the lists it uses.

    Without `given` the document is validated as such: for the first day that it says it is valid on. `template` is a file
    that is taken in place of the template that the document names, if it does.
    """
    root, problems = library.resolved(file)
    if root is None:
        return None, in_order(problems)
    desk = Desk(root, list(problems))
    if root.value is None or not isinstance(root.value, dict):
        desk.report((), "wrong_type", "an object {…} is needed")
        return None, in_order(desk.problems)
    model = read_model("document", desk)
    salvaged = salvage(root.plain()) if model is None else None
    document = salvaged.document if salvaged is not None else model
    if not isinstance(document, ColumnDocument):
        return None, in_order(desk.problems)
    period = (given.first_day, given.last_day) if given is not None else None
    clock = (given or SOME_GIVEN).timezone
    catalogue = Catalogue(library, given.locale if given is not None else "nb", period, clock)
    names = NameTable(removed=library.removed(file))
    if salvaged is not None:
        names.broken.update(salvaged.broken)
        names.used.update(salvaged.mentioned)
        names.vague.update(salvaged.vague)
        names.is_vague = salvaged.is_vague
    bench = Workbench(desk, names, catalogue.lists, registry.operations, catalogue.broken)
    plan = _compile(document, bench, catalogue, registry, given)
    filled = _template(document, desk, names.vague, plan.sheets, library, file, template)
    if filled is not None:
        plan = replace(plan, template=filled, fingerprint=with_template(plan.fingerprint, filled))
    found = in_order([*desk.problems, *catalogue.problems])
    return (None if found else plan), found


def _compile(
    document: ColumnDocument, bench: Workbench, catalogue: Catalogue, registry: Registry, given: Given | None
) -> Plan:
    check_validity(("valid",), document.valid, bench.desk)
    since = document.valid.since if document.valid is not None else None
    first_day = given.first_day if given is not None else date.fromisoformat(since) if since else None
    parameters = plan_parameters(document, bench, first_day)
    figures = plan_figures(document, bench, given.figures if given is not None else None)
    is_validated = given is None
    given = given or SOME_GIVEN
    main = main_input(document, bench)
    inputs = plan_inputs(document, main, bench, catalogue)
    relations = Relations(document, bench, main)
    relations.read(inputs)
    open_names(bench.names, relations)
    each = plan_each(document, bench)
    bench.names.windows = True
    each_maker = StageMaker("?each:")
    each = replace(each, value=each_maker.expression(each.value)) if each is not None else None
    lets = plan_lets(document, bench)
    in_period = plan_period(document, bench)
    keeps = plan_keeps(document, bench, given.locale)
    planner = TransformPlanner(document, registry, given.locale)
    before = planner.of_rows(bench)
    columns = StageMaker("?columns:")
    groups = group_names(bench.names, relations)
    sheets = SheetPlanner(document, bench, groups, catalogue, given.locale, columns).plan()
    whole = StageMaker("?report:")
    report = bench.among(report_names(document, groups, sheets))
    by_name = {sheet.name: sheet for sheet in sheets}
    rule_planner = RulePlanner(document, bench, report, whole, by_name, planner, given.locale)
    after = [
        used for sheet in sheets for used in planner.of_sheet(sheet, bench.among(rule_planner.line_names(sheet.name)))
    ]
    rules = rule_planner.plan()
    sheets = plan_headings(document, sheets, report, whole, given.locale)
    checks = StageMaker("?rules:")
    checked = tuple(checks.rule(rule) for rule in rules.rows)
    stages = (
        *let_stages(lets),
        *keep_stages(in_period, keeps),
        *(stage for used in before for stage in used.stages()),
        StagePlan(columns.gatherings(), makes_columns=True),
        *(stage for used in (*after, *rules.of_kinds) for stage in used.stages()),
        StagePlan(checks.gatherings(), rules=checked),
    )
    values = given.values()
    provided: dict[str, tuple[ValueType, Value]] = {name: (of, values[name]) for name, of in GIVEN_TYPES.items()}
    related = relations.plan(inputs)
    relations.tell_unused(related)
    is_sound = all(one.pointer.startswith("/tests/") for one in bench.desk.problems) and not catalogue.problems
    if is_validated and is_sound:
        # What is wrong with a test is no reason for an export to fail; and of a document that is broken itself, tests would
        # tell the same once more.
        transforms = [used.plan for used in (*before, *after)]
        reasons = tuple(one.counted_as(reason) for one in transforms for reason in one.reasons)
        TrialChecker(document, bench.desk, by_name, figures, given.timezone, reasons).check()
    return Plan(
        document=document.document,
        title=pick(document.title, given.locale),
        locale=given.locale,
        timezone=given.timezone,
        fingerprint=fingerprint(bench.desk.root.plain(), catalogue.contents, __version__, registry),
        input=replace(inputs[main], links=relations.links.get(main, ())),
        relations=related,
        each=each,
        each_gatherings=each_maker.gatherings(),
        stages=stages,
        sheets=sheets,
        line_rules=rules.lines,
        sheet_rules=rules.sheets,
        report=whole.summary("?report", ()),
        lists=catalogue.frozen(),
        given={**provided, **parameters, **figures},
        csv=plan_dialect(document.csv, bench.desk),
        has_plugin_operations=bool(bench.calling),
    )


def _template(
    document: ColumnDocument,
    desk: Desk,
    vague: set[str],
    sheets: tuple[SheetPlan, ...],
    library: Library,
    file: DocumentFile,
    instead: Path | None,
) -> Template | None:
    if instead is None and document.template is None:
        for one, sheet in document.sheets.items():
            if sheet.template is not None:
                message = "`template` says where in the template a sheet goes, and the document names none"
                hint = 'name its file in the document: `"template": "form.xlsx"`'
                desk.report(("sheets", one, "template"), "misplaced_field", message, hint, at_key=True)
        return None
    from kolonne.plan.template_file import open_template, read_template
    from kolonne.plan.templates import TemplatePlanner

    name = instead.name if instead is not None else document.template or ""
    found = open_template(instead, name, desk) if instead is not None else read_template(library, file, name, desk)
    return TemplatePlanner(document, desk, vague).plan(sheets, name, *found) if found is not None else None
