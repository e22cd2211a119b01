"""The shapes of all kinds of documents: which of their parts are sheets of a workbook."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from kolonne.definitions import (
    CodeDefinition,
    CodeVersion,
    ColumnDefinition,
    ColumnDocument,
    EnumerationDocument,
    FailureExpectation,
    FieldDefinition,
    FigureDefinition,
    HeadingDefinition,
    InputDefinition,
    KeepDefinition,
    MappingDocument,
    Model,
    NotCounted,
    OrganisationDocument,
    ParameterDefinition,
    RowsDefinition,
    RuleDefinition,
    SheetDefinition,
    SheetTransformDefinition,
    TestDefinition,
    TransformDefinition,
    Validity,
)
from kolonne.definitions.mapping import DatedTarget
from kolonne.editing.cell import Steps
from kolonne.editing.leaves import leaves_of
from kolonne.editing.opening import closed_code, closed_target, closed_value, opened_code, opened_target, opened_value
from kolonne.editing.shape import Dated, Form, Leaf, Shape, Table, Thing
from kolonne.editing.text_cells import TextKind

_DAYS: tuple[Steps, ...] = (("from",), ("until",))


def _thing(model: type[Model], *tables: Table, last: Steps = ()) -> Thing:
    """A model whose parts that are tables have no cells; `last` names what documents have behind the rest."""
    places = {table.path for table in tables}
    leaves = tuple(leaf for leaf in leaves_of(model) if leaf.path not in places)
    order = [leaf.path for leaf in leaves_of(model)]
    order.sort(key=lambda path: path[0] in last)
    return Thing(leaves, tables, tuple(order))


def _value_thing(model: type[Model], field: str) -> Thing:
    """A thing that is one expression."""
    leaf = Leaf(("value",), TextKind("formula"), model.model_fields[field].description or "", is_required=True)
    return Thing((leaf,), (), (leaf.path,))


def _dated_thing(thing: Thing, items: tuple[Leaf, ...], *, before: Steps | None) -> Thing:
    """A thing with the cells of its items in place of `dated`."""
    kept = [leaf for leaf in thing.leaves if leaf.path != ("dated",)]
    new = [leaf for leaf in items if leaf.path not in {own.path for own in kept}]
    at = next((at for at, leaf in enumerate(kept) if leaf.path == before), len(kept))
    leaves = (*kept[:at], *new, *kept[at:])
    return Thing(leaves, thing.tables, tuple(leaf.path for leaf in leaves))


def _days() -> tuple[Leaf, ...]:
    return leaves_of(Validity)


def _parameters() -> Table:
    thing = _dated_thing(_thing(ParameterDefinition), _days(), before=("value",))
    return Table("parameters", ("parameters",), thing, dated=Dated((*_DAYS, ("value",)), needs_several=False))


def _tests() -> Table:
    record = Thing(())
    return Table(
        "tests",
        ("tests",),
        _thing(
            TestDefinition,
            Table("given", ("given",), record, Form.LISTS, ("test", "input"), is_open=True),
            Table("expect", ("expect",), record, Form.LISTS, ("test", "sheet"), is_open=True),
            Table("failures", ("failures",), _thing(FailureExpectation), Form.LIST, ("test",)),
        ),
    )


def _sheets() -> Table:
    of_sheet = ("sheet",)
    return Table(
        "sheets",
        ("sheets",),
        _thing(
            SheetDefinition,
            Table("columns", ("columns",), _thing(ColumnDefinition), parents=of_sheet),
            Table("heading", ("heading",), _thing(HeadingDefinition), parents=of_sheet, is_rare=True),
            Table(
                "sheet_transforms", ("transforms",), _thing(SheetTransformDefinition), parents=of_sheet, is_rare=True
            ),
        ),
    )


def _document() -> Thing:
    fields = Table("fields", ("fields",), _thing(FieldDefinition), parents=("input",))
    let = Table("let", ("rows", "let"), _value_thing(RowsDefinition, "let"), opened=opened_value, closed=closed_value)
    return _thing(
        ColumnDocument,
        _parameters(),
        Table("figures", ("figures",), _thing(FigureDefinition), is_rare=True),
        Table("inputs", ("inputs",), _thing(InputDefinition, fields, last=("fields",))),
        let,
        Table("keep", ("rows", "keep"), _thing(KeepDefinition)),
        Table("transforms", ("rows", "transforms"), _thing(TransformDefinition), is_rare=True),
        _sheets(),
        Table("rules", ("rules",), _thing(RuleDefinition)),
        _tests(),
    )


def _enumeration() -> Thing:
    versions = leaves_of(CodeVersion)
    own = {leaf.path: leaf for leaf in leaves_of(CodeDefinition)}
    names = ("label", "aliases", "parent", "from", "until", "successor", "description")
    leaves = tuple(own[(name,)] for name in names)
    thing = Thing(leaves, (), tuple(leaf.path for leaf in leaves))
    dated = Dated((*_DAYS, *(leaf.path for leaf in versions if leaf.path not in _DAYS)), needs_several=True)
    codes = Table("codes", ("codes",), thing, dated=dated, opened=opened_code, closed=closed_code)
    return _thing(EnumerationDocument, codes)


def _mapping() -> Thing:
    target = replace(next(leaf for leaf in leaves_of(DatedTarget) if leaf.path == ("value",)), kind=TextKind())
    reason = leaves_of(NotCounted)
    leaves = (target, *(replace(leaf, is_required=False) for leaf in reason))
    thing = _dated_thing(Thing(leaves), _days(), before=("value",))
    dated = Dated((*_DAYS, *(leaf.path for leaf in leaves)), needs_several=False)
    codes = Table("mapped", ("codes",), thing, dated=dated, opened=opened_target, closed=closed_target)
    return _thing(MappingDocument, codes)


@cache
def shape_of(kind: str) -> Shape:
    """The shape of a kind of file."""
    kinds: dict[str, tuple[type[Model], Callable[[], Thing]]] = {
        "document": (ColumnDocument, _document),
        "enumeration": (EnumerationDocument, _enumeration),
        "mapping": (MappingDocument, _mapping),
        "organisation": (OrganisationDocument, lambda: _thing(OrganisationDocument)),
    }
    model, thing = kinds[kind]
    return Shape(kind, model, thing())
