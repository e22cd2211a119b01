"""docs/reference/problems.md, every problem, failure and error that is told, and docs/reference/problems, a page a problem.

Made from problems.toml and the engine's own words.
"""

import ast
import inspect
import io
import re
import tokenize
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generating.markdown import block, code, generated, heading, joined, table
from kolonne.contract import ExportErrorCode
from kolonne.contract import result as result_module
from kolonne.expressions import FAULTS
from kolonne.run import messages

CATALOGUE = Path(__file__).parents[1] / "reference" / "problems.toml"
#: A failure whose words are the document's own.
_RULE = "rule"
_INTRODUCTION = """\
Three words, three channels. A **problem** is a mistake in a document: it is found before any data is read, and nothing is
exported. A **failure** is a row of the data that breaks a rule: it is told, and the rest is exported. An **error** ends an
export without a file. Codes do not change; words may.

Problems are told as `file:line:column: code: message`, mostly with a hint."""
_EXAMPLES = """\
Each code has a page: what it means, why it matters, an example that gives it, and what is written instead."""
_EXAMPLE = """\
The example lies over the small organisation in [`example/demo`](../example/demo/documents/report.json), as `extends` lays
one document over another."""
_WHOLE = (
    "The example is the whole file, in the small organisation of [`example/demo`](../example/demo/organisation.json)."
)
_WORKBOOK = """\
The workbook is the one that `kolonne document to-xlsx` makes of a document of the small organisation in
[`example/demo`](../example/demo/documents/report.json); `from-xlsx` tells the problem."""
_IN_A_COLUMN = " It stands as a column's `value`."
_FAILURES = """\
Told with the record, in the result, in the sheet of failures and in the list beside the file. A bad cell is blank, and its
row lives on; the row is left out only where the value is required or the failure says so. The order in which reasons are
told is in [the guide](../guide/first-report.md#where-a-row-can-go)."""
_ERRORS = """\
Why there is no file: `error_code` of an `ExportFailure`, and the word behind `kolonne:` on the command line, which then
ends with exit code 1."""


def page() -> str:
    """The list of all codes."""
    catalogue = _catalogue()
    blocks = [
        generated("problems.toml and the engine's own words"),
        heading(1, "Problems, failures and errors"),
        _INTRODUCTION,
        heading(2, "Problems", "problems"),
        _EXAMPLES,
    ]
    for group in dict.fromkeys(entry["group"] for entry in catalogue["problems"].values()):
        blocks.append(heading(3, f"{group[0].upper()}{group[1:]}", f"group-{group.replace(' ', '-').lower()}"))
        rows = [
            (f'<a id="{name}"></a>[{code(name)}](problems/{name}.md)', entry["meaning"])
            for name, entry in catalogue["problems"].items()
            if entry["group"] == group
        ]
        blocks.append(table(("code", "what it means"), rows))
    blocks += [heading(2, "Failures", "failures"), _FAILURES, _failures(catalogue["failures"])]
    blocks += [heading(2, "Errors", "errors"), _ERRORS, _errors()]
    return joined(blocks)


def pages() -> dict[str, str]:
    """The page of each problem, by file name."""
    return {f"{name}.md": joined(_problem(name, entry)) for name, entry in _catalogue()["problems"].items()}


def _from_below(text: str) -> str:
    """Links of the catalogue lead from docs/reference; the page lies a folder deeper."""
    return re.sub(r"\]\((?![a-z]+:)", "](../", text)


def _catalogue() -> dict[str, Any]:
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def _problem(name: str, entry: Mapping[str, Any]) -> list[str]:
    """Meaning, why it matters, an example, and what to write instead."""
    if "workbook" in entry:
        return _problem_of_a_workbook(name, entry)
    where = entry["in"]
    is_expression = where == "expression"
    place = "An expression" if is_expression else f"In `{where}`"
    told = f"`kolonne document {entry['command']}` tells it. " if "command" in entry else ""
    frame = told + (_WHOLE if entry.get("whole") else _EXAMPLE + (_IN_A_COLUMN if is_expression else ""))
    return [
        generated("problems.toml"),
        heading(1, f"`{name}`"),
        _from_below(entry["meaning"]),
        heading(2, "Why it matters"),
        _from_below(entry["why"]),
        heading(2, "Example"),
        f"{place}{_encoding(entry)}:",
        _code(entry, entry["example"]),
        _beside(entry, "beside"),
        _plugins(entry, "plugins"),
        heading(2, "Instead"),
        _code(entry, entry["instead"]),
        _beside(entry, "beside_instead"),
        _plugins(entry, "plugins_instead"),
        _from_below(entry.get("advice", "")),
        f"{frame} A test runs it. [All codes](../problems.md)",
    ]


