"""docs/cookbook.md: the funders' real rules, each with its document, its records and what comes out."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generating.markdown import block, code, generated, heading, joined, table

RULES = Path(__file__).parents[2] / "tests" / "rules"
#: What every document has, and what says nothing about the rule.
_NOT_TELLING = ("$schema", "title", "tests")
#: A piece of JSON that is no longer than this stands on one line.
_WIDTH = 110
#: Of the lists that stand beside a report: the columns that a reader needs here, by their places.
_APPENDICES = {
    "left-out.csv": ("What is left out, and why", (0, 1, 2, 3)),
    "failures.csv": ("What is told", (0, 1, 2, 5, 4)),
}
#: The same lists as sheets of a workbook, which has them even where there is nothing to tell.
_LISTS = ("Feil", "Utelatt")
_INTRODUCTION = """\
Rules that funders really have, and how a document says each of them: the rule in words, the document, some records, and
what comes out. Every entry is a folder under `tests/rules` that the tests run, so what stands here is what happens. The
documents are small on purpose; a real one says many of these things together, as
[Bufdir's example](../org_configs/bufdir/documents/likeperson.json) does. Titles and schemas of the documents are not shown.
The rules are retold from public pages, of which some are old: look up what holds today before you copy a number."""


def page() -> str:
    """The whole page."""
    cases = sorted(path for path in RULES.iterdir() if path.name[:2].isdigit())
    blocks = [generated("the cases under tests/rules"), heading(1, "Cookbook"), _INTRODUCTION]
    blocks += ["\n".join(f"- [{case.name[:2]} {_words(case)[0]}](#rule-{case.name[:2]})" for case in cases)]
    return joined([*blocks, *(one for case in cases for one in _entry(case))])


def _words(case: Path) -> tuple[str, str]:
    first, _, rest = (case / "rule.md").read_text(encoding="utf-8").partition("\n\n")
    return first.removeprefix("# ").strip(), rest


def _entry(case: Path) -> Iterator[str]:
    number = case.name[:2]
    title, words = _words(case)
    yield heading(2, f"{number} {title}", f"rule-{number}")
    yield words
    documents = sorted(case.glob("document*.json"), key=lambda path: path.stem)
    for path in [*documents, *sorted((case / "enumerations").glob("*.json"))]:
        file = json.loads(path.read_text(encoding="utf-8"))
        if path not in documents or len(documents) > 1:
            yield f"`{path.relative_to(case).as_posix()}`:"
        yield block("json", written({name: value for name, value in file.items() if name not in _NOT_TELLING}))
    for path in sorted(case.glob("plugin_*.py")):
        yield f"`{path.name}`:"
        yield block("py", path.read_text(encoding="utf-8"))
    said = json.loads((case / "case.json").read_text(encoding="utf-8")) if (case / "case.json").exists() else {}
    runs: list[dict[str, Any]] = said.get("runs", [said])
    for folder in dict.fromkeys(run.get("input", "input") for run in runs):
        yield from (one for path in sorted((case / folder).iterdir()) for one in _input(path))
    sheet = next(iter(json.loads(documents[0].read_text(encoding="utf-8"))["sheets"].values()))["title"]
    for run in runs:
        name = run.get("name") or run["period"] if len(runs) > 1 else ""
        yield _asked(run)
        yield from _output(case / "expected" / name, sheet if isinstance(sheet, str) else sheet["nb"])


def _asked(run: Mapping[str, Any]) -> str:
    """What is asked for, where it is not the usual."""
    words = [f"period {run['period']}"] if "period" in run else []
    words += [f"format {code(run['format'])}"] if "format" in run else []
    words += [f"document {code(run['document'])}"] if "document" in run else []
    words += [f"`{name}` {value}" for name, value in run.get("figures", {}).items()]
    words += [f"language {code(run['locale'])}"] if "locale" in run else []
    words += [f"records of {code(run['input'])}"] if "input" in run else []
    return f"**Asked for: {', '.join(words)}**" if words else ""


def _input(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8-sig")
    of = f" of {code(path.parent.name)}" if path.parent.name != "input" else ""
    yield f"Input {code(path.stem)}{of}:"
    if path.suffix == ".csv":
        yield _table(_lines(text))
        return
    records = json.loads(text)
    if all(not isinstance(value, list | dict) for record in records for value in record.values()):
        names = list(dict.fromkeys(name for record in records for name in record))
        yield _table([names, *([_text(record.get(name)) for name in names] for record in records)])
    else:
        yield block("json", written(records))


def _output(folder: Path, sheet: str) -> Iterator[str]:
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    if result["status"] == "failure":
        yield f"There is no file: {code(result['error_code'])}, {result['message'].splitlines()[0]}"
        if result.get("told"):
            yield "\n".join(f"- {_shown(message)}" for message in result["told"])
    for path in sorted(folder.iterdir(), key=lambda path: (path.name in _APPENDICES, path.name)):
        if path.suffix != ".csv":
            continue
        lines = _lines(path.read_text(encoding="utf-8"))
        if path.stem in _LISTS and len(lines) == 1:
            continue
        if path.name in _APPENDICES:
            title, places = _APPENDICES[path.name]
            yield f"{title}:"
            yield _table([[line[place] for place in places] for line in lines])
        elif path.stem.endswith(".locked"):
            yield f"Which of the cells of «{path.stem.removesuffix('.locked')}» are locked:"
            yield _table(lines)
        else:
            yield f"Sheet «{sheet if path.name == 'report.csv' else path.stem}»:"
            yield _table(lines)


def _lines(text: str) -> list[list[str]]:
    return [line for line in csv.reader(io.StringIO(text), delimiter=";") if line]


def _table(lines: Sequence[Sequence[str]]) -> str:
    """The lines as a table, filled up where headings or totals are shorter than the rest."""
    width = max(len(line) for line in lines)
    first, *rest = [[*(_shown(cell) for cell in line), *[""] * (width - len(line))] for line in lines]
    return table(first, rest)


def _shown(cell: str) -> str:
    """A cell's text, so that no page takes it for anything else."""
    for sign in "\\<*`[":
        cell = cell.replace(sign, f"\\{sign}")
    return cell


def _text(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def written(value: object, depth: int = 0) -> str:
    """JSON as people write it: what is short stands on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if (depth and len(line) + 2 * depth <= _WIDTH) or not value or not isinstance(value, list | dict):
        return line
    inner = "  " * (depth + 1)
    if isinstance(value, list):
        members = [written(one, depth + 1) for one in value]
    else:
        members = [f"{json.dumps(name)}: {written(one, depth + 1)}" for name, one in value.items()]
    opening, closing = ("[", "]") if isinstance(value, list) else ("{", "}")
    return f"{opening}\n{inner}" + f",\n{inner}".join(members) + f"\n{'  ' * depth}{closing}"
