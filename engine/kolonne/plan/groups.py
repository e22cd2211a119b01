"""Grouped sheets: by what rows are grouped, what is gathered of them, and what is spread over columns."""

from collections import Counter
from itertools import product

from kolonne.contract.quick import dataclass
from kolonne.definitions import SheetDefinition, SpreadDefinition, pick
from kolonne.documents import Path
from kolonne.expressions import ValueType, unknown_name_hint
from kolonne.plan.columns import ColumnPlanner
from kolonne.plan.distinct import Texts, check_distinct
from kolonne.plan.input_plan import UnknownPolicy
from kolonne.plan.lists import Catalogue
from kolonne.plan.names import NameTable, is_personal
from kolonne.plan.number_format import wrong_number_format
from kolonne.plan.rules import given_names
from kolonne.plan.sheet_plan import ColumnPlan, GroupPlan, KeyPlan, SpreadPlan
from kolonne.plan.stages import StageMaker
from kolonne.plan.workbench import Workbench

#: A table of more columns helps nobody, and no spreadsheet shows it.
_MOST_CELLS = 1000
_UNKNOWN = {"nb": "Ukjent", "nn": "Ukjend", "se": "Amas", "en": "Unknown"}
#: The names of the columns that `spread` makes beside those of codes.
UNKNOWN, TOTAL = "unknown", "total"


