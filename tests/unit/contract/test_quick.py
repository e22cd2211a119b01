"""`quick.dataclass` against the standard library's."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from typing import Any

import pytest

from kolonne.contract import quick


def _plain(dataclass: Callable[..., Any]) -> Any:
    @dataclass(frozen=True, slots=True)
    class Thing:
        """A thing."""

        name: str
        size: int = 3
        parts: list[int] = field(default_factory=list, hash=False)
        note: str = field(default="", compare=False, repr=False)
        fixed: int = field(default=7, init=False)
        fresh: dict[str, int] = field(default_factory=dict, init=False, compare=False)
        last: str = field(default="z", kw_only=True)

    return Thing


def _changing(dataclass: Callable[..., Any]) -> Any:
    @dataclass(slots=True)
    class Thing:
        name: str
        size: int = 3
        double: int = field(init=False)

        def __post_init__(self) -> None:
            self.double = 2 * self.size

    return Thing


def _loose(dataclass: Callable[..., Any]) -> Any:
    @dataclass(frozen=True)
    class Thing:
        name: str

        def __repr__(self) -> str:
            return f"<{self.name}>"

        def __hash__(self) -> int:
            return 1

    return Thing


def _empty(dataclass: Callable[..., Any]) -> Any:
    @dataclass(frozen=True, slots=True)
    class Thing:
        """Nothing."""

    return Thing


def _told(make: Callable[[], Any]) -> object:
    try:
        return repr(make()).replace("_quick", "").replace("_standard", "")
    except (TypeError, AttributeError) as error:
        return type(error), str(error).rpartition(".")[2]


def _set(thing: Any) -> Any:
    thing.name = "b"
    return thing


def _delete(thing: Any) -> Any:
    del thing.name
    return thing


def _inside_itself(thing: Any) -> Any:
    thing.parts.append(thing)
    return thing


_DEEDS: dict[str, Callable[[Any], Any]] = {
    "by position": lambda of: of("a", 4),
    "by name": lambda of: of(name="a", size=5),
    "twice": lambda of: [of("a"), of("b")],
    "all": lambda of: of("a", 4, [1], "n", last="y"),
    "nothing": lambda of: of(),
    "too much": lambda of: of("a", 1, [], "", 5, 6, 7, 8),
    "unknown": lambda of: of("a", nothing=1),
    "equal": lambda of: (of("a") == of("a"), of("a") == of("b"), of("a") != of("a"), of("a") == "a"),
    "not compared": lambda of: of("a", note="x") == of("a", note="y"),
    "hash": lambda of: (hash(of("a")) == hash(of("a")), len({of("a"), of("a"), of("b")})),
    "set": lambda of: _set(of("a")),
    "delete": lambda of: _delete(of("a")),
    "replace": lambda of: dataclasses.replace(of("a"), name="c"),
    "fields": lambda of: [(one.name, one.init, one.compare) for one in dataclasses.fields(of)],
    "as a dictionary": lambda of: dataclasses.asdict(of("a")),
    "match": lambda of: of.__match_args__,
    "copy": lambda of: (copy.copy(of("a")), copy.deepcopy(of("a"))),
    "fresh": lambda of: of("a").parts is of("a").parts,
    "defaults": lambda of: (of.size, of("a").fixed),
    "itself": lambda of: _inside_itself(of("a")),
}


@pytest.mark.parametrize("deed", _DEEDS)
@pytest.mark.parametrize("kind", [_plain, _changing, _loose, _empty], ids=lambda kind: kind.__name__[1:])
@pytest.mark.parametrize("few", [0, 50], ids=["compiled", "not compiled"])
def test_it_does_what_the_standard_library_does(
    kind: Callable[..., Any], deed: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making, comparing, hashing, showing, changing, copying and refusing: value and kind of error are the same."""
    monkeypatch.setattr(quick, "_FEW", few)
    quick_one, standard = kind(quick.dataclass), kind(dataclasses.dataclass)
    assert _told(lambda: _DEEDS[deed](quick_one)) == _told(lambda: _DEEDS[deed](standard))


@quick.dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    parts: tuple[int, ...] = ()


def test_it_can_be_pickled() -> None:
    """A frozen instance goes through a pickle, as it does to a child process."""
    assert pickle.loads(pickle.dumps(_Kept("a", (1, 2)))) == _Kept("a", (1, 2))  # noqa: S301


def test_what_plugins_derive_is_as_frozen() -> None:
    """A frozen dataclass of the standard library may have one of these as its base, and an unfrozen one may not."""

    @dataclasses.dataclass(frozen=True)
    class Derived(_Kept):
        more: int = 0

    assert Derived("a", (), 2) == Derived("a", more=2)
    with pytest.raises(TypeError, match="cannot inherit non-frozen dataclass from a frozen one"):
        dataclasses.dataclass(type("Loose", (_Kept,), {}))


def test_init_is_compiled_once() -> None:
    """It is compiled for a class that has many instances, and stays."""
    made = _plain(quick.dataclass)
    before = made.__init__
    for _ in range(50):
        made("a")
    assert made.__init__ is before
    made("a")
    assert made.__init__ is not before
    assert made.__init__.__qualname__.endswith("Thing.__init__")
    after = made.__init__
    made("b")
    assert made.__init__ is after
