"""Grouped sheets, what stands around lines, and the rules of lines, sheets and reports."""

from typing import Any

import polars as pl
import pytest

from kolonne.contract import Counts
from unit.run.documents import KIND, Json, column, document
from unit.run.whole import Whole, exported

_FIELDS: Json = {
    "id": {"type": "text"},
    "kind": {"type": "text", "enumeration": "org.kind", "unknown": "keep"},
    "n": {"type": "integer"},
    "cost": {"type": "decimal", "scale": 2},
    "who": {"type": "text", "sensitivity": "personal"},
    "day": {"type": "date"},
    "share": {"type": "number"},
    "yes": {"type": "boolean"},
}
_ROWS: list[dict[str, Any]] = [
    {"id": "1", "kind": "TALK", "n": "3", "cost": "1,50", "who": "x", "day": "2025-01-02", "share": "0.1", "yes": "ja"},
    {"id": "2", "kind": "walk", "n": "0", "cost": "2", "who": "y", "day": "2025-01-01", "share": "0.2", "yes": "nei"},
    {"id": "3", "kind": "TALK", "n": "5", "cost": "1.5", "who": "x", "day": "2025-01-02", "share": "0.1", "yes": "nei"},
    {"id": "4", "kind": None, "n": None, "cost": None, "who": None, "day": None, "share": None, "yes": None},
    {"id": "5", "kind": "swim", "n": "7", "cost": "2.00", "who": "x", "day": "2025-01-01", "share": "0.2", "yes": "ja"},
]


def grouped(by: list[str], columns: dict[str, str], rest: Json | None = None, **sheet: Any) -> Json:
    """A document with one sheet `g`, grouped."""
    content = document(_FIELDS, {"none": column("1")}, **(rest or {}))
    shown = {name: column(value) for name, value in columns.items()}
    content["sheets"] = {"g": {"title": "G", "group": by, "columns": shown, **sheet}}
    return content


def export(content: Json, rows: list[dict[str, Any]] | None = None) -> Whole:
    return exported(content, {"a": _ROWS if rows is None else rows})


@pytest.mark.parametrize(
    ("by", "lines"),
    [
        ("kind", [("walk", 1), ("TALK", 2), ("swim", 1), (None, 1)]),
        ("n", [(0, 1), (3, 1), (5, 1), (7, 1), (None, 1)]),
        ("cost", [("1.50", 2), ("2.00", 2), (None, 1)]),
        ("day", [("2025-01-01", 2), ("2025-01-02", 2), (None, 1)]),
        ("share", [("0.1", 2), ("0.2", 2), (None, 1)]),
        ("yes", [("false", 2), ("true", 2), (None, 1)]),
    ],
)
def test_lines_come_in_the_order_of_lists_and_values(by: str, lines: list[tuple[object, int]]) -> None:
    """Groups of any type of key stand in order, codes that the list lacks behind the others, and the blank one last."""
    found = export(grouped([by], {"key": by, "n": "count()"})).sheets["g"]
    shown = found["key"].cast(pl.String).to_list() if isinstance(lines[0][0], str) else found["key"].to_list()
    assert list(zip(shown, found["n"].to_list(), strict=True)) == lines


def test_all_codes_have_lines() -> None:
    """`fill` makes a line for every code; what rows have besides comes behind, and sums of nothing are zero."""
    content = grouped(["kind"], {"kind": "kind", "n": "count()", "sum": "sum(n)", "most": "max(n)"}, fill="all")
    assert export(content).lines("g") == [
        ("walk", 1, 0, 0), ("TALK", 2, 8, 5), ("other", 0, 0, None), ("swim", 1, 7, 7), (None, 1, 0, None),
    ]  # fmt: skip
    assert [line[1] for line in export(content, []).lines("g")] == [0, 0, 0]


def test_one_line_for_all() -> None:
    """Without keys there is one line, whether there are rows or not."""
    content = grouped([], {"n": "count()", "sum": "sum(cost)", "people": "count_distinct(who)"})
    assert [str(cell) for cell in export(content).lines("g")[0]] == ["5", "7.00", "2"]
    assert [str(cell) for cell in export(content, []).lines("g")[0]] == ["0", "0.00", "0"]


_SPREAD = {"over": ["kind"], "value": "count() + sum(n)", "total": "All"}


