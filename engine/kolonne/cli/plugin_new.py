"""`kolonne plugin new`: the beginning of an organisation's plugin, which passes its own tests."""

import re
import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from kolonne.cli.usage import wrong_usage
from kolonne.contract import ExportFormat, ExportRequest, InvalidRequestError, ReportingPeriod

#: Template → where it goes. `@…@` is replaced in both.
_PLACES: Mapping[str, str] = {
    "pyproject.toml.in": "pyproject.toml",
    "README.md.in": "README.md",
    "CHANGELOG.md.in": "CHANGELOG.md",
    "gitignore.in": ".gitignore",
    "ci.yml.in": ".github/workflows/ci.yml",
    "plugin.py.in": "src/@package@/__init__.py",
    "settings.py.in": "src/@package@/settings.py",
    "evening.py.in": "src/@package@/evening.py",
    "one_a_day.py.in": "src/@package@/one_a_day.py",
    "codes.py.in": "src/@package@/codes.py",
    "py.typed.in": "src/@package@/py.typed",
    "test_contract.py.in": "tests/test_contract.py",
    "test_export.py.in": "tests/test_export.py",
    "organisation.json.in": "org_configs/@org@/organisation.json",
    "activities.json.in": "org_configs/@org@/documents/activities.json",
}
#: In names of functions; what stands behind it has room, too.
_MOST_WORD = 40


def run_plugin_new(org: str, folder: Path) -> int:
    """Make `kolonne-<org>` in a folder, with a plugin for the organisation; gives the exit code.

    Nothing that is there is written over: 2 where it exists already, or where the ID or the folder cannot be used.
    """
    if reason := _refusal(org):
        return wrong_usage(reason)
    target = folder / f"kolonne-{org}"
    try:
        target.mkdir(parents=True)
    except FileExistsError:
        return wrong_usage(
            f"`{target}` is there already, and nothing is written over; choose another folder with --dir"
        )
    except OSError as error:
        return wrong_usage(f"`{target}` cannot be made: {error.strerror or error}")
    try:
        _fill(target, names_of(org))
    except BaseException as error:
        # Half a plugin would only be in the way of a whole one.
        shutil.rmtree(target, ignore_errors=True)
        if isinstance(error, OSError):
            return wrong_usage(f"`{target}` cannot be written: {error.strerror or error}")
        raise
    print(f"{target} is made. Next:\n")  # noqa: T201
    print(f"    cd {target}\n    python -m pip install -e '.[test]'\n    python -m pytest\n")  # noqa: T201
    print("README.md says where to go on.")  # noqa: T201
    return 0


def names_of(org: str) -> dict[str, str]:
    """What stands for each place in the templates."""
    plain = re.sub(r"[^a-z0-9_]", "_", org.lower())
    word = plain[:_MOST_WORD].strip("_")
    return {
        "org": org,
        "serves": f'("{org}",)',
        "distribution": f"kolonne-{org}",
        "package": f"kolonne_{plain}",
        "word": word if word[0].isalpha() else f"org_{word}",
    }


def _refusal(org: str) -> str:
    """Why the ID is none; empty if it is one. Exports say what one is."""
    try:
        ExportRequest(org, "nobody", ReportingPeriod.year(2025), ExportFormat.CSV)
    except InvalidRequestError as error:
        return error.reasons[0].replace("org_id:", "ORG:")
    return ""


def _fill(target: Path, names: Mapping[str, str]) -> None:
    templates = files("kolonne.cli").joinpath("scaffold")
    for template, place in _PLACES.items():
        path = target / _filled(place, names)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = templates.joinpath(template).read_text(encoding="utf-8")
        path.write_text(_filled(text, names), encoding="utf-8")


def _filled(text: str, names: Mapping[str, str]) -> str:
    return re.sub("@([a-z]+)@", lambda found: names[found[1]], text)
