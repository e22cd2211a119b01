"""`kolonne lineage`: which fields leave the house, and through which columns."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from kolonne.cli.checking import Checking
from kolonne.cli.printing import print_json
from kolonne.cli.usage import wrong_usage
from kolonne.contract import Problem
from kolonne.documents import Library
from kolonne.plan import FieldLineage, Reach, lineage

_TITLES = {
    "shown": ("Leave the house", "Leave the house, released"),
    "coarsened": ("Leave coarsened", "Leave coarsened only"),
    "counted": ("Leave as numbers", "Leave as numbers only: how many there are"),
    "decides": (
        "Decide only",
        "Do not leave, but decide: which records are kept, left out or told of stands in the lists beside the report",
    ),
    "unused": ("Not used", "Do not leave; nothing looks at them"),
}
_PLACES = {
    "column": "column",
    "lines": "lines of",
    "heading": "heading of",
    "message": "message of",
    "list": "lists of rows:",
}


def run_lineage(document: str, org_configs: Path, *, personal: bool, as_json: bool) -> int:
    """Print the lineage of a document, a file or an ID; gives the exit code."""
    path = document_path(document, org_configs)
    if path is None:
        return wrong_usage(
            f"there is no file and no document `{document}`; documents are looked for in `{org_configs}`"
        )
    checking = Checking()
    problems = tuple(checking.problems(path))
    library = checking.library(path)
    file = library.file(path)
    if not problems and file.kind != "document":
        return wrong_usage(f"`{path}` is no column document")
    fields, told = lineage(library, file, checking.registry(library, file)) if not problems else ((), problems)
    if told:
        return _tell(told, as_json=as_json)
    fields = tuple(one for one in fields if one.is_personal or not personal)
    if as_json:
        print_json({"document": file.id, "fields": [_json(one) for one in fields]})
    else:
        for line in _text(file.id, fields, personal=personal):
            print(line)  # noqa: T201
    return 0


def document_path(document: str, org_configs: Path) -> Path | None:
    """The file of a document that is named by its path or its ID; None where there is none."""
    if Path(document).is_file():
        return Path(document)
    library = Library(org_configs)
    found = [one for one in library.documents(library.owner_of(document)) if one.id == document]
    return found[-1].path if found else None


def _tell(problems: tuple[Problem, ...], *, as_json: bool) -> int:
    if as_json:
        print_json({"problems": [problem.as_json() for problem in problems]})
    for problem in () if as_json else problems:
        print(problem)  # noqa: T201
    return 1


def _json(one: FieldLineage) -> dict[str, object]:
    return {
        "input": one.input,
        "field": one.field,
        "source": one.source,
        "sensitivity": one.sensitivity,
        "outcome": one.outcome,
        "reaches": [asdict(reach) for reach in one.reaches],
        "decides": list(one.decides),
    }


def _text(document: str, fields: tuple[FieldLineage, ...], *, personal: bool) -> Iterator[str]:
    if not fields:
        yield f"{document}: no field is {'personal or about health' if personal else 'read'}"
        return
    yield f"{document}: {'personal and health fields' if personal else 'all fields'}"
    for outcome, titles in _TITLES.items():
        found = [one for one in fields if one.outcome == outcome]
        if not found:
            continue
        yield ""
        yield titles[personal]
        for one in found:
            source = f", `{one.source}` in the source" if one.source != one.field else ""
            yield f"  {one.input}.{one.field} ({one.sensitivity}{source})"
            for reach in one.reaches:
                yield f"    → {_reached(reach)}"
            if one.decides:
                yield f"    decides: {', '.join(one.decides)}"


def _reached(reach: Reach) -> str:
    how = "" if reach.how == "shown" else f", {reach.how}"
    names = {"column": f"{reach.sheet}.{reach.name}", "lines": reach.sheet, "heading": reach.sheet}
    title = f" “{reach.title}”" if reach.title else ""
    return f"{_PLACES[reach.place]} {names.get(reach.place, reach.name)}{title}{how}"
