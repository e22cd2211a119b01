"""A plugin object as it is once it is installed: under the name of its entry point, alone with what is built in."""

from collections.abc import Mapping, Sequence
from importlib.metadata import entry_points

from kolonne.hookspecs import PROJECT
from kolonne.plugins import Plugins


def plugin_name(plugin: object) -> str:
    """The plugin's name: that of its entry point where it is installed as a module or class, else its own."""
    own = str(getattr(plugin, "__name__", type(plugin).__name__))
    inside = getattr(plugin, "__module__", "")
    for entry in entry_points(group=PROJECT):
        if entry.value in {own, f"{inside}:{own}"}:
            return entry.name
    return own


class Named:
    """A plugin under a name; settings and messages go by it."""

    def __init__(self, plugin: object, name: str) -> None:
        self.__name__ = name
        self.__version__ = str(getattr(plugin, "__version__", "0"))
        vars(self).update({hook: getattr(plugin, hook) for hook in dir(plugin) if hook.startswith(f"{PROJECT}_")})


def plugged(plugins: Sequence[object] | Mapping[str, object]) -> Plugins:
    """These plugins beside what is built in, and none of those that are installed; a mapping says their names."""
    named = plugins.items() if isinstance(plugins, Mapping) else [(plugin_name(one), one) for one in plugins]
    return Plugins([Named(one, name) for name, one in named], installed=False)
