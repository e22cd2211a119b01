"""Whatever a plugin does, the export ends as told: with its name, without its rows, and without a crash, a hang or a lie."""

import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import pytest

from integration.house import STEM, House, record
from kolonne.contract import ExportErrorCode, ExportNotice, Store
from kolonne.hookspecs import Operation, RuleKind, Transform, hookimpl, scalar_operation, vector_operation
from kolonne.orchestrator import mapping
from unit.plugins.toys import Serving

WHO = "plugin `acme` 1.2"
Function = Callable[[pl.DataFrame], Any]


class Bringing(Serving):
    """Brings whatever it is made with."""

    def __init__(
        self,
        *organisations: str,
        operations: Sequence[Operation] = (),
        transforms: Sequence[Transform] = (),
        rule_kinds: Sequence[RuleKind] = (),
        lists: Sequence[dict[str, Any]] = (),
        stores: Sequence[Any] = (),
        notifiers: Sequence[Any] = (),
    ) -> None:
        super().__init__(*(organisations or ("demo",)))
        self.operations, self.transforms, self.rule_kinds = operations, transforms, rule_kinds
        self.lists, self.stores, self.notifiers = lists, stores, notifiers

    @hookimpl
    def kolonne_operations(self) -> Sequence[Operation]:
        return self.operations

    @hookimpl
    def kolonne_transforms(self) -> Sequence[Transform]:
        return self.transforms

    @hookimpl
    def kolonne_rule_kinds(self) -> Sequence[RuleKind]:
        return self.rule_kinds

    @hookimpl
    def kolonne_code_lists(self) -> Sequence[dict[str, Any]]:
        return self.lists

    @hookimpl
    def kolonne_stores(self) -> Sequence[Any]:
        return self.stores

    @hookimpl
    def kolonne_notifiers(self) -> Sequence[Any]:
        return self.notifiers


def transformed(document: dict[str, Any]) -> None:
    document["rows"]["transforms"] = {"t": {"use": "acme_t", "with": {"minutes": "minutes"}}}
    document["sheets"]["visits"]["columns"]["twice"] = {"header": "To ganger", "value": "t.twice"}


def transform(function: Function, **more: Any) -> Transform:
    return Transform("acme_t", function, "Twice.", {"minutes": "integer"}, {"twice": "integer"}, **more)