@pytest.mark.parametrize(
    ("unknown", "lines", "told"),
    [
        (True, [(1, 10, 0, 9, 20)], ["kind.no_column"]),
        (False, [(1, 10, 0, 11)], ["kind.no_column", "kind.no_unknown_column"]),
    ],
)
@pytest.mark.parametrize("by", [[], ["one"]])
def test_values_are_spread_over_codes(by: list[str], unknown: bool, lines: list[Any], told: list[str]) -> None:
    """Every code has its column; rows without one are counted as unknown or told to be lost, by lines or in one line."""
    content = grouped(by, {}, {"rows": {"let": {"one": "1"}}}, spread={**_SPREAD, "unknown": unknown})
    whole = export(content)
    assert whole.lines("g") == lines
    assert [rule for number, rule, _ in whole.told() if number is None] == told


def test_personal_codes_are_not_told() -> None:
    """Codes without a column stand in the list of failures only if they may be seen."""
    content = grouped([], {}, spread=_SPREAD)
    assert export(content).failures.filter(pl.col("code") == "no_column")["value"].to_list() == ["swim"]
    content["inputs"]["a"]["fields"] = {**_FIELDS, "kind": {**_FIELDS["kind"], "sensitivity": "personal"}}
    content["sheets"]["g"]["spread"] = {**_SPREAD, "value": "count()"}
    whole = export(content)
    assert "swim" not in whole.failures.filter(pl.col("code") == "no_column").write_csv()


def test_spread_values_of_related_records_tell_of_rows_without_a_column() -> None:
    """Whatever is counted in the cells, rows that have no column are told."""
    content = grouped([], {}, spread={**_SPREAD, "value": "count(people)", "unknown": False})
    content["inputs"]["a"]["key"] = "id"
    content["inputs"]["people"] = {"belongs_to": {"a": "visit"}, "fields": {"visit": {"type": "text"}}}
    whole = exported(content, {"a": _ROWS, "people": [{"visit": "1"}, {"visit": "5"}, {"visit": "1"}]})
    assert whole.lines("g") == [(0, 2, 0, 2)]
    assert [rule for number, rule, _ in whole.told() if number is None] == ["kind.no_column", "kind.no_unknown_column"]


def test_a_fault_in_a_group_makes_one_cell_blank() -> None:
    """The line whose value cannot be computed is told by its keys; personal keys are not told."""
    content = grouped(["kind"], {"kind": "kind", "v": "sum(6 // n)"})
    whole = export(content)
    assert whole.lines("g") == [("walk", None), ("TALK", 3), ("swim", 0), (None, 0)]
    assert whole.failures.filter(pl.col("code") == "division_by_zero").select("number", "key").rows() == [
        (None, "walk")
    ]
    content["sheets"]["g"]["group"] = ["who"]
    content["sheets"]["g"]["columns"] = {"v": column("sum(6 // n)")}
    assert export(content).failures.filter(pl.col("code") == "division_by_zero")["key"].to_list() == [None]


def test_what_stands_around_the_lines() -> None:
    """Lines are ordered with blanks last, totals and headings are made of all of them."""
    content = grouped(
        ["kind"],
        {"kind": "kind", "n": "sum(n)", "most": "max(n)", "cost": "sum(cost)"},
        sort=["-most", "kind"],
        totals={"n": "sum", "most": "min", "cost": "sum", "kind": "count"},
        heading={
            "rows": {"label": "Rows", "value": "count()"},
            "lines": {"label": "Lines", "value": "count(sheets.g)"},
            "cost": {"label": "Cost", "value": "sum(sheets.g.cost)"},
            "name": {"label": "Name", "sign": True},
        },
    )
    whole = export(content)
    assert [line[0] for line in whole.lines("g")] == ["swim", "TALK", "walk", None]
    assert {name: str(value) for name, value in whole.report.totals["g"].items()} == {
        "n": "15", "most": "0", "cost": "7.00", "kind": "3",
    }  # fmt: skip
    assert whole.report.headings["g"] == (
        ("Rows", "5", False), ("Lines", "4", False), ("Cost", "7.00", False), ("Name", "", True),
    )  # fmt: skip


