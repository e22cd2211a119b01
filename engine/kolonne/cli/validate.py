"""`kolonne validate`: every problem of every document."""

import sys
from pathlib import Path

from kolonne.cli.checking import Checking
from kolonne.cli.printing import counted, print_json
from kolonne.cli.usage import wrong_usage


def run_validate(paths: list[Path], *, as_json: bool) -> int:
    """Print what is wrong; gives the exit code."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        return wrong_usage(f"there is no `{missing[0]}`")
    checking = Checking()
    files = checking.files(paths)
    problems = tuple(dict.fromkeys(problem for path in files for problem in checking.problems(path)))
    if as_json:
        print_json([problem.as_json() for problem in problems])
        return 1 if problems else 0
    for problem in problems:
        print(problem)  # noqa: T201
    found = counted(len(problems), "problem") if problems else "no problems"
    print(f"{counted(len(files), 'file')}: {found}", file=sys.stderr)  # noqa: T201
    return 1 if problems else 0
