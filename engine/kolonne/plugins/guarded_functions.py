"""Operations, transforms and kinds of rules of plugins, called through a guard."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import polars as pl

from kolonne.contract import PluginFaultError, RuleKind, Transform
from kolonne.expressions import (
    BatchCall,
    BatchFunction,
    CellFaultError,
    Operation,
    Overload,
    ScalarCall,
    Value,
    dtype,
    nothing,
    parts_of,
    plugin_fault,
    tried,
)
from kolonne.plugins.guard import Guard

Found = TypeVar("Found")


def guarded_operation(guard: Guard, operation: Operation) -> Operation:
    """The operation with the plugin's name in all of its faults; none of its cells costs more than itself."""
    overloads = tuple(_guarded_overload(guard, operation.name, one) for one in operation.overloads)
    return replace(operation, group="plugin", overloads=overloads)


def guarded_transform(guard: Guard, transform: Transform) -> Transform:
    """The transform with a function that raises `PluginFaultError` and nothing else."""
    return replace(transform, function=_frames(guard, f"transform `{transform.name}`", transform.function))


def guarded_rule_kind(guard: Guard, kind: RuleKind) -> RuleKind:
    """The kind of rule with a function that raises `PluginFaultError` and nothing else."""
    return replace(kind, function=_frames(guard, f"rule kind `{kind.name}`", kind.function))


def _frames(guard: Guard, place: str, function: Callable[[pl.DataFrame], Found]) -> Callable[[pl.DataFrame], Found]:
    def called(frame: pl.DataFrame) -> Found:
        given = frame.clone()
        found = guard.call(place, function, given)
        # A clone shares no cell that could be changed through it; who tries has meant to change what others see.
        if given.schema != frame.schema or given.height != frame.height or not given.equals(frame):
            raise PluginFaultError(guard.who, place, "changed the frame that it was given")
        return found

    return called


def _guarded_overload(guard: Guard, name: str, made: Overload) -> Overload:
    if made.batch is None:
        return made
    batch = made.batch
    place = f"`{name}`"

    def computed(call: BatchCall) -> tuple[pl.Series, pl.Series]:
        of, height = dtype(call.result), call.arguments.height
        given = replace(call, arguments=call.arguments.clone())
        try:
            found = guard.call(place, tried, batch, given)
        except PluginFaultError as error:
            return nothing(of, height, error.what, guard.who)
        return _named(guard, found, of, height)

    def scalar(call: ScalarCall) -> Value:
        try:
            return made.scalar(call)
        except CellFaultError as error:
            raise CellFaultError(_with_name(guard, error.code)) from None

    guarded: BatchFunction = computed
    return replace(made, batch=guarded, scalar=scalar)


def _named(
    guard: Guard, found: tuple[pl.Series, pl.Series], of: pl.DataType, height: int
) -> tuple[pl.Series, pl.Series]:
    """What was found, if it has the promised shape, with the plugin's name in its faults."""
    values, faults = found
    if len(values) != height or len(faults) != height or values.dtype != of:
        return nothing(of, height, f"gave {len(values)} values of {values.dtype} for {height} rows", guard.who)
    told = faults.unique().drop_nulls().to_list()
    if not told:
        return found
    named = pl.Series([_with_name(guard, fault) for fault in told], dtype=pl.String)
    return values, faults.replace_strict(pl.Series(told, dtype=pl.String), named, default=None, return_dtype=pl.String)


def _with_name(guard: Guard, fault: str) -> str:
    code, _, what = parts_of(fault)
    return plugin_fault(what, guard.who) if code == "plugin_error" else fault
