"""Bench: how much is measured, how often, and where the records are."""

import sys
from dataclasses import dataclass
from pathlib import Path

from measure import HERE, Command, case, program, run_once


@dataclass(frozen=True, slots=True)
class Bench:
    """One run of `make bench`."""

    #: A folder that is removed afterwards.
    folder: Path
    #: Whether it must be over in two minutes: fewer records, fewer runs, and nothing is written into the repository.
    is_quick: bool

    @property
    def runs(self) -> int:
        """How often both sides of a comparison run."""
        return 1 if self.is_quick else 5

    @property
    def rows(self) -> int:
        return 20_000 if self.is_quick else 200_000

    @property
    def many(self) -> int:
        return 5 * self.rows

    @property
    def most(self) -> int:
        return 25 * self.rows

    @property
    def slow_rows(self) -> int:
        """For peers that go row by row."""
        return self.rows // 10

    @property
    def library(self) -> Path:
        """The organisation with the document of the workload."""
        folder = self.folder / "work"
        # By another process: what this one holds, its children start with.
        if not folder.exists():
            run_once(Command((sys.executable, str(HERE / "workload.py"), str(folder))))
        return folder / "org"

    def records(self, number: int, ending: str = "parquet") -> Path:
        """So many records of the workload."""
        path = self.folder / f"activities-{number}.{ending}"
        if not path.exists():
            run_once(case("records", number, path))
        return path

    def export(self, source: Path, out: Path, format_: str) -> Command:
        """Ours: a whole export of the workload, as people start it."""
        return program(
            "kolonne", "export", "--org", "demo", "--period", "2025", "--format", format_, "--out", out,
            "--source", f"activities={source}", "--org-configs", self.library,
        )  # fmt: skip
