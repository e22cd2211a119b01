"""Reads the cases of this folder as `kolonne validate --format json` does, with `org` as their library."""

from pathlib import Path

from kolonne.documents import Library
from kolonne.plan import validate
from kolonne.registry import Registry

HERE = Path(__file__).parent
INVALID = sorted(path for path in (HERE / "invalid").glob("*.json") if not path.name.endswith(".problems.json"))
VALID = sorted((HERE / "valid").glob("*.json"))
#: The library of all cases; it reads each of its files once.
LIBRARY = Library(HERE / "org")


def problems_of(path: Path) -> list[dict[str, object]]:
    """The problems of a file; `file` is said only where it is another one."""
    found: list[dict[str, object]] = []
    for problem in validate(LIBRARY, LIBRARY.file(path), Registry()):
        told = problem.as_json()
        del told["file"]
        if Path(problem.file) != path:
            told = {"file": str(Path(problem.file).relative_to(HERE)), **told}
        found.append({key: _without_folder(value) for key, value in told.items()})
    return found


def _without_folder(value: object) -> object:
    return value.replace(f"{HERE}/", "") if isinstance(value, str) else value


def expected_of(path: Path) -> Path:
    """Where the expected problems of a case stand."""
    return path.with_name(f"{path.stem}.problems.json")
