"""What holding an artifact of 200 MB costs: prints the growth of resident memory in bytes."""

import tempfile
from pathlib import Path

from kolonne.contract import DownloadArtifact


def resident() -> int:
    """Resident memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


folder = Path(tempfile.mkdtemp())
path = folder / "report.xlsx"
with path.open("wb") as stream:
    stream.truncate(200_000_000)
DownloadArtifact(path, file_name="warm-up", mime_type="", sha256="").clear()
folder.mkdir()
with path.open("wb") as stream:
    stream.truncate(200_000_000)
before = resident()
artifact = DownloadArtifact(path, file_name="report.xlsx", mime_type="", sha256="")
print(resident() - before)
artifact.clear()
