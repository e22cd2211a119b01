"""The artifact of a real export: delivered once, then gone; what the store keeps stays."""

from pathlib import Path

import pytest

from integration.house import STEM, House
from kolonne.contract import ArtifactGoneError


def test_a_delivered_artifact_leaves_only_the_stores_copy(house: House) -> None:
    """Bytes are read once; the private folder is gone afterwards, and what the store keeps stays."""
    artifact = house.succeed().download_artifact
    assert len(house.private()) == 1
    stored = Path(artifact.stored_at or "")
    assert artifact.file_bytes == stored.read_bytes()
    assert house.private() == []
    assert stored.is_file()
    with pytest.raises(ArtifactGoneError):
        artifact.file_bytes  # noqa: B018


def test_an_artifact_outlives_later_exports(house: House) -> None:
    """An artifact that nobody has taken yet is not cleaned up by the next export."""
    first = house.succeed()
    house.succeed().download_artifact.clear()
    assert first.download_artifact.file_bytes.startswith(b"\xef\xbb\xbf")


def test_without_a_store_the_artifact_is_all_there_is(house: House) -> None:
    """An export without a store keeps nothing, and its bytes can be read once."""
    result = house.succeed(house.orchestrator(keep=False))
    assert result.download_artifact.stored_at is None
    assert len(result.download_artifact.file_bytes) == result.download_artifact.file_size_bytes
    assert (house.kept(), house.private()) == ([], [])


def test_the_spooled_rows_are_gone_when_the_artifact_is_there(house: House) -> None:
    """Beside an artifact lie only the files of its bundle, not the rows it was made of."""
    result = house.succeed()
    (folder,) = house.work.iterdir()
    assert sorted(path.name for path in folder.iterdir()) == [f"{STEM}.csv", f"{STEM}.csv.manifest.json"]
    result.download_artifact.clear()
