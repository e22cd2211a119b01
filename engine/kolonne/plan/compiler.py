"""Document → Plan: everything resolved, typed and ordered, or every problem told."""

from dataclasses import dataclass
from datetime import date

from kolonne import __version__
from kolonne.contract import CsvDialect, Problem
from kolonne.definitions import ColumnDocument, CsvDefinition, pick
from kolonne.documents import DocumentFile, Library
from kolonne.expressions import GIVEN_TYPES, Value, ValueType
from kolonne.plan.columns import plan_sheets
from kolonne.plan.days import check_validity
from kolonne.plan.fingerprint import fingerprint
from kolonne.plan.formats import strptime_form
from kolonne.plan.inputs import plan_input
from kolonne.plan.lists import Catalogue
from kolonne.plan.names import NameTable
from kolonne.plan.parameters import plan_parameters
from kolonne.plan.plan import Plan
from kolonne.plan.problems import Desk, in_order
from kolonne.plan.rows import plan_each, plan_keeps, plan_lets, plan_period, plan_rules
from kolonne.plan.salvage import salvage
from kolonne.plan.structure import read_model
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
    library: Library, file: DocumentFile, registry: Registry, given: Given | None = None
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of a column document, or None; and every problem of it, of what it extends and of the lists it uses.

    Without `given` the document is validated as such: for the first day that it says it is valid on.
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
    catalogue = Catalogue(library, given.locale if given is not None else "nb", period)
    broken = set(salvaged.broken) if salvaged is not None else set()
    names = NameTable(broken=broken, removed=library.removed(file))
    bench = Workbench(desk, names, catalogue.lists, registry.operations, catalogue.broken)
    plan = _compile(document, bench, catalogue, registry, given)
    found = in_order([*desk.problems, *catalogue.problems])
    return (None if found else plan), found


def _compile(
    document: ColumnDocument, bench: Workbench, catalogue: Catalogue, registry: Registry, given: Given | None
) -> Plan:
    check_validity(("valid",), document.valid, bench.desk)
    since = document.valid.since if document.valid is not None else None
    first_day = given.first_day if given is not None else date.fromisoformat(since) if since else None
    parameters = plan_parameters(document, bench, first_day)
    given = given or SOME_GIVEN
    input_ = plan_input(document, bench, catalogue)
    each = plan_each(document, bench)
    lets = plan_lets(document, bench)
    in_period = plan_period(document, bench)
    keeps = plan_keeps(document, bench, given.locale)
    sheets = plan_sheets(document, bench, catalogue, given.locale)
    rules = plan_rules(document, bench, given.locale)
    values = given.values()
    provided: dict[str, tuple[ValueType, Value]] = {name: (of, values[name]) for name, of in GIVEN_TYPES.items()}
    lists = catalogue.frozen()
    return Plan(
        document=document.document,
        title=pick(document.title, given.locale),
        locale=given.locale,
        timezone=given.timezone,
        fingerprint=fingerprint(bench.desk.root.plain(), catalogue.contents, __version__, registry.plugins),
        input=input_,
        each=each,
        lets=lets,
        in_period=in_period,
        keeps=keeps,
        sheets=sheets,
        rules=rules,
        lists=lists,
        given={**provided, **parameters},
        csv=_dialect(document.csv, bench.desk),
    )


def _dialect(csv: CsvDefinition, desk: Desk) -> CsvDialect:
    try:
        form = strptime_form(csv.date, "date")
    except ValueError as error:
        desk.report(("csv", "date"), "wrong_value", str(error))
        form = "%Y-%m-%d"
    if csv.delimiter == csv.decimal:
        message = f"`{csv.delimiter}` stands between cells, and is the decimal sign too"
        written = "delimiter" if csv.delimiter != CsvDefinition().delimiter else "decimal"
        desk.report(("csv", written), "wrong_value", message, "say another `delimiter` or another `decimal`")
    if csv.delimiter in '"\r\n':
        desk.report(("csv", "delimiter"), "wrong_value", "this sign cannot stand between cells")
    return CsvDialect(
        delimiter=csv.delimiter,
        decimal=csv.decimal,
        bom=csv.bom,
        date=form,
        true=csv.true,
        false=csv.false,
        guard=csv.guard,
    )
