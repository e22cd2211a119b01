"""The published schemas by themselves, in the hands of a tool that knows nothing of us: check-jsonschema.

What is wrong with the structure of a document it finds as the engine does. Names, expressions, codes and whatever needs a
second file only the engine can find: such documents pass.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from documents.checking import HERE, INVALID, LIBRARY, VALID, problems_of
from kolonne.definitions import KINDS
from kolonne.documents import FILE_KINDS, parse_json
from kolonne.plan.problems import Desk
from kolonne.plan.structure import read_model

ROOT = HERE.parents[1]
#: What the standard's JSON takes and ours does not: the tool reads over it.
TAKEN = {"duplicate_key"}
#: To the standard, 2.0 is a whole number.
_WHOLE = re.compile(r"found `-?[0-9]+\.0+`; a whole number is needed")


def kind_of(path: Path) -> str:
    """What a file says it is; a file that cannot be read, or says nothing, is held against the schema of documents."""
    return LIBRARY.file(path).kind or "document"


@cache
def refused() -> frozenset[Path]:
    """The files that check-jsonschema refuses; each schema is read once."""
    found: set[Path] = set()
    for kind in FILE_KINDS:
        paths = [path for path in (*VALID, *INVALID, *published()) if kind_of(path) == kind]
        schema = ROOT / "schemas" / "v1" / f"{KINDS[kind][1]}.schema.json"
        found |= refused_by(schema, paths)
    return frozenset(found)


def refused_by(schema: Path, paths: Iterable[Path]) -> set[Path]:
    """Those of the files that do not pass."""
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", str(schema)]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, encoding="utf-8")
    told = json.loads(done.stdout)
    assert (done.returncode == 0) == (told["status"] == "ok"), done.stderr
    return {Path(error["filename"]) for kind in ("errors", "parse_errors") for error in told.get(kind, ())}


def published() -> Iterator[Path]:
    """The example's organisations."""
    for folder in ("*", "*/documents", "*/enumerations"):
        yield from sorted((ROOT / "org_configs").glob(f"{folder}/*.json"))


def test_documents_without_mistakes_pass() -> None:
    """All valid cases, and everything in org_configs."""
    assert not [path.name for path in (*VALID, *published()) if path in refused()]


@pytest.mark.parametrize("case", INVALID, ids=lambda path: path.stem)
def test_mistakes_of_structure_are_refused(case: Path) -> None:
    """A case is refused if its JSON is broken or its structure is; one with another mistake passes."""
    assert (case in refused()) == (is_broken(case) or has_wrong_structure(case))


def is_broken(case: Path) -> bool:
    """Whether the file is no JSON for anybody."""
    problems = parse_json(case.read_text(encoding="utf-8"), "")[1]
    return any(problem.code not in TAKEN for problem in problems)


def has_wrong_structure(case: Path) -> bool:
    """Whether the engine finds that the file has not the shape of its kind, before it looks at anything else."""
    file = LIBRARY.file(case)
    assert file.root is not None
    if not file.kind:
        return True
    root = file.root
    if file.kind == "enumeration" and root.get("extends") is not None:
        # Lists are laid over each other where they are read; what is missing may stand in the one below.
        told = {problem["code"] for problem in problems_of(case)}
        return bool(told & {"bad_name", "unknown_field", "wrong_type", "wrong_value"})
    if root.get("extends") is not None:
        # What is missing in the document itself lies under it.
        resolved, _ = LIBRARY.resolved(file)
        if resolved is None:
            return False
        root = resolved
    desk = Desk(root)
    read_model(file.kind, desk)
    # What is missing once both are laid over each other, the document alone does not show.
    lacking = ("is missing", "at least one member is needed")
    messages = [problem.message for problem in desk.problems if not _WHOLE.fullmatch(problem.message)]
    return any(root is file.root or not message.endswith(lacking) for message in messages)