@dataclass(frozen=True, slots=True)
class GroupPlanner:
    #: Knows the names of rows.
    bench: Workbench
    #: The names of groups of rows, without their keys.
    groups: NameTable
    catalogue: Catalogue
    locale: str

    def plan(self, path: Path, name: str, sheet: SheetDefinition) -> tuple[tuple[ColumnPlan, ...], GroupPlan]:
        """The columns of a grouped sheet, those of `spread` behind the others, and how its lines come about."""
        keys = self.keys((*path, "group"), sheet.group or [])
        bench = self.bench.among(self.names(keys))
        # A key that is not there may have been meant for one that is named in the columns.
        bench.names.is_vague |= len(keys) < len(set(sheet.group or []))
        maker = StageMaker(f"?sheet {name}:")
        columns = ColumnPlanner(bench, self.catalogue, self.locale).plan_all((*path, "columns"), sheet.columns)
        columns = tuple(maker.column(column) for column in columns)
        if sheet.fill == "all":
            for at, key in enumerate(keys):
                if not key.codes:
                    message = f"`{key.name}` is no code of a list, so that it is not known which lines there are"
                    hint = "`code(text, 'list')` makes a text a code of a list"
                    self.bench.desk.report((*path, "group", at), "fill_without_list", message, hint)
        if sheet.spread is not None and sheet.spread.total is not None:
            headers: Texts = {(*path, "columns", one, "header"): column.header for one, column in sheet.columns.items()}
            headers = {**headers, (*path, "spread", "total"): sheet.spread.total}
            check_distinct(headers, "duplicate_header", "stands above the column", self.bench.desk)
        spread, cells = self.spread(path, name, sheet, bench, keys)
        summary = maker.summary(f"?sheet {name}", tuple(key.name for key in keys))
        return (*columns, *cells), GroupPlan(keys, summary, sheet.fill == "all", spread)

    def names(self, keys: tuple[KeyPlan, ...]) -> NameTable:
        """What may be named of a group: what is the same for all rows, and its keys."""
        types = {**given_names(self.bench.names), **{key.name: key.type for key in keys}}
        return self.groups.within(types)

    def keys(self, path: Path, names: list[str]) -> tuple[KeyPlan, ...]:
        rows = self.bench.names
        found: list[KeyPlan] = []
        for at, name in enumerate(names):
            if name in names[:at]:
                self.bench.desk.report((*path, at), "wrong_value", f"`{name}` stands here already")
                continue
            of = rows.types.get(name)
            if of is None or of.kind in {"list", "blank"}:
                if name not in rows.broken and not rows.is_vague:
                    what = f"there is no `{name}`" if of is None else f"`{name}` is of type {of}, which is no key"
                    code = "unknown_name" if of is None else "wrong_type"
                    hint = (
                        unknown_name_hint(name, self.bench.scope()) if of is None else "a part of it can be, in a `let`"
                    )
                    self.bench.desk.report((*path, at), code, what, rows.who_removed(name) or hint)
                continue
            rows.used.add(name.partition(".")[0])
            codes = self.catalogue.codes.get(of.codes) if of.codes else None
            valid = tuple(self.catalogue.choices(of.codes)) if codes is not None else ()
            labels = codes.labels if codes is not None else {}
            found.append(KeyPlan(name, of, valid, labels, is_personal(rows.levels.get(name, "public"))))
        return tuple(found)

    def spread(
        self, path: Path, name: str, sheet: SheetDefinition, bench: Workbench, keys: tuple[KeyPlan, ...]
    ) -> tuple[SpreadPlan | None, tuple[ColumnPlan, ...]]:
        if sheet.spread is None:
            return None, ()
        where = (*path, "spread")
        maker = StageMaker(f"?spread {name}:")
        over = self.keys((*where, "over"), sheet.spread.over)
        value = bench.among(self.names((*keys, *over))).check((*where, "value"), sheet.spread.value)
        if wrong := wrong_number_format(sheet.spread.format or ""):
            bench.desk.report((*where, "format"), "wrong_value", *wrong)
        if value is not None and value.type.kind not in {"integer", "decimal", "number"}:
            message = f"found a value of type {value.type}; the cells are numbers"
            bench.desk.report((*where, "value"), "wrong_type", message, "for instance `count()` or `sum(heads)`")
            return None, ()
        if value is not None and is_personal(bench.names.level(value)):
            bench.desk.report((*where, "value"), "personal_not_released", "the cells would show personal values")
        for at, key in enumerate(over):
            if key.name in {*(one.name for one in keys), *(one.name for one in over[:at])}:
                message = f"`{key.name}` is what lines are made of, or spread over, already"
                bench.desk.report((*where, "over", at), "wrong_value", message, "a `let` can give it another name")
                return None, ()
            if not key.codes:
                message = f"`{key.name}` is no code of a list, so that it is not known which columns there are"
                hint = "`code(text, 'list')` makes a text a code of a list"
                bench.desk.report((*where, "over", at), "spread_without_list", message, hint)
        if value is None or len(over) < len(sheet.spread.over) or not all(key.codes for key in over):
            return None, ()
        has_unknown = sheet.spread.unknown is not False
        cells = _cells(over, has_unknown=has_unknown)
        if len(cells) > _MOST_CELLS:
            message = f"it would make {len(cells)} columns; at most {_MOST_CELLS} are allowed"
            bench.desk.report((*where, "over"), "too_many_columns", message, "spread over fewer lists, or coarser ones")
            return None, ()
        if self.are_taken(path, sheet, [name for name, _ in cells]):
            return None, ()
        unhoisted = value
        value = maker.expression(value)
        summary = maker.summary(f"?spread {name}", tuple(key.name for key in (*keys, *over)))
        plan = SpreadPlan(over, summary, value, cells, has_unknown, sheet.spread.total is not None)
        return plan, self.columns(sheet.spread, plan, unhoisted.type)

    def are_taken(self, path: Path, sheet: SheetDefinition, names: list[str]) -> bool:
        """Whether columns of `spread` would be called alike, or as a column that is there."""
        total = [TOTAL] if sheet.spread is not None and sheet.spread.total is not None else []
        times = Counter([*names, *total])
        for column in sheet.columns:
            if column in times:
                message = f"`{column}` is a column that `spread` makes already"
                hint = f"give it another name, for instance `{column}_2`"
                self.bench.desk.report((*path, "columns", column), "name_taken", message, hint, at_key=True)
        twice = next((name for name, count in times.items() if count > 1), "")
        if twice:
            message = f"two columns would be called `{twice}`, which is made of their codes"
            hint = "spread over other lists, or in another order"
            self.bench.desk.report((*path, "spread", "over"), "name_taken", message, hint)
        return bool(twice)

    def columns(self, spread: SpreadDefinition, plan: SpreadPlan, of: ValueType) -> tuple[ColumnPlan, ...]:
        unknown = pick(_UNKNOWN if isinstance(spread.unknown, bool) else spread.unknown, self.locale)

        def column(name: str, header: str, above: str = "") -> ColumnPlan:
            return ColumnPlan(
                name=name, header=header, value=plan.value, type=of, labels="", checked_codes="",
                unknown=UnknownPolicy("keep"), required=False, format=spread.format or "", width=None, choices=(), note="",
                locked=False, hidden=False, personal=False, above=above,
            )  # fmt: skip

        found: list[ColumnPlan] = []
        for name, codes in plan.cells:
            labels = [unknown if code is None else key.labels[code] for key, code in zip(plan.over, codes, strict=True)]
            found.append(column(name, labels[-1], " ".join(labels[:-1])))
        if spread.total is not None:
            found.append(column(TOTAL, pick(spread.total, self.locale)))
        return tuple(found)


def _cells(over: tuple[KeyPlan, ...], *, has_unknown: bool) -> tuple[tuple[str, tuple[str | None, ...]], ...]:
    """Every combination of codes, and the name of its column."""
    choices: list[tuple[str | None, ...]] = [(*key.codes, *((None,) if has_unknown else ())) for key in over]
    return tuple(("_".join(code or UNKNOWN for code in codes), codes) for codes in product(*choices))
