"""Ten plugins of other organisations, as installed distributions in a folder: what they cost an export that is not theirs."""

import compileall
import sys
from pathlib import Path

_CODE = '''\
"""A plugin of somebody else, with something behind every hook."""

import polars as pl

from kolonne.hookspecs import RuleKind, Transform, hookimpl, scalar_operation


@hookimpl
def kolonne_organisations():
    return ("other-{at}",)


@hookimpl
def kolonne_operations():
    return (scalar_operation("other{at}_more", "integer -> integer", lambda number: number + 1, "More."),)


@hookimpl
def kolonne_transforms():
    def twice(frame):
        return frame.with_columns(twice=pl.col("number") * 2)

    return (Transform("other{at}_twice", twice, "Twice.", {{"number": "integer"}}, {{"twice": "integer"}}),)


@hookimpl
def kolonne_rule_kinds():
    def even(frame):
        return frame["number"] % 2 == 0

    return (RuleKind("other{at}_even", even, "Even.", {{"number": "integer"}}, "is odd"),)
'''


def make_plugins(folder: Path, number: int = 10) -> Path:
    """A folder for PYTHONPATH in which so many distributions are installed."""
    for at in range(number):
        name = f"kolonne_other_{at}"
        info = folder / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (folder / f"{name}.py").write_text(_CODE.format(at=at), encoding="utf-8")
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nRequires-Dist: kolonne>=0.1,<0.2\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[kolonne]\nother{at} = {name}\n", encoding="utf-8")
    # As pip does.
    compileall.compile_dir(folder, quiet=1)
    return folder


if __name__ == "__main__":
    make_plugins(Path(sys.argv[1]))
