"""Complaints: the words for what is wrong with an expression."""

from collections.abc import Mapping, Sequence

from kolonne.expressions.aggregates import AGGREGATES
from kolonne.expressions.aggregation import Aggregation
from kolonne.expressions.checked import Checked, Constant
from kolonne.expressions.notation import CHOICE_HINT
from kolonne.expressions.operations import Lists, Operation, Overload
from kolonne.expressions.scope import FORMS, Scope, near_hint
from kolonne.expressions.types import ValueType
from kolonne.expressions.windows import WINDOWS

FORM_HINTS = {
    "coalesce": "`coalesce(x, y, …)` takes the first value that is not blank",
    "if_": "`if_(condition, then, otherwise)`",
    "case": "`case(condition, value, condition, value, …, otherwise)`",
    "as_of": "`as_of(parameter, day)` takes the value that a dated parameter has on a day",
}
#: What functions are called in spreadsheets, and here.
_SPREADSHEET = {
    "if": "if_", "hvis": "if_", "viss": "if_", "dersom": "if_", "avrund": "round", "lengde": "length", "len": "length", "store": "upper", "små": "lower",
    "deltekst": "mid", "venstre": "left", "høyre": "right", "erstatt": "replace", "heltall": "floor", "størst": "max",
    "minst": "min", "ertom": "blank", "isblank": "blank", "dato": "date", "år": "year", "måned": "month", "dag": "day",
    "trimme": "trim", "absolutt": "abs", "substring": "mid", "switch": "case", "ifs": "case", "substitute": "replace",
    "antall": "count", "tell": "count", "summen": "sum", "maks": "max", "største": "max", "minste": "min",
    "minimum": "min", "maximum": "max", "første": "first", "alle": "all", "noen": "any", "unike": "count_distinct",
    "antallunike": "count_distinct", "countunique": "count_distinct", "unique": "count_distinct", "distinct": "count_distinct",
    "tekstjoin": "join_text", "rang": "rank", "rangering": "rank", "firstof": "is_first",
    "countby": "count_over", "sumby": "sum_over", "minby": "min_over", "maxby": "max_over",
    "proper": "title", "rensk": "clean", "value": "number", "verdi": "number", "tall": "number", "tekst": "text", "summer": "sum",
    "textjoin": "join_text", "concatenate": "join_text", "concat": "join_text", "textsplit": "split", "regexextract": "extract",
    "regextest": "matches", "datoverdi": "parse_date", "datevalue": "parse_date", "datodiff": "days_between",
    "dager": "days_between", "datedif": "months_between", "edate": "add_months", "eomonth": "end_of_month",
    "månedsslutt": "end_of_month", "ukedag": "weekday", "ukenr": "iso_week", "weeknum": "iso_week", "isoukenr": "iso_week",
    "klokkeslett": "time", "minutt": "minute", "sorter": "sort", "unik": "unique", "indeks": "item", "index": "item",
    "prosent": "percent", "alder": "age_on", "kvartal": "quarter", "rundned": "floor", "rundopp": "ceil", "avrundned": "floor",
    "avrundopp": "ceil",
}  # fmt: skip
_CELL = frozenset(("cell", "celle", "verdi", "cella"))
#: What has no name of its own here, and how it is written.
_WRITTEN = {
    **dict.fromkeys(("snitt", "gjennomsnitt", "average", "avg", "mean"), "an average is written `sum(x) / count(x)`"),
    **dict.fromkeys(
        ("countif", "countifs", "antallhvis", "tellhvis", "antallhvissett"),
        "a condition stands behind the rows: `count(rows, condition)`",
    ),
    **dict.fromkeys(
        ("sumif", "sumifs", "summerhvis", "summerhvissett"),
        "a condition stands behind the value: `sum(value, condition)`",
    ),
}
#: Other words for named arguments.
_ARGUMENTS = {
    **dict.fromkeys(("hvor", "der", "hvis", "når", "nar", "if_", "filter", "when", "condition"), "where"),
    **dict.fromkeys(("synkende", "desc", "reverse", "fallende"), "descending"),
    **dict.fromkeys(("by", "sort", "sorter", "order_by", "etter", "rekkefølge"), "order"),
    **dict.fromkeys(("sep", "skille", "skilletegn"), "separator"),
}
_WORDS = {"sant": "true", "sann": "true", "ja": "true", "usant": "false", "usann": "false", "nei": "false"}
COMPARE_HINT = "compare it with something: `x == …`, `x > …`, `present(x)`"
_TYPES = (
    *(ValueType(kind) for kind in ("text", "integer", "number")),
    ValueType("decimal", scale=2),
    *(ValueType(kind) for kind in ("boolean", "date", "time", "datetime")),
)
_COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))


