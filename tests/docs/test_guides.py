"""What the guides show is what happens: commands, Python, and JSON."""

import asyncio
import contextlib
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from docs.pages import DOCS, ROOT, Block, blocks, name_of, pages
from kolonne import (
    ExportFailure,
    ExportFormat,
    ExportRequest,
    ExportSuccess,
    ReportingPeriod,
    SessionContext,
    build_orchestrator,
    plugins,
)
from kolonne.hookspecs import Transform, hookimpl

#: Pages of the reference show signatures, which are not there to be run; the tutorial has a test of its own.
RUN = [
    page
    for page in pages()
    if DOCS / "reference" not in page.parents and page.name != "plugins.md" and any(blocks(page, "console", "python"))
]
FIRST_REPORT = DOCS / "guide" / "first-report.md"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the organisations, to be in while commands run."""
    shutil.copytree(ROOT / "org_configs", tmp_path / "org_configs", ignore=shutil.ignore_patterns("*.py"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_what_a_page_runs_prints_what_it_shows(page: Path, here: Path) -> None:
    """Commands and Python of a page run in order and print what stands behind them."""
    names: dict[str, object] = {"__name__": "__main__"}
    printed: str | None = None
    assert here == Path.cwd()
    for block in blocks(page, "console", "python", "text", "json"):
        place = f"{name_of(page)}:{block.line}"
        if block.language == "console":
            run_console(block, place)
        elif block.language == "json":
            write(block, here)
        elif block.language == "python":
            printed = run_python(block, place, names)
        elif block.follows and printed is not None:
            assert matches(printed, block.text), f"{place}: printed was:\n{printed}"
            printed = None


def run_python(block: Block, place: str, names: dict[str, object]) -> str:
    """Run the block among the names of its page; gives what it prints."""
    # Behind so many lines, the numbers of a traceback are those of the page.
    code = compile("\n" * (block.line - 1) + block.text, place, "exec")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(code, names)  # noqa: S102 - it is our own documentation
    return printed.getvalue()


def write(block: Block, folder: Path) -> None:
    """Put what stands below a file's name into that file."""
    if block.file:
        path = folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")


