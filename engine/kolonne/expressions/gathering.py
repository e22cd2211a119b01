"""Gathering: calls that look at many rows. Which rows a call means, and its arguments checked with their names."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kolonne.contract.quick import dataclass
from kolonne.expressions.aggregates import AGGREGATES
from kolonne.expressions.aggregation import Aggregation
from kolonne.expressions.checked import Aggregate, Checked, Reference, Window, children
from kolonne.expressions.complaints import COMPARE_HINT, allowed_values, unknown_argument_hint, unknown_name_hint
from kolonne.expressions.mentions import OF_VALUES, has_aggregate, is_condition, own_names, source_of
from kolonne.expressions.mistake import MistakeFoundError
from kolonne.expressions.nodes import Call, Literal, Name, Syntax
from kolonne.expressions.once import ONCE
from kolonne.expressions.scope import GIVEN_TYPES, Scope
from kolonne.expressions.types import BOOLEAN, Value
from kolonne.expressions.windows import WINDOWS, WindowFunction

if TYPE_CHECKING:
    from kolonne.expressions.checker import Checker

_SEPARATOR = ", "
_WHERE, _EACH, _SEPARATED, _ORDER, _DESCENDING = "where", "each", "separator", "order", "descending"


def gathered(checker: "Checker", node: Call) -> Checked | None:
    """The call as one over many rows; None where it is no such call. Raises MistakeFoundError."""
    call = _GatheringCall(checker, node, list(node.arguments), dict(node.named))
    if (window := WINDOWS.get(node.function)) is not None:
        return call.window(window)
    if (aggregation := AGGREGATES.get(node.function)) is None:
        return None
    source = call.source()
    if source is not None:
        return call.aggregate(aggregation, source)
    # `sum(minutes)` of a single value is not meant: whoever writes it means the minutes of many rows.
    is_of_values = node.function not in OF_VALUES or len(node.arguments) + len(node.named) > 1
    if node.function in checker.scope.operations and is_of_values:
        return None
    raise call.without_rows()


@dataclass(slots=True)
class _GatheringCall:
    checker: "Checker"
    node: Call
    arguments: list[Syntax]
    named: dict[str, Syntax]

    def source(self) -> str | None:
        """Which rows are meant: the name of a source, empty for those of the group, None for none."""
        scope = self.checker.scope
        names = [name for part in (*self.arguments, *self.named.values()) for name in own_names(part)]
        mentioned = {holder for name in names if (holder := source_of(name, scope.sources))}
        own = {*scope.names, *(scope.rows.names if scope.rows is not None else ())}
        apart = [name for name in names if name.name not in own and source_of(name, scope.unreachable)]
        if apart and not mentioned:
            # Records that nothing leads to but the records of one source, as from a list of who led to who they are.
            knowing = [one for one, known in scope.sources.items() if all(name.name in known for name in apart)]
            mentioned = set(knowing) if len(knowing) == 1 else mentioned
        for name in apart:
            if not any(name.name in scope.sources[one] for one in mentioned):
                why = scope.unreachable[source_of(name, scope.unreachable)]
                raise self.checker.wrong("unreachable_rows", why, name.span)
        for source in mentioned:
            # Of several, the one whose rows know the names of the others.
            known = {source_of(Name(one, self.node.span), mentioned) for one in scope.sources[source]}
            if mentioned <= known | {source}:
                return source
        if mentioned:
            listed = " and ".join(f"`{one}`" for one in sorted(mentioned))
            raise self.wrong(f"the call looks at the rows of {listed}, which do not belong to each other")
        if scope.rows is None or self.is_of_group_values():
            return None
        for name in names:
            front = f"{name.name.partition('.')[0]}."
            if "." in name.name and any(source.startswith(front) for source in scope.sources):
                # No line of a sheet, but surely meant as one.
                hint = unknown_name_hint(name.name, scope)
                raise self.checker.wrong("unknown_name", f"there is no `{name.name[:60]}`", name.span, hint)
            if source := source_of(name, scope.rows.sources):
                made = f"count({source})" if name.name == source else f"sum({name.name})"
                message = f"the rows of the group are meant here, and `{source}` belong to each of them"
                hint = f"make a value a row of them first: `{self.node.function}({made})`"
                hint = hint if self.node.function != "count" else f"make a value a row of them first: `sum({made})`"
                raise self.checker.wrong("unreachable_rows", message, name.span, hint)
        return ""

    def is_of_group_values(self) -> bool:
        """Whether it is a function of values that the group has: `min(count(), 5)`, `join_text(values(kind))`."""
        scope = self.checker.scope
        if scope.rows is None or not self.arguments:
            return False
        if self.node.function == "join_text":
            return has_aggregate(self.arguments[0]) and self.kind(self.arguments[0], scope) == "list"
        if self.node.function not in OF_VALUES or len(self.arguments) < 2:
            return False
        if len(self.arguments) == 2 and is_condition(self.arguments[1]):
            return False
        if len(self.arguments) > 2 or any(has_aggregate(part) for part in self.arguments):
            return True
        return self.kind(self.arguments[1], scope.rows) not in {"boolean", ""}

    def kind(self, node: Syntax, scope: Scope) -> str:
        """What kind of value an argument is, where it is right; else empty."""
        try:
            return replace(self.checker, scope=scope, mistakes=[]).check(node).type.kind
        except MistakeFoundError:
            return ""

    def aggregate(self, aggregation: Aggregation, source: str) -> Checked:
        """One value of the rows of a source."""
        self.refuse_names([_WHERE, _EACH, *([_SEPARATED] if aggregation.name == "join_text" else [])])
        first = self.arguments[0] if self.arguments else None
        counts_rows = aggregation.name == "count" and isinstance(first, Name) and first.name == source
        values = self.arguments[1:] if counts_rows else list(self.arguments)
        option = self.separator(values) if aggregation.name == "join_text" else None
        where = self.named.get(_WHERE)
        if isinstance(first, Name) and first.name == source and source and not counts_rows:
            fitting = self.fitting(aggregation, source)
            hint = f"for instance `{aggregation.name}({fitting})`" if fitting else ""
            message = f"`{source}` are whole records; `{aggregation.name}` takes a value of theirs"
            raise self.checker.wrong("wrong_arguments", message, first.span, hint)
        most = 0 if counts_rows else aggregation.most
        if where is None and most is not None and len(values) == most + 1:
            # A condition may stand behind the value without its name.
            where = values.pop()
        if not (0 if counts_rows else aggregation.least) <= len(values) <= (len(values) if most is None else most):
            raise self.wrong(
                f"`{aggregation.name}` cannot take these arguments", f"it is written `{aggregation.signature}`"
            )
        inner = self.inner(source)
        condition = inner.condition_of(where, "the condition of the rows") if where is not None else None
        checked = tuple(inner.all(tuple(values)))
        result = aggregation.result(tuple(value.type for value in checked))
        if result is None:
            raise self.impossible(aggregation.name, aggregation, checked)
        if _EACH in self.named:
            shared = inner.check(self.named[_EACH])
            if shared.type.kind == "list":
                raise self.checker.wrong("wrong_type", "what counts once cannot be a list", shared.span)
            checked, aggregation = (*checked, shared), ONCE[aggregation.name]
        elif not source and aggregation.name == "sum" and (parent := _parent(checked[0], self.checker.scope.own)):
            message = f"`{parent}` is one value of many rows, and would be added once for each of them"
            hint = "`each=…` says what it is added once for; or give it a name in `let`, if it is to be added for every row"
            raise self.checker.wrong("counted_again", message, self.node.span, hint)
        return Aggregate(aggregation, source, checked, condition, option, result, self.node.span)

    def separator(self, values: list[Syntax]) -> Value:
        """What stands between texts; taken from the arguments if it is among them."""
        given = self.named.get(_SEPARATED)
        if given is None and len(values) > 1 and isinstance(values[1], Literal):
            given = values.pop(1)
        if given is None:
            return _SEPARATOR
        if not isinstance(given, Literal) or not isinstance(given.value, str):
            raise self.checker.wrong("not_a_literal", "a written text is needed between the texts", given.span)
        return given.value

    def inner(self, source: str) -> "Checker":
        """A checker for what is computed for each of the rows."""
        scope = self.checker.scope
        if not source and scope.rows is not None:
            return replace(self.checker, scope=scope.rows)
        names = {**scope.names, **scope.sources[source]}
        inner = replace(scope, names=names, sources={}, rows=None, windows=False, inside=self.node.function)
        return replace(self.checker, scope=inner)

    def window(self, function: WindowFunction) -> Checked:
        """A value that hangs on the other rows."""
        if not self.checker.scope.windows:
            message = f"`{function.name}` looks at other rows, which cannot be done here"
            hint = "a value of `let`, a condition of `keep`, a column or a rule of rows can do it"
            if outer := self.checker.scope.inside:
                message = f"`{function.name}` cannot stand inside of `{outer}`"
                hint = "give it a name in `let`, and use the name here"
            raise self.checker.wrong("misplaced_window", message, self.node.span, hint)
        self.refuse_names([_WHERE, *([_ORDER, _DESCENDING] if function.is_ordered else [])])
        inner = replace(self.checker, scope=replace(self.checker.scope, windows=False, inside=function.name))
        checked = inner.all(tuple(self.arguments))
        where = inner.condition_of(self.named[_WHERE], "the condition of the rows") if _WHERE in self.named else None
        order = inner.check(self.named[_ORDER]) if _ORDER in self.named else None
        values, keys = tuple(checked[: function.values]), tuple(checked[function.values :])
        if len(values) < function.values:
            raise self.wrong(f"`{function.name}` cannot take these arguments", f"it is written `{function.signature}`")
        for one in (*keys, *((order,) if order is not None else ())):
            if one.type.kind == "list":
                hint = "`join_text(list, ',')` makes a text of it"
                raise self.checker.wrong("wrong_type", "a list can be neither a key nor an order", one.span, hint)
        result = function.result
        if function.aggregation is not None:
            result = function.aggregation.result(tuple(value.type for value in values))
        if result is None and function.aggregation is not None:
            raise self.impossible(function.name, function.aggregation, values)
        if result is None:
            raise self.wrong(f"`{function.name}` cannot take these arguments", f"it is written `{function.signature}`")
        return Window(
            function.name,
            function.aggregation,
            values,
            keys,
            where,
            order,
            self.descends(),
            None,
            result,
            self.node.span,
        )

    def descends(self) -> bool:
        given = self.named.get(_DESCENDING)
        if given is None:
            return False
        if not isinstance(given, Literal) or not isinstance(given.value, bool):
            raise self.checker.wrong("not_a_literal", "`descending` is `true` or `false`", given.span)
        return given.value

    def without_rows(self) -> Exception:
        """What is said of an aggregate that names no rows, where there is no group."""
        scope = self.checker.scope
        names = [name for part in (*self.arguments, *self.named.values()) for name in own_names(part)]
        unknown = [name for name in names if name.name not in scope.names and not self.is_parent(name)]
        for name in unknown:
            hint = unknown_name_hint(name.name, scope)
            self.checker.wrong("unknown_name", f"there is no `{name.name[:60]}`", name.span, hint)
        if unknown:
            return MistakeFoundError()
        function = self.node.function
        message = f"`{function}` looks at many rows, and it is not said at which"
        if parent := next((name.name.partition(".")[0] for name in names if self.is_parent(name)), ""):
            field = next(one for one in scope.names if one.startswith(f"{parent}."))
            return self.wrong(message, f"a row belongs to one of `{parent}` only: write `{field}` by itself")
        if scope.windows and f"{function}_over" in WINDOWS:
            call = f"{function}_over({names[0].name}, …)" if names and WINDOWS[f"{function}_over"].values else ""
            return self.wrong(message, f"over other rows it is `{call or f'{function}_over(key, …)'}`{self.example()}")
        return self.wrong(message, self.example().removeprefix("; "))

    def example(self) -> str:
        """The same call over related records, if there are any."""
        function, sources = self.node.function, self.checker.scope.sources
        for source in sources:
            if example := source if function == "count" else self.fitting(AGGREGATES[function], source):
                return f"; over related records for instance `{function}({example})`"
        if why := self.checker.scope.unreachable.get(""):
            return f"; {why}"
        return "" if sources else "; records can be related to a row by `belongs_to`"

    def is_parent(self, name: Name) -> bool:
        """Whether it is an input that rows belong to, or a field of it."""
        names = self.checker.scope.names
        return name.name not in GIVEN_TYPES and any(
            one.startswith(f"{name.name}.") or (one == name.name and "." in one) for one in names
        )

    def fitting(self, aggregation: Aggregation, source: str) -> str:
        """A value of a source that the aggregation can be made of; for conditions a beginning of one."""
        names = self.checker.scope.sources.get(source, {})
        found = next((name for name, of in names.items() if aggregation.result((of,)) is not None), "")
        if not found and aggregation.result((BOOLEAN,)) == BOOLEAN:
            found = next((f"{name} > …" for name, of in names.items() if of.kind == "integer"), "")
        return found

    def impossible(self, name: str, aggregation: Aggregation, values: Sequence[Checked]) -> MistakeFoundError:
        found = ", ".join(str(value.type) for value in values)
        hint = COMPARE_HINT if aggregation.result((BOOLEAN,)) == BOOLEAN else ""
        if aggregation.name == "join_text":
            hint = "`text(…)` makes a text of it"
        return self.wrong(f"found `{name}({found})`; {allowed_values(name, aggregation)}", hint)

    def refuse_names(self, known: list[str]) -> None:
        for name, value in self.node.named:
            if name not in known:
                message = f"`{self.node.function}` has no argument called `{name}`"
                raise self.checker.wrong("bad_argument", message, value.span, unknown_argument_hint(name, known))

    def wrong(self, message: str, hint: str = "") -> MistakeFoundError:
        return self.checker.wrong("wrong_arguments", message, self.node.span, hint)


def _parent(value: Checked, own: Collection[str]) -> str:
    """A value of what rows belong to, if nothing of the rows themselves is in the expression; else empty.

    `own` are names with dots that are values of the rows themselves all the same.
    """
    names = [name for name in _read(value) if name not in GIVEN_TYPES]
    return names[0] if names and all("." in name and name not in own for name in names) else ""


def _read(node: Checked) -> Iterator[str]:
    """The names of an expression; an aggregate in it is a value of the row."""
    if isinstance(node, Reference):
        yield node.name
    elif isinstance(node, Aggregate):
        yield ""
    else:
        for child in children(node):
            yield from _read(child)
