"""The pages of the reference are made from the code, and complete."""

import configparser
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from docs.pages import DOCS, ROOT
from kolonne import ExportFormat, hookspecs
from kolonne.contract import ExportErrorCode
from kolonne.definitions import KINDS
from kolonne.expressions import BUILT_IN

REFERENCE = DOCS / "reference"


def test_the_generated_pages_are_current() -> None:
    """What docs/generate.py makes is what is committed."""
    done = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[:4000] + done.stderr


def test_a_stale_page_is_told(tmp_path: os.PathLike[str]) -> None:
    """`--check` exits with 1 and shows the difference where a page is not what it should be."""
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import generate; "
        "generate.FOLDER = Path(sys.argv[2]); generate.PAGES = {'a.md': lambda: 'right\\n'}; sys.exit(generate.check())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, DOCS, tmp_path], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, "+right" in done.stdout) == (1, True)


@pytest.mark.parametrize("command", [(), ("export",)])
def test_the_page_of_the_command_line_is_its_help(command: tuple[str, ...]) -> None:
    """The real command prints the help that the page shows."""
    environment = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "GITHUB_ACTIONS"}}
    done = subprocess.run(
        [sys.executable, "-m", "kolonne", *command, "--help"],
        env=environment
        | {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    shown = "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())
    assert shown in (REFERENCE / "cli.md").read_text(encoding="utf-8")


def test_every_operation_has_an_entry() -> None:
    """Each operation of the table stands under a heading of its own."""
    text = (REFERENCE / "operations.md").read_text(encoding="utf-8")
    assert not [name for name in BUILT_IN if f"### `{name}`\n" not in text]


@pytest.mark.parametrize("hook", [name for name, one in vars(hookspecs).items() if hasattr(one, "kolonne_spec")])
def test_every_hook_has_a_page_with_its_signature(hook: str) -> None:
    """The page of a hook begins with the line that defines it, word for word, and says what it is for and who uses it."""
    page = (REFERENCE / "hooks" / f"{hook}.md").read_text(encoding="utf-8")
    written = inspect.getsource(vars(hookspecs)[hook]).splitlines()[1]
    assert f"```python\n{written.partition(':  #')[0].removesuffix(':')}\n```\n" in page
    assert str(inspect.getdoc(vars(hookspecs)[hook])) in page
    headings = [line for line in page.splitlines() if re.match(r"##? ", line)]
    assert [headings[0], *headings[-2:]] == [f"# `{hook}`", "## Who uses it", "## Example"]
    assert f"(hooks/{hook}.md)" in (REFERENCE / "hooks.md").read_text(encoding="utf-8")


def test_the_types_that_hooks_give_are_explained() -> None:
    """Each type that plugins may import stands under a heading of its own on some hook's page."""
    text = "".join(path.read_text(encoding="utf-8") for path in (REFERENCE / "hooks").glob("*.md"))
    public = {name for name in hookspecs.__all__ if not name.startswith(("kolonne_", "hook"))}
    errors = {name for name in public if name.endswith("Error")}
    # Its makers are told of in its place.
    assert not [name for name in public - errors - {"Operation"} if f"### `{name}`\n" not in text]
    assert not [name for name in errors if f"`{name}`" not in text]


def test_every_error_code_has_an_entry() -> None:
    """Each error code has an anchor."""
    text = (REFERENCE / "problems.md").read_text(encoding="utf-8")
    assert not [code for code in ExportErrorCode if f'<a id="error-{code}"></a>' not in text]


def test_every_format_has_an_entry() -> None:
    """Each format that is built in, and each of the plugins of this repository, stands on the page."""
    text = (REFERENCE / "formats.md").read_text(encoding="utf-8")
    written = [*(ROOT / "engine/kolonne/writers").rglob("*.py"), *(ROOT / "plugins").glob("*/src/**/*.py")]
    titles = {
        title
        for path in written
        for title in re.findall(r"^    title: str = \"(.+)\"$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert titles
    assert not [title for title in titles if f"| {title} |" not in text]
    assert not [name for name in ExportFormat if f'<a id="format-{name}"></a>' not in text]


def models() -> Iterator[type[BaseModel]]:
    """Every model of documents."""
    waiting: list[type[BaseModel]] = [BaseModel]
    while waiting:
        for model in waiting.pop().__subclasses__():
            waiting.append(model)
            if model.__module__.startswith("kolonne.definitions"):
                yield model


@pytest.mark.parametrize("model", [model for model in models() if model.model_fields], ids=lambda model: model.__name__)
def test_every_field_of_a_document_says_what_it_is(model: type[BaseModel]) -> None:
    """Each field of each model has a description, and the model a docstring."""
    assert not [name for name, field in model.model_fields.items() if not field.description]
    assert model.__doc__


def test_every_kind_of_file_has_a_section() -> None:
    """Each kind of file stands on the page of documents, with every one of its fields."""
    text = (REFERENCE / "documents.md").read_text(encoding="utf-8")
    for model, schema in KINDS.values():
        assert f"schemas/v1/{schema}.schema.json" in text
        for name, field in model.model_fields.items():
            assert f"</a>`{field.alias or name}` |" in text


def test_the_layers_are_those_that_the_linter_holds() -> None:
    """The table in docs/architecture.md has the rooms of .importlinter in the same order."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    held = [
        sorted(re.split(r" *\| *", line))
        for line in re.sub(r" *\|? *\(\w+\)", "", config["importlinter:contract:layers"]["layers"]).split("\n")
        if line.strip()
    ]
    table = (DOCS / "architecture.md").read_text(encoding="utf-8").partition("| layer, from the top | job |")[2]
    rows = table.partition("\n\n")[0].splitlines()[2:]
    assert [sorted(re.findall(r"`(\w+)`", row.split("|")[1])) for row in rows] == held