def twice(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(twice=pl.col("minutes") * 2)


def lines(house: House) -> list[str]:
    return (house.out / f"{STEM}.csv").read_text(encoding="utf-8-sig").splitlines()[1:]


def test_a_transform_makes_values_that_columns_name(house: House) -> None:
    """What a transform makes of a batch stands in a column, row by row."""
    house.document(transformed)
    result = house.succeed(house.orchestrator(plugins=[Bringing(transforms=[transform(twice)])]))
    assert [line.rpartition(";")[2] for line in lines(house)] == ["120"] * 3
    assert result.counts.reconciles
    assert result.partial_failures == ()


def _loops(_: pl.DataFrame) -> pl.DataFrame:
    while True:
        pass


def _sleeps(frame: pl.DataFrame) -> pl.DataFrame:
    time.sleep(30)
    return frame


def _recurses(frame: pl.DataFrame) -> pl.DataFrame:
    return _recurses(frame)


def _exits(_: object) -> pl.DataFrame:
    sys.exit(3)


def _raises(_: pl.DataFrame) -> pl.DataFrame:
    raise LookupError("canary")


def _raises_of_rule(_: pl.DataFrame) -> pl.Series:
    raise LookupError("canary")


def _mutates(frame: pl.DataFrame) -> pl.DataFrame:
    frame.insert_column(0, pl.Series("more", [0] * frame.height))
    return twice(frame)


WRONG = {
    "raises": (_raises, "raised LookupError (test_plugin_isolation.py:"),
    "exits": (_exits, "raised SystemExit"),
    "recurses": (_recurses, "raised RecursionError"),
    "sleeps": (_sleeps, "was silent for longer than 0.5 seconds"),
    "loops": (_loops, "was silent for longer than 0.5 seconds"),
    "mutates": (_mutates, "changed the frame that it was given"),
    "wrong type": (lambda frame: frame.lazy(), "gave a LazyFrame; a DataFrame is needed"),
    "nothing": (lambda _: None, "gave a NoneType; a DataFrame is needed"),
    "no column": (lambda frame: frame, "gave no column `twice`"),
    "wrong dtype": (
        lambda frame: frame.with_columns(twice=pl.col("minutes") / 2), "gave Float64; Int64 is needed"
    ),
    "loses rows": (lambda frame: twice(frame).head(1), "gave 1 rows for 3"),
    "adds rows": (lambda frame: twice(pl.concat([frame, frame.head(1)])), "gave 4 rows for 3"),
    "reorders": (lambda frame: twice(frame).reverse(), "gave the rows in another order"),
    "overflows": (
        lambda frame: frame.with_columns(twice=pl.lit(2**64 - 1, dtype=pl.UInt64)),
        "gave values of UInt64 that do not fit Int64",
    ),
    "renumbers": (
        lambda frame: twice(frame).with_columns(row=pl.lit(0)), "lost rows, or gave some that it was not given"
    ),
}  # fmt: skip


@pytest.mark.parametrize("sees", ["batch", "all"])
@pytest.mark.parametrize("wrong", list(WRONG))
def test_a_transform_that_takes_all_rows_with_it_is_a_failure(house: House, wrong: str, sees: str) -> None:
    """Where nothing is left there is no file, but a failure that names plugin, version and place, and what happened."""
    function, what = WRONG[wrong]
    house.document(transformed)
    plugin = Bringing(transforms=[transform(function, sees=sees)])
    began = time.monotonic()
    result = house.fail(house.orchestrator(plugins=[plugin], plugin_seconds=0.5 if "silent" in what else 20))
    assert time.monotonic() - began < 10
    assert result.error_code is ExportErrorCode.PLUGIN_FAILED
    assert result.message.startswith(f"{WHO}: rows.transforms.t: ")
    assert what in result.message
    assert "canary" not in result.message
    assert {report.sub_service_name for report in result.partial_failures} == {f"{WHO}: rows.transforms.t"}
    assert result.counts is not None
    assert result.counts.failed == {"t.transform": 3}
    assert result.counts.reconciles


def test_a_transform_that_fails_in_one_batch_costs_the_rows_of_that_batch(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows of the third batch are out and told; all others are in the report as they should be."""

    def third(frame: pl.DataFrame) -> pl.DataFrame:
        if frame["minutes"].max() == 500:
            raise ValueError("canary")
        return twice(frame)

    house.document(transformed)
    house.records([record(number, minutes=500 if number == 5 else 60) for number in range(8)])
    monkeypatch.setattr(mapping.map_records, "__defaults__", (2,))
    result = house.succeed(house.orchestrator(plugins=[Bringing(transforms=[transform(third)])]))
    assert [report.affected_row_indices for report in result.partial_failures] == [(4,), (5,)]
    assert {report.sub_service_name for report in result.partial_failures} == {f"{WHO}: rows.transforms.t"}
    assert result.counts.failed == {"t.transform": 2}
    assert len(lines(house)) == result.counts.exported == 6
    assert result.counts.reconciles


def test_rows_that_a_transform_leaves_out_have_its_reason(house: House) -> None:
    """They are counted and listed under the transform's name and its reason, in the export's language."""

    def short(frame: pl.DataFrame) -> pl.DataFrame:
        return twice(frame).with_columns(left_out=pl.when(pl.col("minutes") < 60).then(pl.lit("brief")))

    house.document(transformed)
    house.records([record(0), record(1, minutes=20), record(2)])
    plugin = Bringing(transforms=[transform(short, drops={"brief": {"nb": "for lite", "en": "too little"}})])
    result = house.succeed(house.orchestrator(plugins=[plugin]))
    assert result.counts.left_out == {"t.brief": 1}
    assert result.counts.reconciles
    assert len(lines(house)) == 2
    assert "for lite" in (house.out / f"{STEM}.csv.left-out.csv").read_text(encoding="utf-8-sig")


def test_a_reason_that_was_not_declared_is_none(house: House) -> None:
    """A transform cannot leave rows out for a reason that nobody can read."""
    plugin = Bringing(
        transforms=[
            transform(lambda frame: twice(frame).with_columns(left_out=pl.lit("x")), drops={"brief": "for lite"})
        ]
    )
    house.document(transformed)
    result = house.fail(house.orchestrator(plugins=[plugin]))
    assert "left rows out for a reason that it does not declare" in result.message


@pytest.mark.parametrize("sees", ["batch", "all"])
def test_rows_that_a_transform_adds_are_counted(house: House, sees: Any) -> None:
    """Each row that it makes more of says where it comes from, and counts reconcile."""

    def doubled(frame: pl.DataFrame) -> pl.DataFrame:
        return twice(frame).select(pl.all().repeat_by(2).explode(empty_as_null=True))

    house.document(transformed)
    plugin = Bringing(transforms=[transform(doubled, adds=True, sees=sees)])
    result = house.succeed(house.orchestrator(plugins=[plugin]))
    assert (result.counts.exploded, result.counts.exported) == (3, 6)
    assert result.counts.reconciles
    assert [line.partition(";")[0] for line in lines(house)] == ["A0", "A0", "A1", "A1", "A2", "A2"]


def test_a_transform_of_finished_lines_changes_cells(house: House) -> None:
    """What it makes goes into the columns that the document names, before rules look at them."""

    def loud(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(loud=pl.col("id") + "!")

    def change(document: dict[str, Any]) -> None:
        document["sheets"]["visits"]["transforms"] = {
            "loud": {"use": "acme_loud", "with": {"id": "id"}, "into": {"id": "loud"}}
        }
        document["rules"]["loud"] = {
            "per": "cell", "sheet": "visits", "columns": ["id"], "check": "not ends_with(value, '!')",
            "severity": "warning", "message": "høyt",
        }  # fmt: skip

    house.document(change)
    plugin = Bringing(transforms=[Transform("acme_loud", loud, "Louder.", {"id": "text"}, {"loud": "text"})])
    result = house.succeed(house.orchestrator(plugins=[plugin]))
    assert [line.partition(";")[0] for line in lines(house)] == ["A0!", "A1!", "A2!"]
    assert [report.sub_service_name for report in result.partial_failures] == ["rules.loud"] * 3


def test_a_kind_of_rule_judges_rows(house: House) -> None:
    """A row that breaks it is out with the rule's name, in the plugin's words where the document has none."""

    def change(document: dict[str, Any]) -> None:
        document["rules"]["odd"] = {"kind": "acme_odd", "with": {"minutes": "minutes"}, "severity": "error"}

    kind = RuleKind(
        "acme_odd",
        lambda frame: frame["minutes"] % 2 == 0,
        "Even numbers.",
        {"minutes": "integer"},
        {"nb": "er oddetall"},
    )
    house.document(change)
    house.records([record(0), record(1, minutes=61), record(2)])
    result = house.succeed(house.orchestrator(plugins=[Bringing(rule_kinds=[kind])]))
    assert result.counts.failed == {"odd": 1}
    assert [report.failure_reason for report in result.partial_failures] == ["er oddetall"]


def test_a_kind_of_rule_that_fails_says_nothing_of_rows_and_is_told(house: House) -> None:
    """As of a check that cannot be computed, rows stay and are told; a fatal one lets no file out."""

    def change(severity: str) -> Callable[[dict[str, Any]], None]:
        def changed(document: dict[str, Any]) -> None:
            document["rules"]["odd"] = {"kind": "acme_odd", "with": {"minutes": "minutes"}, "severity": severity}

        return changed

    plugin = Bringing(
        rule_kinds=[RuleKind("acme_odd", _raises_of_rule, "Even.", {"minutes": "integer"}, "er oddetall")]
    )
    house.document(change("error"))
    result = house.succeed(house.orchestrator(plugins=[plugin]))
    assert result.counts.exported == 3
    assert {report.sub_service_name for report in result.partial_failures} == {f"{WHO}: rules.odd"}
    house.document(change("fatal"))
    failure = house.export(house.orchestrator(plugins=[plugin]))
    assert getattr(failure, "error_code", None) is ExportErrorCode.DATA_REJECTED


def operated(document: dict[str, Any]) -> None:
    document["sheets"]["visits"]["columns"]["more"] = {"header": "Mer", "value": "acme_more(minutes)"}


def _scalar(function: Callable[..., Any]) -> Operation:
    return scalar_operation("acme_more", "integer -> integer", function, "More.")


def _vector(function: Callable[..., Any]) -> Operation:
    return vector_operation("acme_more", "integer -> integer", function, "More.")


def _sleeping(_: object) -> Any:
    time.sleep(30)


@pytest.mark.parametrize(
    ("operation", "what"),
    [
        (_scalar(lambda minutes: 1 // (minutes - minutes)), "raised ZeroDivisionError (test_plugin_isolation.py:"),
        (_scalar(_exits), "raised SystemExit"),
        (_scalar(str), "gave a str; Int64 is needed"),
        (_scalar(lambda minutes: minutes > 1), "gave a bool; Int64 is needed"),
        (_scalar(_sleeping), "was silent for longer than 0.5 seconds"),
        (_vector(lambda minutes: minutes.sum()), "gave 1 values for 3 rows"),
        (_vector(lambda minutes: minutes.head(2)), "gave 2 values for 3 rows"),
        (_vector(lambda minutes: minutes / 2), "gave Float64; Int64 is needed"),
        (_vector(lambda _: pl.col("nothing")), "raised ColumnNotFoundError"),
        (_vector(lambda _: None), "raised AttributeError"),
        (_vector(_sleeping), "was silent for longer than 0.5 seconds"),
        (_vector(lambda minutes: minutes.map_batches(_sleeping)), "was silent for longer than 0.5 seconds"),
    ],
)  # fmt: skip
def test_an_operation_that_goes_wrong_blanks_its_cells(house: House, operation: Operation, what: str) -> None:
    """The cells are empty and told with the plugin and the place; everything else is as it should be."""
    house.document(operated)
    plugin = Bringing(operations=[operation])
    result = house.succeed(house.orchestrator(plugins=[plugin], plugin_seconds=0.5 if "silent" in what else 20))
    assert [report.affected_row_indices for report in result.partial_failures] == [(0,), (1,), (2,)]
    assert {report.sub_service_name for report in result.partial_failures} == {f"{WHO}: sheets.visits.more"}
    assert all(what in report.failure_reason for report in result.partial_failures)
    assert [line.rpartition(";")[2] for line in lines(house)] == [""] * 3
    assert result.counts.exported == 3


def test_an_operation_that_nobody_needs_fails_for_nobody(house: House) -> None:
    """A call in a branch that is not taken has no fault."""

    def change(document: dict[str, Any]) -> None:
        column = {"header": "Mer", "value": "acme_more(minutes) if minutes > 100 else 7"}
        document["sheets"]["visits"]["columns"]["more"] = column

    house.document(change)
    plugin = Bringing(operations=[_scalar(lambda minutes: 1 // (minutes - minutes))])
    result = house.succeed(house.orchestrator(plugins=[plugin]))
    assert result.partial_failures == ()
    assert [line.rpartition(";")[2] for line in lines(house)] == ["7"] * 3


def test_operations_stand_in_each_other(house: House) -> None:
    """A call within a call, and the same one twice, are computed in order."""

    def change(document: dict[str, Any]) -> None:
        column = {"header": "Mer", "value": "acme_more(acme_more(minutes) + 1) + acme_more(minutes)"}
        document["sheets"]["visits"]["columns"]["more"] = column

    house.document(change)
    house.succeed(house.orchestrator(plugins=[Bringing(operations=[_vector(lambda minutes: minutes * 2)])]))
    assert [line.rpartition(";")[2] for line in lines(house)] == ["362"] * 3


def test_what_a_plugin_prints_is_heard_by_nobody_and_told(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a person nor a program that reads the output sees it; the result says how much it was."""

    def loud(frame: pl.DataFrame) -> pl.DataFrame:
        print("canary")  # noqa: T201 - that is what is tried
        print("canary", file=sys.stderr)  # noqa: T201 - and that
        sys.stdout.buffer.write(b"canary")
        return twice(frame)

    house.document(transformed)
    result = house.succeed(house.orchestrator(plugins=[Bringing(transforms=[transform(loud)])]))
    assert "canary" not in "".join(capsys.readouterr())
    (report,) = result.partial_failures
    assert report.sub_service_name == f"{WHO}: transform `acme_t`"
    assert report.failure_reason == "printed 20 characters, which nobody saw"
    assert not report.is_fatal


def test_a_hook_that_raises_costs_no_more_than_what_it_would_have_given(house: House) -> None:
    """An export that does not need it is made, and told of it."""

    class Raising(Bringing):
        @hookimpl
        def kolonne_transforms(self) -> Sequence[Transform]:
            raise LookupError("canary")

    result = house.succeed(house.orchestrator(plugins=[Raising()]))
    (report,) = result.partial_failures
    assert report.sub_service_name == f"{WHO}: `kolonne_transforms`"
    assert report.failure_reason.startswith("raised LookupError (test_plugin_isolation.py:")
    house.document(transformed)
    failure = house.export(house.orchestrator(plugins=[Raising()]))
    assert getattr(failure, "error_code", None) is ExportErrorCode.PLUGIN_FAILED
    assert failure.partial_failures == (report,)


def test_a_hook_that_gives_things_one_by_one_is_watched_to_its_end(house: House) -> None:
    """What it raises after the first one, and what the things do when they are looked at, reach nobody either."""

    class Yielding(Bringing):
        @hookimpl
        def kolonne_transforms(self) -> Any:
            yield transform(twice)
            raise LookupError("canary")

    class Prickly:
        @property
        def name(self) -> str:
            raise LookupError("canary")

        def notify(self, notice: ExportNotice) -> None: ...

    result = house.succeed(house.orchestrator(plugins=[Yielding(notifiers=[Prickly()])]))
    told = {report.sub_service_name: report.failure_reason.partition(" (")[0] for report in result.partial_failures}
    assert told == {f"{WHO}: `kolonne_{hook}`": "raised LookupError" for hook in ("transforms", "notifiers")}


def test_a_code_list_of_a_plugin_is_one_like_any_other(house: House) -> None:
    """Documents name it, and show its labels."""
    document = {
        "enumeration": "demo.size",
        "title": "Størrelser",
        "unknown": "error",
        "codes": {"60": {"nb": "En time"}},
    }

    def change(document: dict[str, Any]) -> None:
        document["sheets"]["visits"]["columns"]["size"] = {
            "header": "Størrelse", "value": "text(minutes)", "enumeration": "demo.size", "show": "label",
        }  # fmt: skip

    house.document(change)
    result = house.succeed(house.orchestrator(plugins=[Bringing(lists=[document])]))
    assert [line.rpartition(";")[2] for line in lines(house)] == ["En time"] * 3
    assert result.partial_failures == ()


class _Kept:
    scheme, title = "kept", "a dictionary"
    fails = ""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def open(self, address: str) -> Store:
        if self.fails == "open":
            raise ValueError(address)
        return self

    def put(self, file: Any, name: str) -> str:
        if self.fails == "put":
            raise ValueError(name)
        self.files[name] = file.read_bytes()
        return f"kept://{name}"

    def remove(self, name: str) -> None:
        self.files.pop(name, None)


def test_a_store_of_a_plugin_keeps_what_is_made(house: House) -> None:
    """An address chooses it by its scheme, and the artifact says where it lies."""
    kept = _Kept()
    result = house.succeed(house.orchestrator(store="kept://there", plugins=[Bringing(stores=[kept])]))
    assert result.download_artifact.stored_at == f"kept://{STEM}.csv"
    assert f"{STEM}.csv.manifest.json" in kept.files


@pytest.mark.parametrize("fails", ["open", "put"])
def test_a_store_that_fails_is_named(house: House, fails: str) -> None:
    """The upload has failed, with the plugin's name and without the text of its error."""
    kept = _Kept()
    kept.fails = fails
    result = house.fail(house.orchestrator(store="kept://there", plugins=[Bringing(stores=[kept])]))
    assert result.error_code is ExportErrorCode.UPLOAD_FAILED
    assert f"{WHO}: store `kept`: raised ValueError" in result.message
    assert result.partial_failures[0].sub_service_name == f"{WHO}: store `kept`"
    assert kept.files == {}


def test_a_notifier_hears_of_every_end(house: House) -> None:
    """With a file and without one; a notifier that raises changes nothing and is told."""

    class Telling:
        name = "telling"

        def __init__(self) -> None:
            self.heard: list[ExportNotice] = []

        def notify(self, notice: ExportNotice) -> None:
            self.heard.append(notice)
            raise ValueError("canary")

    telling = Telling()
    result = house.succeed(house.orchestrator(plugins=[Bringing(notifiers=[telling])]))
    assert [report.sub_service_name for report in result.partial_failures] == [f"{WHO}: notifier `telling`"]
    house.records([record(0, minutes=666)])
    house.export(house.orchestrator(plugins=[Bringing(notifiers=[telling])]))
    assert [notice.error_code for notice in telling.heard] == ["", "data_rejected"]
    assert telling.heard[0].file_name == f"{STEM}.csv"
    assert telling.heard[0].audit_id == result.audit_id


def test_a_row_that_stops_the_export_is_not_left_out(house: House) -> None:
    """A code that stops the export stops it, whatever a transform makes of its row."""

    def change(document: dict[str, Any]) -> None:
        transformed(document)
        document["inputs"]["visits"]["fields"]["diagnosis"] = {
            "type": "text", "enumeration": "demo.kind", "unknown": "fatal",
        }  # fmt: skip

    plugin = Bringing(
        transforms=[transform(lambda frame: twice(frame).with_columns(left_out=pl.lit("no")), drops={"no": "nei"})],
        lists=[{"enumeration": "demo.kind", "title": "Slag", "unknown": "error", "codes": {"none": "Ingen"}}],
    )
    house.document(change)
    house.records([record(0), record(1, diagnosis="zzz")])
    result = house.fail(house.orchestrator(plugins=[plugin]))
    assert result.error_code is ExportErrorCode.DATA_REJECTED
    assert result.counts is not None
    assert result.counts.exported == 0
    assert result.counts.reconciles


def test_what_a_transform_makes_is_a_value_of_the_row(house: House) -> None:
    """Groups can add it up, as they can any other."""

    def change(document: dict[str, Any]) -> None:
        transformed(document)
        document["sheets"]["days"] = {
            "title": "Dager", "group": ["day"], "columns": {"sum": {"header": "Sum", "value": "sum(t.twice)"}},
        }  # fmt: skip

    house.document(change)
    result = house.succeed(house.orchestrator(plugins=[Bringing(transforms=[transform(twice, sees="all")])]))
    assert result.counts.exported == 3


def test_a_day_outside_of_the_calendar_is_none(house: House) -> None:
    """What no writer could write is told where it was made."""

    def far(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(then=pl.lit(2**30, dtype=pl.Int32).cast(pl.Date))

    def change(document: dict[str, Any]) -> None:
        document["rows"]["transforms"] = {"t": {"use": "acme_far", "with": {"minutes": "minutes"}}}

    house.document(change)
    plugin = Bringing(transforms=[Transform("acme_far", far, "Far.", {"minutes": "integer"}, {"then": "date"})])
    assert "gave days outside of the calendar" in house.fail(house.orchestrator(plugins=[plugin])).message


def test_whose_fault_it_is_does_not_hang_on_names_of_other_things(house: House) -> None:
    """A notifier of another plugin may be called as a transform is."""

    class Named:
        name = "acme_t"

        def notify(self, notice: ExportNotice) -> None: ...

    other = Bringing(notifiers=[Named()])
    other.__name__ = "zeta"
    house.document(transformed)
    result = house.fail(house.orchestrator(plugins=[Bringing(transforms=[transform(_raises)]), other]))
    assert result.message.startswith(f"{WHO}: rows.transforms.t: ")


def test_a_plugin_that_hangs_again_and_again_is_not_asked_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export of many batches waits for it twice, and not for each of them."""
    house.document(transformed)
    house.records([record(number) for number in range(20)])
    monkeypatch.setattr(mapping.map_records, "__defaults__", (2,))
    began = time.monotonic()
    result = house.fail(house.orchestrator(plugins=[Bringing(transforms=[transform(_sleeps)])], plugin_seconds=0.5))
    assert time.monotonic() - began < 4
    assert result.counts is not None
    assert result.counts.failed == {"t.transform": 20}