def _problem_of_a_workbook(name: str, entry: Mapping[str, Any]) -> list[str]:
    """The same of cells."""
    return [
        generated("problems.toml"),
        heading(1, f"`{name}`"),
        _from_below(entry["meaning"]),
        heading(2, "Why it matters"),
        _from_below(entry["why"]),
        heading(2, "Example"),
        f"In the workbook of `{entry['in']}`:",
        _cells(entry["workbook"]),
        heading(2, "Instead"),
        _cells(entry["workbook_instead"]),
        _from_below(entry.get("advice", "")),
        f"{_WORKBOOK} A test runs it. [All codes](../problems.md)",
    ]


def _cells(cells: Mapping[str, str]) -> str:
    rows = [(code(place), code(text) if "!" in place else "*the sheet is deleted*") for place, text in cells.items()]
    return table(("cell", "what stands in it"), rows)


def _encoding(entry: Mapping[str, Any]) -> str:
    return f", saved as {entry['encoding']}" if "encoding" in entry else ""


def _code(entry: Mapping[str, Any], text: str) -> str:
    """The example as it is written; what `…` stands for is said behind it."""
    language = "text" if entry["in"] == "expression" or "…" in text else "json"
    shown = block(language, text)
    if "…" in text:
        piece, times = entry["stretch"]
        shown += f"\n\n`…` is {code(piece)} {times:,} times."
    return shown


def _beside(entry: Mapping[str, Any], key: str) -> str:
    files = {**entry.get("beside_both", {}), **entry.get(key, {})} if key == "beside" else entry.get(key, {})
    shown = [f"with `{name}`:\n\n{block('text', text)}" for name, text in files.items() if name.endswith(".csv")]
    return "\n\n".join(shown)


def _plugins(entry: Mapping[str, Any], key: str) -> str:
    """The plugins that must be there."""
    names = [f"[{code(name)}](../example/plugins/{name}.py)" for name in entry.get(key, ())]
    if not names:
        return ""
    return f"with the {'plugin' if len(names) == 1 else 'plugins'} {' and '.join(names)}."


def _failures(entries: Mapping[str, Mapping[str, str]]) -> str:
    words = {**FAULTS, **messages.SENTENCES, _RULE: {}}
    if set(words) != set(entries):
        different = sorted(set(words) ^ set(entries))
        raise SystemExit(f"docs/reference/problems.toml and the engine know different failures: {', '.join(different)}")
    rows = []
    for name in sorted(entries):
        told = [texts for texts in (messages.SENTENCES.get(name), FAULTS.get(name)) if texts]
        shown = "; ".join(f"{texts['en']} / {texts['nb']}" for texts in told) or "the rule's own `message`"
        mark = f'<a id="failure-{name}"></a>{code(name)}'
        rows.append((mark, shown, entries[name]["meaning"], entries[name]["instead"]))
    return table(("code", "told (en / nb)", "what it means", "what to do"), rows)


def _errors() -> str:
    docs = member_docs(ExportErrorCode)
    rows = [(f'<a id="error-{error}"></a>{code(error)}', docs[error.name]) for error in ExportErrorCode]
    return table(("code", "what it means"), rows)


def member_docs(of: type) -> dict[str, str]:
    """The `#:` comments above the members of an enumeration."""
    source = inspect.getsource(result_module)
    comments = {
        token.start[0]: token.string.removeprefix("#:").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    body = next(
        node.body for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and node.name == of.__name__
    )
    return {
        target.id: comments[node.lineno - 1]
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
