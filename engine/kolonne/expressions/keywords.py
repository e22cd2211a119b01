"""Keywords: arguments that a call gives by their names, and those it leaves out."""

from collections.abc import Mapping, Sequence

from kolonne.contract import Span
from kolonne.expressions.checked import Checked, Constant
from kolonne.expressions.mistake import Mistake
from kolonne.expressions.nodes import Call
from kolonne.expressions.operations import Operation, Overload
from kolonne.expressions.scope import near_hint
from kolonne.expressions.types import type_of


def arranged(
    overload: Overload, given: Sequence[Checked], named: Mapping[str, Checked], span: Span
) -> list[Checked] | None:
    """The arguments in the order of the parameters; None where the overload has no place for one of them."""
    rest = overload.parameters[len(given) :]
    if not named.keys() <= {parameter.name for parameter in rest}:
        return None
    found = list(given)
    left = len(named)
    for parameter in rest:
        if parameter.name in named:
            found.append(named[parameter.name])
            left -= 1
        elif parameter.default is not None:
            found.append(Constant(parameter.default, type_of(parameter.default), span))
        else:
            break
    return found if left == 0 else None


def wrong_names(operation: Operation, node: Call) -> list[Mistake]:
    """What is wrong with the names of a call's arguments."""
    known = dict.fromkeys(each.name for overload in operation.overloads for each in overload.parameters if each.name)
    found: list[Mistake] = []
    seen = _placed(operation, len(node.arguments))
    for name, value in node.named:
        if name not in known:
            hint = near_hint(name, list(known)) or _allowed(list(known))
            message = f"`{operation.name}` has no argument called `{name[:60]}`"
            found.append(Mistake("bad_argument", message, value.span, hint))
        elif name in seen:
            message = f"`{operation.name}` is given `{name}` twice"
            found.append(Mistake("bad_argument", message, value.span))
        seen.add(name)
    return found


def _placed(operation: Operation, count: int) -> set[str]:
    """Names that the first arguments take, whatever is meant."""
    taken = [{each.name for each in overload.parameters[:count]} for overload in operation.overloads]
    return set.intersection(*taken)


def _allowed(names: list[str]) -> str:
    return f"it has {', '.join(f'`{name}`' for name in names)}" if names else "give the arguments in order"
