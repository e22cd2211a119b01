import gc
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kolonne.contract import ArtifactGoneError, DownloadArtifact

Made = Callable[[], DownloadArtifact]


def _opened(artifact: DownloadArtifact) -> bytes:
    with artifact.open() as stream:
        return stream.read()


WAYS: dict[str, Callable[[DownloadArtifact], bytes]] = {
    "file_bytes": lambda artifact: artifact.file_bytes,
    "open": _opened,
    "chunks": lambda artifact: b"".join(artifact.chunks(64)),
}
WAYS_OUT: dict[str, Callable[[DownloadArtifact], object]] = {**WAYS, "clear": DownloadArtifact.clear}


def test_attributes(made: Made, folder: Path, whole: bytes) -> None:
    """What is told of the file is told without touching it."""
    artifact = made()
    assert (artifact.file_name, artifact.mime_type) == ("nhf-2025.xlsx", "application/x")
    assert (artifact.file_size_bytes, artifact.sha256, artifact.stored_at) == (len(whole), "ab" * 32, None)
    assert repr(artifact) == "<DownloadArtifact nhf-2025.xlsx 10000 bytes>"
    assert folder.exists()


@pytest.mark.parametrize("way", WAYS)
def test_delivers_every_byte_once(made: Made, folder: Path, whole: bytes, way: str) -> None:
    """Each way of taking the bytes gives them all, and then they are gone from the disk."""
    artifact = made()
    assert WAYS[way](artifact) == whole
    assert not folder.exists()
    assert repr(artifact) == "<DownloadArtifact nhf-2025.xlsx 10000 bytes, gone>"


@pytest.mark.parametrize("second", WAYS)
@pytest.mark.parametrize("first", WAYS_OUT)
def test_a_second_use_is_a_clear_error(made: Made, first: str, second: str) -> None:
    """After any end, any use says what happened and what to do; what is told of the file can still be read."""
    artifact = made()
    WAYS_OUT[first](artifact)
    with pytest.raises(ArtifactGoneError, match=r"`nhf-2025\.xlsx` was already .*; export it again"):
        WAYS[second](artifact)
    assert artifact.file_size_bytes == 10000


def test_chunks_of_a_gone_artifact_are_refused_at_once(made: Made) -> None:
    """The error comes with the call, before a server has sent its headers."""
    artifact = made()
    artifact.clear()
    with pytest.raises(ArtifactGoneError):
        artifact.chunks()


@pytest.mark.parametrize("size", [0, -1])
def test_impossible_chunks_deliver_nothing(made: Made, whole: bytes, size: int) -> None:
    """A size that would lose the bytes, or take them all at once, is refused, and the artifact stays."""
    artifact = made()
    with pytest.raises(ValueError, match="size"):
        artifact.chunks(size)
    assert artifact.file_bytes == whole


def test_chunks_are_at_most_the_size(made: Made) -> None:
    """Pieces are as large as asked for, the last one smaller."""
    assert [len(piece) for piece in made().chunks(4096)] == [4096, 4096, 1808]


def test_chunks_that_nobody_takes_deliver_nothing(made: Made, folder: Path, whole: bytes) -> None:
    """Delivery begins with the first piece, not with asking for an iterator."""
    artifact = made()
    artifact.chunks()
    assert folder.exists()
    assert artifact.file_bytes == whole


def test_interrupted_chunks(made: Made, folder: Path) -> None:
    """A taker who stops early has had the delivery."""
    artifact = made()
    for piece in artifact.chunks(10):
        assert piece == b"0123456789"
        break
    gc.collect()
    assert not folder.exists()
    with pytest.raises(ArtifactGoneError):
        artifact.chunks()


def test_an_error_while_delivering(made: Made, folder: Path) -> None:
    """A broken connection in the middle leaves nothing on the disk."""
    artifact = made()

    def broken() -> None:
        with artifact.open() as stream:
            raise ConnectionError(len(stream.read(10)))

    with pytest.raises(ConnectionError, match="10"):
        broken()
    assert not folder.exists()


def test_an_open_stream_is_not_disturbed(made: Made, folder: Path, whole: bytes) -> None:
    """While it is delivered its name is gone, nobody else gets it, and clearing takes nothing away."""
    artifact = made()
    with artifact.open() as stream:
        assert not folder.exists()
        with pytest.raises(ArtifactGoneError):
            assert artifact.file_bytes
        artifact.clear()
        assert stream.read() == whole


def test_of_many_takers_one_gets_it(made: Made, whole: bytes) -> None:
    """Threads that ask at the same time get the bytes once, and the others the error."""
    artifact = made()
    ready = threading.Barrier(8)
    outcomes: list[bytes | None] = []

    def take() -> None:
        ready.wait()
        try:
            outcomes.append(artifact.file_bytes)
        except ArtifactGoneError:
            outcomes.append(None)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=bool) == [None] * 7 + [whole]


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_vanished(made: Made, folder: Path, way: str) -> None:
    """When somebody emptied the temporary folder, it is the same clear error."""
    artifact = made()
    shutil.rmtree(folder)
    with pytest.raises(ArtifactGoneError):
        WAYS[way](artifact)
    assert "gone" in repr(artifact)
    artifact.clear()


def test_nobody_takes_it(made: Made, folder: Path) -> None:
    """An artifact that is forgotten is deleted with its last reference."""
    artifact = made()
    assert folder.exists()
    del artifact
    gc.collect()
    assert not folder.exists()


def test_clear_is_harmless_when_repeated(made: Made, folder: Path) -> None:
    """Clearing twice is clearing once."""
    artifact = made()
    artifact.clear()
    artifact.clear()
    assert not folder.exists()


def test_a_relative_path_stays_the_same_place(
    folder: Path, whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that moves to another folder still delivers, and deletes, the right file."""
    monkeypatch.chdir(folder)
    artifact = DownloadArtifact(Path("nhf-2025.xlsx"), file_name="a", mime_type="b", sha256="c")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "precious").write_text("stays")
    assert artifact.file_bytes == whole
    assert list(tmp_path.iterdir()) == [tmp_path / "precious"]


def test_what_a_store_keeps_stays(folder: Path, tmp_path: Path) -> None:
    """Delivery deletes the private copy, not the stored one."""
    stored = tmp_path / "stored.xlsx"
    stored.hardlink_to(folder / "nhf-2025.xlsx")
    artifact = DownloadArtifact(
        folder / "nhf-2025.xlsx", file_name="a", mime_type="b", sha256="c", stored_at=str(stored)
    )
    artifact.clear()
    assert not folder.exists()
    assert artifact.stored_at == str(stored)
    assert stored.stat().st_size == 10000