def test_small_numbers_are_hidden_in_lines_and_totals() -> None:
    """A mask hides small numbers with what would give them away, after totals were made."""
    mask = {"below": 3, "columns": ["n"], "shown": "<3"}
    content = grouped(["kind"], {"kind": "kind", "n": "count()"}, totals={"n": "sum"}, mask=mask)
    rows = [*_ROWS, *_ROWS, *_ROWS[:3]]
    whole = export(content, rows)
    assert whole.lines("g") == [("walk", "3"), ("TALK", "6"), ("swim", "<3"), (None, "<3")]
    assert (whole.report.totals["g"], whole.report.hidden["g"]) == ({"n": 13}, 2)


@pytest.mark.parametrize(("rows", "lines"), [([], [("nothing", 0)]), (_ROWS[:1], [("TALK", 1)])])
def test_a_line_for_nothing(rows: list[dict[str, Any]], lines: list[Any]) -> None:
    """The nil row stands in a sheet without any line, and nowhere else; the counts know nothing of it."""
    content = grouped(["kind"], {"kind": "kind", "n": "count()"}, nil_row={"kind": "'nothing'", "n": "0"})
    whole = export(content, rows)
    assert whole.lines("g") == lines
    assert whole.counts == Counts(read=len(rows), exported=len(rows))
    assert bool(whole.report.nil_rows) == (not rows)


def test_too_few_lines() -> None:
    """Fewer lines than a sheet needs is fatal; a nil row is no line."""
    content = grouped(["kind"], {"n": "count()"}, min_rows=1, nil_row={"n": "0"})
    assert export(content, []).told() == [(None, "g.min_rows", "fatal")]
    assert export(content).fatal == 0


def test_rules_of_lines_drop_lines() -> None:
    """A line that breaks a rule is left out of its sheet, and is told by its keys; rows stay what they are."""
    rules = {
        "e": {"per": "group", "sheet": "g", "check": "n < 2", "severity": "error", "message": "{kind}: {n}"},
        "w": {
            "per": "cell",
            "sheet": "g",
            "columns": ["most"],
            "check": "value != 7",
            "severity": "warning",
            "message": "{value}",
        },
        "s": {
            "per": "sheet",
            "sheet": "g",
            "check": "sum(n) > 3",
            "severity": "warning",
            "message": "{count()}: {sum(n)}",
        },
        "r": {"per": "report", "check": "count() == sum(sheets.g.n)", "severity": "fatal", "message": "{count()}"},
    }
    whole = export(grouped(["kind"], {"kind": "kind", "n": "count()", "most": "max(n)"}, {"rules": rules}))
    assert [line[0] for line in whole.lines("g")] == ["walk", "swim", None]
    told = whole.failures.filter(pl.col("code") == "rule").select("rule", "key", "message", "out").rows()
    assert told == [
        ("e", "TALK", "TALK: 2", True),
        ("w", "swim", "7", False),
        ("s", None, "3: 3", False),
        ("r", None, "5", False),
    ]
    assert (whole.fatal, whole.counts) == (1, Counts(read=5, exported=5))


def test_required_cells_of_lines() -> None:
    """A line without a value that it must have is left out and told."""
    content = grouped(["kind"], {"kind": "kind"})
    content["sheets"]["g"]["columns"]["n"] = column("max(n)", required=True)
    whole = export(content)
    assert whole.lines("g") == [("walk", 0), ("TALK", 5), ("swim", 7)]
    assert whole.failures.filter(pl.col("code") == "required").select("key", "message").rows() == [
        ("–", "max(n): is missing")
    ]


def test_groups_look_at_inputs_that_have_nothing_to_do_with_rows() -> None:
    """A group counts the records of another input, all of them or those that have its key."""
    content = grouped(
        ["kind"], {"kind": "kind", "all": "count(members)", "own": "count(members, members.kind == kind)"}
    )
    content["inputs"]["members"] = {"fields": {"kind": {"type": "text"}}}
    whole = exported(content, {"a": _ROWS, "members": [{"kind": "walk"}, {"kind": "walk"}, {"kind": None}]})
    assert whole.lines("g") == [("walk", 3, 2), ("TALK", 3, 0), ("swim", 3, 0), (None, 3, 1)]


def test_the_list_of_this_file_is_what_the_tests_say() -> None:
    """The order of codes that the tests above rely on."""
    assert list(KIND["codes"]) == ["walk", "TALK", "other"]
