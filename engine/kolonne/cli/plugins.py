"""`kolonne plugins`: what is installed, for whom, and whether it can be used."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kolonne.cli.printing import print_json
from kolonne.cli.usage import wrong_usage
from kolonne.contract import DocumentError, ExportFormat, KolonneError
from kolonne.documents import Library, near
from kolonne.plan import read_organisation
from kolonne.plugins import Installed, Plugins
from kolonne.registry import Registry

if TYPE_CHECKING:
    from kolonne.cli.export_options import ExportOptions


def run_plugins(org: str | None, org_configs: Path, disabled: tuple[str, ...], *, as_json: bool) -> int:
    """Print them; gives the exit code."""
    plugins = Plugins(disabled=disabled)
    shown = [one for one in plugins.all if not one.is_built_in]
    if unknown := [name for name in disabled if name not in {one.info.name for one in shown}]:
        return wrong_usage(f"--disable-plugin: there is no plugin `{unknown[0]}`", as_json=as_json)
    registry, wrong = _of_organisation(plugins, org, org_configs)
    if as_json:
        brought = _brought(registry) if registry is not None else None
        print_json({"plugins": [_as_json(one) for one in shown], "brings": brought, "problems": wrong})
    else:
        _tell(shown, registry, wrong)
    return 1 if wrong or any(one.problem for one in shown) else 0


def unknown_choices(options: "ExportOptions", plugins_of: Callable[[], Plugins]) -> str:
    """What is wrong with the choices that hang on plugins; empty if nothing is, or if the export will tell better."""
    known = {str(one) for one in ExportFormat}
    if options.format in known and not options.disable_plugin:
        return ""
    plugins = plugins_of()
    names = [one.info.name for one in plugins.all if not one.is_built_in]
    for name in options.disable_plugin:
        if name not in names:
            return f"--disable-plugin: there is no plugin `{name}`; {near(name, names) or 'see `kolonne plugins`'}"
    registry, wrong = _of_organisation(plugins, options.org, options.org_configs)
    if registry is None or options.format in registry.writers:
        return ""
    there = ", ".join(f"`{name}`" for name in registry.writers)
    why = "".join(f"; {one}" for one in wrong)
    return f"--format: found `{options.format}`; allowed for `{options.org}` are {there}{why}"


def _of_organisation(plugins: Plugins, org: str | None, org_configs: Path) -> tuple[Registry | None, list[str]]:
    """What an organisation may use, and everything that is wrong with it."""
    if org is None:
        return None, []
    library = Library(org_configs)
    try:
        settings = read_organisation(library, org).plugins
        registry = plugins.registry(org, settings, library.organisation(org))
        library.plug(registry.code_lists)
    except DocumentError as error:
        return None, [str(problem) for problem in error.problems]
    except KolonneError as error:
        return None, [str(error)]
    return registry, [f"{one.sub_service_name}: {one.failure_reason}" for one in registry.incidents.reports]


def _as_json(one: Installed) -> dict[str, Any]:
    return {
        "name": one.info.name,
        "version": one.info.version,
        "distribution": one.distribution,
        "organisations": list(one.info.organisations),
        "requires": one.requires,
        "hooks": list(one.hooks),
        "status": _status(one),
        "problem": one.problem,
    }


def _status(one: Installed) -> str:
    return "disabled" if one.is_disabled else "broken" if one.problem else "ok"


def _brought(registry: Registry) -> dict[str, list[str]]:
    """What plugins bring, beside what is built in."""
    return {
        "operations": [name for name, one in registry.operations.items() if one.overloads[0].batch is not None],
        "transforms": list(registry.transforms),
        "rule_kinds": list(registry.rule_kinds),
        "code_lists": [file.id for file in registry.code_lists],
        "formats": list(registry.writers),
        "stores": list(registry.stores),
        "notifiers": [one.name for one in registry.notifiers],
    }


def _tell(shown: list[Installed], registry: Registry | None, wrong: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    if not shown:
        console.print("No plugin is installed.")
    else:
        table = Table(box=None, pad_edge=False)
        for header in ("Plugin", "Version", "For", "Needs kolonne", "Status", "Hooks"):
            table.add_column(header, overflow="fold")
        for one in shown:
            hooks = " ".join(hook.removeprefix("kolonne_") for hook in one.hooks)
            served = " ".join("all" if name == "*" else name for name in one.info.organisations)
            table.add_row(one.info.name, one.info.version, served or "–", one.requires or "?", _status(one), hooks)
        console.print(table)
    for one in shown:
        if one.problem:
            console.print(f"{one.info}: {one.problem}", markup=False, soft_wrap=True)
    if registry is not None:
        console.print()
        for what, names in _brought(registry).items():
            console.print(f"{what.replace('_', ' ')}: {', '.join(names) or '–'}", markup=False, soft_wrap=True)
    for line in wrong:
        console.print(line, markup=False, soft_wrap=True)
