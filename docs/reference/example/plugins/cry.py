"""An example of a plugin that brings what another one brings, too."""
# ruff: noqa: INP001 - a module that a test hands over

from collections.abc import Sequence

from kolonne.hookspecs import Operation, hookimpl, scalar_operation


@hookimpl
def kolonne_organisations() -> Sequence[str]:
    """The organisation of the reference's example."""
    return ("demo",)


@hookimpl
def kolonne_operations() -> Sequence[Operation]:
    """`shout(text)`, as `shout` has it."""
    return (scalar_operation("shout", "text -> text", lambda text: f"{text}!", "The text with a mark behind it."),)