def a_kind(of: ValueType) -> str:
    """The type with its article."""
    return "a blank" if of.kind == "blank" else f"{'an' if of.kind == 'integer' else 'a'} {of}"


def clash(one: ValueType, other: ValueType, where: str) -> tuple[str, str]:
    """Code and message for values that ought to be of one type."""
    if {one.kind, other.kind} == {"number", "decimal"}:
        message = f"{where} mix an exact decimal with a number that is not exact ({one}, {other})"
        return "float_and_decimal", message
    return "mixed_types", f"{where} are of different types: {one} and {other}"


def unknown_name_hint(name: str, scope: Scope) -> str:
    """What may have been meant by a name that does not exist."""
    if name.casefold() in _WORDS:
        return f"write `{_WORDS[name.casefold()]}`"
    if name in scope.operations or name in FORMS:
        return f"`{name}` is a function: write `{name}(…)`"
    if any(name in codes.labels for codes in scope.lists.codes.values()):
        return f"a text stands in quotes: `'{name}'`"
    before, _, after = name.partition(".")
    if name in scope.sources:
        return f"there may be many `{name}`: `count({name})` says how many"
    for source, names in scope.sources.items():
        if name in names:
            return f"there may be many `{source}`: say which is meant, as in `first({name})` or `count({source})`"
    if why := scope.unreachable.get(before):
        return why
    if inner := [known for known in (scope.rows or scope).names if known.startswith(f"{name}.")]:
        return f"`{name}` is named with what is in it, as in `{inner[0]}`"
    if before in scope.names and after in scope.operations:
        return f"functions are called by name: `{after}({before})`"
    inner = [one for source, names in scope.sources.items() if source.partition(".")[0] == before for one in names]
    if inner:
        return near_hint(name, inner)
    if name in _CELL and "value" in scope.names:
        return "did you mean `value`?"
    return _field_hint(name, scope) or near_hint(name, list(scope.names)) or near_hint(name, list(scope.sources))


def _field_hint(name: str, scope: Scope) -> str:
    """A field of other records that was named without them, or a value of rows where rows are looked at together."""
    if scope.rows is not None and name in scope.rows.names:
        return f"every row has its own `{name}`: say what is made of them, as in `first({name})` or `max({name})`"
    if full := next((other for other in scope.names if other.endswith(f".{name}")), ""):
        return f"did you mean `{full}`?"
    for source, names in scope.sources.items():
        if f"{source}.{name}" in names:
            return f"that is a field of `{source}`: say which is meant, as in `first({source}.{name})`"
        if full := next((other for other in names if other.endswith(f".{name}")), ""):
            return f"did you mean `{full}`?"
    return ""


def unknown_function_hint(name: str, scope: Scope) -> str:
    """What may have been meant by a function that does not exist."""
    known = [*(each for each in scope.operations if each.isidentifier()), *FORMS, *AGGREGATES, *WINDOWS]
    folded = name.casefold().replace("_", "")
    if folded in _WRITTEN:
        return _WRITTEN[folded]
    meant = _SPREADSHEET.get(folded, "")
    if meant == "if_":
        return CHOICE_HINT
    return f"did you mean `{meant}`?" if meant in known else near_hint(name, known)


def unknown_argument_hint(name: str, known: list[str]) -> str:
    """What may have been meant by a named argument that a function does not have."""
    if (meant := _ARGUMENTS.get(name.casefold(), "")) in known:
        return f"did you mean `{meant}`?"
    listed = ", ".join(f"`{one}`" for one in known)
    return near_hint(name, known) or f"allowed {'are' if known[1:] else 'is'} {listed}"


def allowed_values(name: str, aggregation: Aggregation) -> str:
    """What an aggregation can be made of."""
    kinds = [of.kind for of in _TYPES if aggregation.result((of,)) is not None]
    listed = ", ".join(f"`{name}({kind})`" for kind in kinds)
    return f"{'allowed are' if kinds[1:] else 'allowed is'} {listed}"


