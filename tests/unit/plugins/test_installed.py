"""Installed plugins are found by their entry points."""

import sys
from pathlib import Path

import pytest

from kolonne.contract import PluginError
from kolonne.plugins import Plugins

_CODE = """
from kolonne.hookspecs import hookimpl
class Plugin:
    @hookimpl
    def kolonne_organisations(self):
        return ["nhf"]
plugin = Plugin()
@hookimpl
def kolonne_organisations():
    return ["*"]
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path; distributions are made in it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return tmp_path


def distribution(folder: Path, name: str, target: str, code: str = _CODE) -> None:
    """An installed distribution with one module and one entry point."""
    module = f"{name}_module"
    (folder / f"{module}.py").write_text(code)
    info = folder / f"{name}-3.4.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 3.4\n")
    (info / "entry_points.txt").write_text(f"[kolonne]\n{name} = {module}{target}\n")


@pytest.mark.parametrize("target", ["", ":plugin", ":Plugin"])
def test_an_entry_point_may_be_a_module_an_object_or_a_class(install: Path, target: str) -> None:
    """Each of the three is a plugin, with the name of the entry point and the version of its distribution."""
    distribution(install, "toy", target)
    names = [str(info) for info in Plugins().registry("nhf").plugins]
    assert "plugin `toy` 3.4" in names


def test_plugins_are_asked_in_the_order_of_their_names(install: Path) -> None:
    """The order does not depend on the order of installation."""
    for name in ("zeta", "alpha"):
        distribution(install, name, "")
    names = [info.name for info in Plugins().registry("nhf").plugins]
    assert [name for name in names if name in {"alpha", "zeta"}] == ["alpha", "zeta"]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("raise RuntimeError('broken on purpose')", "raised RuntimeError (broken_module.py:1)"),
        ("import sys; sys.exit(3)", "raised SystemExit (broken_module.py:1)"),
        ("import nothing_of_that_name", "raised ModuleNotFoundError (broken_module.py:1)"),
        ("import time; time.sleep(30)", "was silent for longer than 0.5 seconds"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_is_told_by_name(install: Path, code: str, reason: str) -> None:
    """Whatever a module does while it is imported, the plugin and its version are named, and exports go on without it."""
    distribution(install, "broken", "", code)
    plugins = Plugins(seconds=0.5 if "sleep" in code else 30)
    (broken,) = [one for one in plugins.all if one.info.name == "broken"]
    assert broken.problem == f"it cannot be loaded: {reason}"
    reports = plugins.registry("nhf").incidents.reports
    told = [report for report in reports if report.sub_service_name == "plugin `broken` 3.4: registration"]
    assert [report.failure_reason for report in told] == [f"{broken.problem}; the export was made without it"]
    with pytest.raises(PluginError, match=r"plugin `broken` 3\.4: it cannot be loaded"):
        plugins.registry("nhf", {"broken": {}})


def test_two_plugins_of_one_name_are_refused(install: Path) -> None:
    """Settings go by the name, so it must be one plugin's; both distributions are named, to those whom both serve."""
    for name in ("one", "two"):
        distribution(install, name, "")
        (install / f"{name}-3.4.dist-info" / "entry_points.txt").write_text(f"[kolonne]\nsame = {name}_module\n")
    with pytest.raises(PluginError, match=r"two plugins have that name, from one 3\.4 and two 3\.4"):
        Plugins().registry("nhf")


@pytest.mark.parametrize(
    ("requires", "problem"),
    [
        ("kolonne>=0.1,<0.2", ""),
        ("Kolonne[xlsx]>=0.1", ""),
        ("kolonne>=7", "it is made for kolonne >=7; this is 0.1.0"),
        ("other>=7", ""),
        ('kolonne>=7; python_version < "3"', ""),
    ],
)
def test_a_plugin_for_another_version_is_not_used(install: Path, requires: str, problem: str) -> None:
    """What a distribution says of the versions it fits is held against this one before anything of it is imported."""
    distribution(install, "toy", "", "raise RuntimeError" if problem else _CODE)
    with (install / "toy-3.4.dist-info" / "METADATA").open("a") as stream:
        stream.write(f"Requires-Dist: {requires}\n")
    (toy,) = [one for one in Plugins().all if one.info.name == "toy"]
    assert toy.problem == problem


def test_a_disabled_plugin_is_not_even_imported(install: Path) -> None:
    """`disabled` is for plugins that do harm by being loaded, too."""
    distribution(install, "toy", "", "raise RuntimeError")
    (toy,) = [one for one in Plugins(disabled=["toy"]).all if one.info.name == "toy"]
    assert (toy.is_disabled, toy.problem) == (True, "")


def test_without_installed_plugins_there_are_only_those_given(install: Path) -> None:
    """`installed=False` leaves entry points alone."""
    distribution(install, "toy", "")
    assert Plugins(installed=False).registry("nhf").plugins == ()
