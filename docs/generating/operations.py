"""docs/reference/operations.md: the table of operations, and the forms beside it."""

import json
from decimal import Decimal

from generating import aggregates
from generating.forms import FORM_PAGES
from generating.markdown import block, generated, heading, joined, table
from kolonne.expressions import BUILT_IN, FORMS, Operation
from kolonne.expressions.operations import Example, Overload, Parameter

_TITLES = {
    "arithmetic": "Arithmetic",
    "comparison": "Comparison",
    "logic": "Logic and blanks",
    "text": "Text",
    "conversion": "Conversions",
    "numbers": "Numbers",
    "dates": "Dates and times",
    "lists": "Lists",
    "identifiers": "Identifiers",
    "coarsening": "Coarsening",
    "codes": "Codes",
    "rows": "Rows",
}
_ANCHORS = {
    "+": "plus", "-": "minus", "*": "times", "/": "divided", "//": "floor-divided", "%": "remainder", "**": "power",
    "==": "equal", "!=": "not-equal", "<": "less", "<=": "at-most", ">": "greater", ">=": "at-least", "in": "in",
    "not in": "not-in", "not": "not", "negative": "negative",
}  # fmt: skip
_INTRODUCTION = """\
Everything that an expression can do. The guide [Expressions](../guide/expressions.md) tells how they work together.

How signatures are read: `[…]` may be left out, and `=` says what stands for it then; `…` may be repeated; *written* means
that the value must stand in the expression itself and cannot be computed. An argument may be given by its name, which stands
before the `:`, or is that of its type: `round(x, places=2)`. An integer fits wherever a number or a decimal is wanted. Where nothing else is
said, **a blank operand makes the answer blank**, and nothing fails. An example that shows `fails:` leaves its cell blank
and is recorded with the row; the codes stand under [failures](problems.md#failures)."""


def page() -> str:
    """The whole page."""
    if set(FORM_PAGES) - {"and", "or", "x if c else y"} != set(FORMS):
        raise ValueError(f"generating/forms.py documents {sorted(FORM_PAGES)}, but the forms are {sorted(FORMS)}")
    groups = dict.fromkeys(operation.group for operation in BUILT_IN.values())
    blocks = [
        generated("the tables of operations, of aggregates and of functions over other rows"),
        heading(1, "Operations"),
        _INTRODUCTION,
        _contents(list(groups)),
        heading(2, "Forms", "forms"),
        "They do not look at what they do not take: a failure in a branch that is not taken does not exist.",
    ]
    blocks += [piece for name, (doc, shown) in FORM_PAGES.items() for piece in _form(name, doc, shown)]
    for group in groups:
        blocks.append(heading(2, _TITLES.get(group, group.capitalize()), f"group-{group}"))
        blocks += [piece for operation in _of(group) for piece in _operation(operation)]
    return joined([*blocks, *aggregates.pieces()])


def anchor(name: str) -> str:
    """The anchor of an operation."""
    return f"op-{_ANCHORS.get(name, name)}"


def _of(group: str) -> list[Operation]:
    return [operation for operation in BUILT_IN.values() if operation.group == group]


def _contents(groups: list[str]) -> str:
    rows = [
        (
            f"[{_TITLES.get(group, group.capitalize())}](#group-{group})",
            " · ".join(_link(one.name) for one in _of(group)),
        )
        for group in groups
    ]
    forms = " · ".join(f"[`{name}`](#{_form_anchor(name)})" for name in FORM_PAGES)
    return table(("group", "operations"), [("[Forms](#forms)", forms), *rows, *aggregates.contents()])


def _link(name: str) -> str:
    return f"[`{name}`](#{anchor(name)})"


def _form_anchor(name: str) -> str:
    return f"form-{name.replace(' ', '-')}"


def _form(name: str, doc: str, shown: tuple[Example, ...]) -> list[str]:
    return [heading(3, f"`{name}`", _form_anchor(name)), doc, _examples(shown)]


def _operation(operation: Operation) -> list[str]:
    signatures = [signature(operation.name, overload) for overload in operation.overloads]
    return [
        heading(3, f"`{operation.name}`", anchor(operation.name)),
        operation.doc,
        block("text", "\n".join(dict.fromkeys(signatures))),
        _blanks(operation),
        _coarsening(operation),
        _examples(operation.examples),
    ]


def _blanks(operation: Operation) -> str:
    if any(overload.sees_blanks for overload in operation.overloads):
        return "Blanks: it looks at blanks too, and its answer is never blank."
    return "Blanks: a blank operand makes the answer blank." if operation.name.isidentifier() else ""


def _coarsening(operation: Operation) -> str:
    return "Coarsens: what it makes of a personal value is no longer personal." if operation.coarsens else ""


def signature(name: str, overload: Overload) -> str:
    """`left(text, integer) → text`, or `integer + integer → integer`."""
    words = [_parameter(parameter) for parameter in overload.parameters]
    result = overload.signature.partition("->")[2].strip()
    shown = "decimal" if result.startswith("decimal(") else {"same": "the same"}.get(result, result)
    if name == "negative":
        return f"-{words[0]} → {shown}"
    if name == "not":
        return f"not {words[0]} → {shown}"
    if not name.isidentifier() or name == "in":
        return f"{f' {name} '.join(words)} → {shown}"
    required = [word for word, of in zip(words, overload.parameters, strict=True) if not (of.optional or of.repeated)]
    rest = "".join(
        f"[, {word}{', …' if of.repeated else ''}]"
        for word, of in zip(words, overload.parameters, strict=True)
        if of.optional or of.repeated
    )
    return f"{name}({', '.join(required)}{rest}) → {shown}"


def _parameter(parameter: Parameter) -> str:
    kind = {"any": "value", "same": "value"}.get(parameter.kind, parameter.kind)
    kind = f"{kind}({parameter.item})" if parameter.item else kind
    shown = f"written {kind}" if parameter.literal else kind
    named = f"{parameter.name}: {shown}" if parameter.name and parameter.name != shown else shown
    return named if parameter.default is None else f"{named} = {json.dumps(parameter.default)}"


def _examples(examples: tuple[Example, ...]) -> str:
    if not examples:
        return ""
    width = max(len(example.expression) for example in examples)
    lines = [f"{example.expression:<{width}}  → {_outcome(example)}" for example in examples]
    return block("kolonne", "\n".join(lines))


def _outcome(example: Example) -> str:
    if example.fault:
        return f"fails: {example.fault}"
    if isinstance(example.value, Decimal):
        return f"{example.value:f}"
    return "blank" if example.value is None else json.dumps(example.value, ensure_ascii=False)