def unknown_code_hint(value: str, labels: dict[str, str]) -> str:
    """The code whose label was written, or one that is written nearly so."""
    meant = next((code for code, label in labels.items() if label.casefold() == value.casefold()), "")
    return f"that is a label; the code is `{meant}`" if meant else near_hint(value, list(labels))


def unknown_codes(one: Checked, other: Checked, lists: Lists) -> list[tuple[str, str]]:
    """Message and hint for each written code that the list of the other side does not have."""
    known = lists.codes.get(one.type.codes)
    if known is None or not isinstance(other, Constant):
        return []
    values = other.value if isinstance(other.value, tuple) else (other.value,)
    wrong = [value for value in values if isinstance(value, str) and value not in {*known.labels, "not_counted"}]
    labels = dict(known.labels)
    return [(f"`{known.id}` has no code `{value}`", unknown_code_hint(value, labels)) for value in wrong]


def mismatch(operation: Operation, arguments: Sequence[Checked], named: Mapping[str, Checked]) -> tuple[str, str, str]:
    """Code, message and hint for a call that fits no overload."""
    types = [argument.type for argument in arguments]
    name = operation.name
    if name.isidentifier() and name not in {"in", "negative", "not"}:
        return _wrong_call(operation, [*map(str, types), *(f"{key}: {each.type}" for key, each in named.items())])
    if len(types) == 2 and {of.kind for of in types} == {"number", "decimal"}:
        return *clash(types[0], types[1], f"the sides of `{name}`"), "give the field the type `decimal`"
    found = _operators(name, [str(of) for of in types])
    if name == "not":
        return "not_a_condition", f"found `{found}`; what follows `not` must be true or false", COMPARE_HINT
    if name in _COMPARISONS:
        return "wrong_operands", f"found `{found}`; both sides must be of the same type", _conversion(types)
    allowed = ", ".join(f"`{_operators(name, _words(overload))}`" for overload in operation.overloads)
    if name in {"in", "not in"}:
        return "wrong_operands", f"found `{found}`; a list of such values is needed", "a list is written `['a', 'b']`"
    hint = _days([of.kind for of in types], name) or (_conversion(types) if name == "+" else "")
    return "wrong_operands", f"found `{found}`; allowed are {allowed}", hint


def _wrong_call(operation: Operation, found: Sequence[str]) -> tuple[str, str, str]:
    name = operation.name
    forms = [f"`{name}({', '.join(_words(overload))})`" for overload in operation.overloads]
    counts = sorted({len(overload.parameters) for overload in operation.overloads})
    least = min(
        sum(not parameter.optional and not parameter.repeated for parameter in overload.parameters)
        for overload in operation.overloads
    )
    repeats = any(parameter.repeated for overload in operation.overloads for parameter in overload.parameters)
    allowed = f"{'allowed is' if len(forms) == 1 else 'allowed are'} {', '.join(forms)}"
    if len(found) < least or (len(found) > counts[-1] and not repeats):
        return "wrong_arguments", f"`{name}` has {len(found)} argument{'s' * (len(found) != 1)}; {allowed}", ""
    return "wrong_arguments", f"found `{name}({', '.join(found)})`; {allowed}", ""


def _operators(name: str, words: list[str]) -> str:
    if len(words) > 1:
        return f" {name} ".join(words)
    return f"-{words[0]}" if name == "negative" else f"{name} {words[0]}"


def _words(overload: Overload) -> list[str]:
    return [f"{each}{', …' if each.repeated else ''}" for each in overload.parameters]


def _days(kinds: list[str], name: str) -> str:
    """What takes the place of reckoning with dates."""
    if name == "-" and kinds == ["date", "date"]:
        return "`days_between(first, last)` counts the days"
    if (name == "+" and sorted(kinds) == ["date", "integer"]) or (name == "-" and kinds == ["date", "integer"]):
        return (
            "`add_days(date, n)` gives the day n days later"
            if name == "+"
            else "`add_days(date, -n)` gives the day n days before"
        )
    return ""


def _conversion(types: Sequence[ValueType]) -> str:
    kinds = {of.kind for of in types}
    if kinds == {"boolean", "text"}:
        return "it is true or false by itself: `x`, `not x`"
    if kinds == {"date", "text"}:
        return "`date('2025-01-31')` makes a date of a text"
    if kinds == {"integer", "text"}:
        return "`integer(…)` makes an integer of a text, `text(…)` a text of an integer"
    return "`text(…)` makes a text of a decimal" if kinds == {"decimal", "text"} else ""
