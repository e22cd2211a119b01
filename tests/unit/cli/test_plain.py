"""Plain calls, against Typer, which reads all others."""

import inspect
import os
import subprocess
import sys
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

import kolonne.cli as cli
import kolonne.cli.export
from integration.house import House, record
from kolonne.cli import app
from kolonne.cli.export_options import ExportOptions
from kolonne.cli.plain import plain_options
from unit.cli.conftest import USUAL

_NEEDED = ["--org", "nhf", "--period", "2025", "--format", "csv", "--source", "a", "--out", "b"]

_PLAIN = {
    "what is needed": [],
    "with signs": ["--org=x", "--source=a=b=c", "--document=nhf.æøå x"],
    "all texts": ["--document", "a", "--locale", "nn", "--user", "me", "--audit", "c/d", "--org-configs", "~/e"],
    "flags": ["--strict", "--json", "--strict"],
    "several": ["--source", "c", "--figure", "m=1", "--figure=n=2", "--disable-plugin", "p", "--disable-plugin", "q"],
    "the last one wins": ["--org", "a", "--org", "b", "--format=xlsx"],
    "no path": ["--out", "sftp://host/./folder/", "--audit", "./a//b/"],
}
_ODD = {
    "help": ["--help"],
    "a number": ["--plugin-seconds", "3"],
    "a value like an option": ["--document", "-x"],
    "no value": ["--document"],
    "an empty value": ["--document", ""],
    "an empty value with a sign": ["--document="],
    "a flag with a value": ["--strict=yes"],
    "an unknown option": ["--nothing", "x"],
    "a shortened option": ["--perio", "x"],
    "an argument": ["x"],
    "the end of options": ["--"],
    "no text": ["--document", os.fsdecode(b"\xff")],
}


def _by_typer(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> list[ExportOptions]:
    found: list[ExportOptions] = []
    monkeypatch.setattr(kolonne.cli.export, "run_export", found.append)
    app.run(["export", *arguments])
    return found


@pytest.mark.parametrize("more", _PLAIN.values(), ids=_PLAIN)
def test_plain_options_are_what_typer_reads(more: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Value by value."""
    options = plain_options(ExportOptions, [*_NEEDED, *more])
    assert options is not None
    assert [options] == _by_typer([*_NEEDED, *more], monkeypatch)


@pytest.mark.parametrize("more", _ODD.values(), ids=_ODD)
def test_whatever_is_not_plain_is_left_to_typer(more: list[str]) -> None:
    """Help, mistakes, numbers."""
    assert plain_options(ExportOptions, [*_NEEDED, *more]) is None


@pytest.mark.parametrize("at", range(0, len(_NEEDED), 2))
def test_what_is_missing_is_told_by_typer(at: int) -> None:
    """Each of the options that are needed."""
    assert plain_options(ExportOptions, _NEEDED[:at] + _NEEDED[at + 2 :]) is None


def test_the_options_are_those_of_the_command() -> None:
    """The same names with the same defaults; what Typer leaves empty is a list of nothing."""
    by_typer = {name: one.default for name, one in inspect.signature(app.export).parameters.items()}
    here = {
        field.name: inspect.Parameter.empty if field.default is MISSING else field.default
        for field in fields(ExportOptions)
    }
    assert {name: value if value != () else None for name, value in here.items()} == by_typer


def test_an_interrupted_export_ends_as_typer_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """With 130, while it is loaded too."""

    def interrupted(_: ExportOptions) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(kolonne.cli.export, "run_export", interrupted)
    assert cli._run(["export", *_NEEDED]) == app.run(["export", *_NEEDED]) == 130


@pytest.mark.parametrize("more", [[], ["--plugin-seconds", "60"]], ids=["plain", "by typer"])
def test_a_reader_that_leaves_early_is_no_crash(house: House, more: list[str]) -> None:
    """A closed pipe ends an export without a traceback, whoever read its options."""
    house.records([record(0)])
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-u", "-m", "kolonne", "export", *USUAL, *more],
        cwd=house.folder, stdout=writing, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, "Traceback" in done.stderr, "BrokenPipe" in done.stderr) == (1, False, False)
    assert list(Path(house.out).glob("*.csv"))
