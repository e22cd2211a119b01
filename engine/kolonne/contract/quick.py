"""`dataclass`, as in the standard library, but quick to make: what a class needs is compiled when it is worth it.

The standard library compiles six functions for each frozen dataclass while its module is imported, which for all of
kolonne's was more than a tenth of a second at every start. Here comparing, hashing, showing and refusing to change are
functions that all classes share, and `__init__` is compiled when a class turns out to have many instances: most have a
few. Everything else is the standard library's: `fields`, `replace`, `match`, and to type checkers it is that decorator
itself.
"""

import dataclasses
from collections.abc import Callable, Iterable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

T = TypeVar("T")
_MISSING = dataclasses.MISSING
_put = object.__setattr__
#: To compile `__init__` takes as long as to make so many instances without.
_FEW = 50

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type[T]], type[T]]:
        """Decorate a class without dataclasses among its bases; with the defaults of the standard library for the rest."""
        return lambda cls: _made(cls, frozen=frozen, slots=slots)


def _made(cls: Any, *, frozen: bool, slots: bool) -> Any:
    own = set(cls.__dict__)
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # or the standard library would look at the signature, to write it here
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    made.__dataclass_params__.init = made.__dataclass_params__.repr = made.__dataclass_params__.eq = True
    made.__dataclass_params__.frozen = frozen
    methods: dict[str, Any] = {"__init__": _first_init(made), "__repr__": _repr, "__eq__": _eq_of(made)}
    if frozen:
        methods |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete, "__hash__": _hash_of(made)}
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _restore}
    else:
        methods["__hash__"] = None
    for name, method in methods.items():
        # `__hash__` of a class that defines `__eq__` is there and None, unless it says otherwise.
        if name not in own or (name == "__hash__" and cls.__dict__.get(name) is None):
            setattr(made, name, method)
    return made


def _first_init(cls: Any) -> Any:
    """An `__init__` that needs no compiling, for the first few instances."""
    fields: tuple[dataclasses.Field[Any], ...] = ()
    names: list[str] = []
    left = _FEW

    def __init__(self: Any, *args: Any, **named: Any) -> None:  # noqa: N807 - it is one
        nonlocal fields, names, left
        if left == _FEW:
            fields = dataclasses.fields(cls)
            names = [field.name for field in fields if field.init and not field.kw_only]
        left -= 1
        given = dict(zip(names, args, strict=False)) | named
        values = _values(fields, given)
        # What is wrong with the arguments is told by the one that is compiled.
        if left < 0 or values is None or len(given) < len(args) + len(named):
            compiled = _init_of(cls)
            compiled.__qualname__ = f"{cls.__qualname__}.__init__"
            cls.__init__ = compiled
            compiled(self, *args, **named)
            return
        for name, value in values.items():
            _put(self, name, value)
        if hasattr(cls, "__post_init__"):
            self.__post_init__()

    return __init__


def _values(fields: Iterable[dataclasses.Field[Any]], given: dict[str, Any]) -> dict[str, Any] | None:
    """Field by field what an instance holds; None where it cannot be made of that."""
    found: dict[str, Any] = {}
    taken = 0
    for field in fields:
        if field.init and field.name in given:
            found[field.name] = given[field.name]
            taken += 1
        elif field.default is not _MISSING:
            found[field.name] = field.default
        elif field.default_factory is not _MISSING:
            found[field.name] = field.default_factory()
        elif field.init:
            return None
    return found if taken == len(given) else None


def _init_of(cls: type[Any]) -> Any:
    """The `__init__` of the standard library, written out."""
    known: dict[str, Any] = {"_put": _put, "_MISSING": _MISSING}
    plain, by_name, lines = ["self"], list[str](), list[str]()
    frozen = cls.__dataclass_params__.frozen
    for field in dataclasses.fields(cls):
        value = name = field.name
        default = ""
        if field.default_factory is not _MISSING:
            known[f"_make_{name}"] = field.default_factory
            value = f"_make_{name}() if {name} is _MISSING else {name}" if field.init else f"_make_{name}()"
            default = " = _MISSING"
        elif field.default is not _MISSING:
            known[f"_default_{name}"] = field.default
            value = name if field.init else f"_default_{name}"
            default = f" = _default_{name}"
        elif not field.init:
            continue
        if field.init:
            (by_name if field.kw_only else plain).append(name + default)
        lines.append(f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    arguments = ", ".join([*plain, *(["*", *by_name] if by_name else [])])
    body = "\n  ".join(lines or ["pass"])
    exec(f"def __init__({arguments}):\n  {body}", known)  # noqa: S102 - names of fields, which are Python's own
    return known["__init__"]


def _eq_of(cls: type[Any]) -> Any:
    values = _values_of([field.name for field in dataclasses.fields(cls) if field.compare])

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - it is one
        if other.__class__ is self.__class__:
            return bool(values(self) == values(other))
        return NotImplemented

    return __eq__


def _hash_of(cls: type[Any]) -> Any:
    found = dataclasses.fields(cls)
    values = _values_of([field.name for field in found if (field.compare if field.hash is None else field.hash)])

    def __hash__(self: Any) -> int:  # noqa: N807 - it is one
        return hash(values(self))

    return __hash__


def _values_of(names: list[str]) -> Callable[[Any], Any]:
    if len(names) > 1:
        return attrgetter(*names)
    if not names:
        return lambda _: ()
    name = names[0]
    return lambda thing: (getattr(thing, name),)


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_set(self: Any, name: str, value: object) -> None:  # noqa: ARG001 - the protocol's arguments
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: Any, name: str) -> None:  # noqa: ARG001 - the protocol's arguments
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        _put(self, field.name, value)