def run_console(block: Block, place: str) -> None:
    """Run each command of the block, and compare what it prints, and with which code it exits where that is shown."""
    for command in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, _, expected = command.partition("\n")
        program, *arguments = shlex.split(line)
        assert program == "kolonne", f"{place}: only `kolonne` is run here"
        done = subprocess.run(
            [sys.executable, "-c", "from kolonne.cli import main; main()", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        code = re.search(r"^\[exit code (\d+)\]\n?\Z", expected, re.MULTILINE)
        expected = expected[: code.start()] if code else expected
        assert done.returncode == (int(code[1]) if code else 0), f"{place}: {line}\n{done.stdout}"
        assert matches(done.stdout, expected), f"{place}: printed was:\n{done.stdout}"


def matches(printed: str, shown: str) -> bool:
    """Whether the text is the one that is shown. `…` stands for anything within a line; alone it stands for any lines."""
    return lines_match(printed.strip("\n").splitlines(), shown.strip("\n").splitlines())


def lines_match(printed: list[str], shown: list[str]) -> bool:
    """The lines one by one; where any lines may stand, the next one that is shown is looked for."""
    at = 0
    skipping = False
    for line in shown:
        if line.strip() == "…":
            skipping = True
            continue
        found = [
            n for n in range(at, len(printed) if skipping else at + 1) if n < len(printed) and same(printed[n], line)
        ]
        if not found:
            return False
        at, skipping = found[0] + 1, False
    return skipping or at == len(printed)


def same(printed: str, shown: str) -> bool:
    """One line, without the blanks at its end."""
    pattern = ".*".join(re.escape(part) for part in shown.rstrip().split("…"))
    return re.fullmatch(pattern, printed.rstrip()) is not None


def test_the_json_of_the_first_report_stands_in_the_example() -> None:
    """Every piece of JSON in the guide is a piece of a file of the example's organisations."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "org_configs").glob("*/**/*.json")]
    for block in blocks(FIRST_REPORT, "json"):
        piece = json.loads(block.text)
        assert any(holds(whole, piece) for whole in files), f"{name_of(FIRST_REPORT)}:{block.line} stands nowhere"


def holds(whole: object, piece: object) -> bool:
    """Whether the piece is the whole, or of an object some of its members."""
    if isinstance(whole, Mapping) and isinstance(piece, Mapping):
        return all(name in whole and holds(whole[name], part) for name, part in piece.items())
    return whole == piece


def test_the_json_about_plugins_stands_in_their_examples() -> None:
    """Every piece of JSON in the guide about plugins in documents is a piece of a file under plugins, at any depth."""
    page = DOCS / "guide" / "plugins-in-documents.md"
    files = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "plugins").glob("*/examples/**/*.json")]
    for block in blocks(page, "json"):
        piece = json.loads(block.text)
        assert any(holds(part, piece) for whole in files for part in parts(whole)), f"{name_of(page)}:{block.line}"


def parts(whole: object) -> Iterator[object]:
    """A value and everything in it."""
    yield whole
    if isinstance(whole, Mapping | list):
        for part in whole.values() if isinstance(whole, Mapping) else whole:
            yield from parts(part)


@pytest.mark.parametrize(("at", "fails"), [(0, True), (1, False)])
def test_what_the_page_about_plugins_tells_is_told(
    at: int, fails: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transform that raises, and one that prints, are told in the words of the page."""
    shown = list(blocks(DOCS / "guide" / "plugins-in-documents.md", "text"))[at].text
    distribution = ROOT / "plugins" / "kolonne-nhf"
    monkeypatch.syspath_prepend(str(distribution / "src"))
    monkeypatch.setattr(plugins.installed, "entry_points", lambda **_: [])
    (whole,) = import_module("kolonne_nhf").kolonne_transforms({})

    def function(frame: pl.DataFrame) -> pl.DataFrame:
        if fails:
            raise KeyError
        print("twelve signs", end="")  # noqa: T201 - what is printed is told
        found: pl.DataFrame = whole.function(frame)
        return found

    plugin = with_transform(replace(whole, function=function))
    examples = distribution / "examples"
    session = SessionContext("u-1", frozenset({"nhf"}), frozenset({"export"}))
    orchestrator = build_orchestrator(
        examples / "org_configs", session, examples / "input", audit=tmp_path / "audit.sqlite3", plugins=[plugin]
    )
    result = asyncio.run(orchestrator.export(ExportRequest("nhf", "u-1", ReportingPeriod.year(2025), "csv")))
    told = [f"{one.sub_service_name}: {one.failure_reason}" for one in result.partial_failures]
    told = [f"{result.error_code}: {result.message}", told[0]] if isinstance(result, ExportFailure) else [told[0]]
    assert matches("\n".join(told), shown), told


def with_transform(transform: Transform) -> object:
    """The plugin of NHF with another transform."""
    nhf = import_module("kolonne_nhf")
    plugin = ModuleType("nhf")
    vars(plugin).update({name: one for name, one in vars(nhf).items() if name.startswith("kolonne_")})
    vars(plugin).update({"__version__": "0.1.0", "kolonne_transforms": hookimpl(lambda: (transform,))})
    return plugin


def test_what_the_page_about_bufdir_names_is_in_the_documents() -> None:
    """Each name in the table of rules stands in a document or list of the example's organisations."""
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "org_configs").glob("*/**/*.json")]
    written = {name for text in files for name in re.findall(r'"([\w.]+)"', text)}
    table = (DOCS / "bufdir.md").read_text(encoding="utf-8").partition("| --- | --- | --- |")[2].partition("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line]
    named = {name for cell in cells for name in re.findall(r"`([\w.]+)`", cell)}
    assert named
    assert not [name for name in named if name not in written and not set(name.split(".")) <= written]


def test_the_example_of_related_and_grouped_gives_what_it_shows(tmp_path: Path) -> None:
    """The document of the guide, with the records that it shows, gives the sheets and the sentences that it shows."""
    page = DOCS / "guide" / "related-and-grouped.md"
    krets = tmp_path / "organisations" / "krets"
    write_organisation(krets, [block.text for block in blocks(page, "json")])
    shown = [block.text for block in blocks(page, "csv")]
    source = tmp_path / "input"
    source.mkdir()
    for name, text in zip(("branches", "activities", "participants"), shown, strict=False):
        (source / f"{name}.csv").write_text(text, encoding="utf-8")
    session = SessionContext("u-1", frozenset({"krets"}), frozenset({"export"}))
    orchestrator = build_orchestrator(
        krets.parent, session, source, out=tmp_path / "out", audit=tmp_path / "audit.sqlite3"
    )
    period = ReportingPeriod.year(2025)
    request = ExportRequest("krets", "u-1", period, ExportFormat.CSV, locale="nb", figures={"active": 3})
    result = asyncio.run(orchestrator.export(request))
    assert isinstance(result, ExportSuccess), result
    (made,) = (tmp_path / "out").glob("*.zip")
    with zipfile.ZipFile(made) as archive:
        texts = [archive.read(name).decode().replace("\r\n", "\n") for name in archive.namelist()]
    assert [text for text in texts if text in shown] == shown[3:], texts
    told = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.csv"))
    for sentence in ("c er ført flere ganger", "700 minutter på én dag i lag 1", "2 lag er aktive; årsmeldingen har 3"):
        assert sentence in told


def write_organisation(folder: Path, texts: list[str]) -> None:
    """Write each file where its kind belongs."""
    places = {"document": "documents", "enumeration": "enumerations"}
    for place in places.values():
        (folder / place).mkdir(parents=True)
    organisation = {"organisation": folder.name, "name": "Kretsen", "default_document": f"{folder.name}.aktivitet"}
    (folder / "organisation.json").write_text(json.dumps(organisation), encoding="utf-8")
    for text in texts:
        file = json.loads(text)
        kind = next(kind for kind in places if kind in file)
        (folder / places[kind] / f"{file[kind].partition('.')[2]}.json").write_text(text, encoding="utf-8")
