"""Document → Plan: everything resolved, typed and ordered, or every problem told."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kolonne import __version__
from kolonne.contract import CsvDialect, Problem
from kolonne.definitions import ColumnDocument, CsvDefinition, OrganisationDocument, pick
from kolonne.documents import DocumentFile, Library, near
from kolonne.expressions import Value, ValueType
from kolonne.plan.columns import plan_sheets
from kolonne.plan.fingerprint import fingerprint
from kolonne.plan.formats import strptime_form
from kolonne.plan.inputs import plan_input
from kolonne.plan.lists import Catalogue
from kolonne.plan.names import GIVEN_TYPES, NameTable
from kolonne.plan.parameters import plan_parameters
from kolonne.plan.plan import Plan
from kolonne.plan.problems import Desk
from kolonne.plan.rows import plan_each, plan_keeps, plan_lets, plan_period, plan_rules
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
    library: Library, file: DocumentFile, registry: Registry, given: Given = SOME_GIVEN
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of a column document, or None; and every problem of it, of what it extends and of the lists it uses."""
    root, problems = library.resolved(file)
    if root is None:
        return None, _ordered(problems)
    desk = Desk(root, list(problems))
    document = read_model("document", desk)
    if not isinstance(document, ColumnDocument):
        return None, _ordered(desk.problems)
    catalogue = Catalogue(library, given.locale)
    plan = _compile(document, desk, catalogue, registry, given)
    found = _ordered([*desk.problems, *catalogue.problems])
    return (None if found else plan), found


def _compile(
    document: ColumnDocument, desk: Desk, catalogue: Catalogue, registry: Registry, given: Given
) -> Plan | None:
    names = NameTable()
    bench = Workbench(desk, names, catalogue.lists, registry.operations)
    parameters = plan_parameters(document, bench, given.first_day)
    input_ = plan_input(document, bench, catalogue)
    if input_ is None:
        return None
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
        fingerprint=fingerprint(desk.root.plain(), lists, __version__, registry.plugins),
        input=input_,
        each=each,
        lets=lets,
        in_period=in_period,
        keeps=keeps,
        sheets=sheets,
        rules=rules,
        lists=lists,
        given={**provided, **parameters},
        csv=_dialect(document.csv, desk),
    )


def _dialect(csv: CsvDefinition, desk: Desk) -> CsvDialect:
    try:
        form = strptime_form(csv.date)
    except ValueError as error:
        desk.report(("csv", "date"), "wrong_value", str(error))
        form = "%Y-%m-%d"
    if csv.delimiter == csv.decimal:
        desk.report(("csv", "decimal"), "wrong_value", "the decimal sign is the delimiter too")
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


def validate(library: Library, file: DocumentFile, registry: Registry) -> tuple[Problem, ...]:
    """Every problem of one file, whatever kind it is."""
    match file.kind:
        case "document":
            return compile_document(library, file, registry)[1]
        case "enumeration":
            return _ordered(Catalogue(library, "nb").read_code_list(file).problems)
        case "mapping":
            catalogue = Catalogue(library, "nb")
            return _ordered([*catalogue.read_mapping(file).problems, *catalogue.problems])
        case "organisation":
            return _organisation_problems(library, file)
    if file.root is None:
        return file.problems
    place = file.root.place
    message = "it is not known what this file is: it has none of `document`, `enumeration`, `mapping`, `organisation`"
    known = ["document", "enumeration", "mapping", "organisation"]
    names = list(file.root.value) if isinstance(file.root.value, dict) else []
    hint = next((hint for name in names if (hint := near(name, known))), "")
    return (*file.problems, Problem(place.file, place.line, place.column, "", "unknown_kind", message, hint))


def _organisation_problems(library: Library, file: DocumentFile) -> tuple[Problem, ...]:
    if file.root is None:
        return file.problems
    desk = Desk(file.root, list(file.problems))
    model = read_model("organisation", desk)
    if isinstance(model, OrganisationDocument):
        folder = file.path.resolve().parent.name
        if model.organisation != folder:
            desk.report(("organisation",), "wrong_value", f"found `{model.organisation}`, but the folder is `{folder}`")
        _check_clock(model, desk)
        known = [other.id for other in library.documents(model.organisation)]
        if model.default_document is not None and model.default_document not in known:
            hint = near(model.default_document, known)
            desk.report(
                ("default_document",), "unknown_document", f"there is no document `{model.default_document}`", hint
            )
    return _ordered(desk.problems)


def _check_clock(model: OrganisationDocument, desk: Desk) -> None:
    try:
        ZoneInfo(model.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        desk.report(
            ("timezone",), "wrong_value", f"there is no time zone `{model.timezone}`", "for instance `Europe/Oslo`"
        )


def _ordered(problems: tuple[Problem, ...] | list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line, one.column)))
