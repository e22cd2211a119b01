from pathlib import Path

import pytest

from kolonne.contract import Store, StoreError
from kolonne.stores import FolderStore


def test_is_a_store(folder: Path) -> None:
    """The type checker accepts it as the contract's Store, and making it touches nothing."""
    store: Store = FolderStore(folder)
    assert store is not None
    assert not folder.exists()


@pytest.mark.usefixtures("way")
def test_put_keeps_a_copy_that_outlives_its_original(store: FolderStore, folder: Path, file: Path) -> None:
    """The stored file is whole, is the only thing in the folder, and stays when the private one is deleted."""
    whole = file.read_bytes()
    assert store.put(file, "nhf.xlsx") == str(folder / "nhf.xlsx")
    assert file.read_bytes() == whole
    file.unlink()
    assert (folder / "nhf.xlsx").read_bytes() == whole
    assert list(folder.iterdir()) == [folder / "nhf.xlsx"]


def test_put_copies_nothing_on_the_same_file_system(store: FolderStore, file: Path) -> None:
    """Where hard links work, a stored file costs no second space."""
    assert Path(store.put(file, "nhf.xlsx")).samefile(file)


@pytest.mark.usefixtures("way")
def test_put_of_a_symbolic_link_keeps_its_file(store: FolderStore, file: Path) -> None:
    """What is kept is the file, never a link to a place that will go away."""
    link = file.with_name("link")
    link.symlink_to(file)
    stored = Path(store.put(link, "nhf.xlsx"))
    assert not stored.is_symlink()
    assert stored.read_bytes() == file.read_bytes()


def test_put_replaces_a_planted_link_and_not_its_target(store: FolderStore, folder: Path, file: Path) -> None:
    """A symbolic link in the way is replaced; what it points to is not written to."""
    victim = file.with_name("victim")
    victim.write_text("precious")
    folder.mkdir()
    (folder / "nhf.xlsx").symlink_to(victim)
    store.put(file, "nhf.xlsx")
    assert victim.read_text() == "precious"
    assert (folder / "nhf.xlsx").samefile(file)


@pytest.mark.usefixtures("way")
def test_put_twice_leaves_one_file(store: FolderStore, folder: Path, file: Path) -> None:
    """The same file under the same name again changes nothing and leaves nothing over."""
    store.put(file, "nhf.xlsx")
    store.put(file, "nhf.xlsx")
    assert list(folder.iterdir()) == [folder / "nhf.xlsx"]


def test_remove(store: FolderStore, folder: Path, file: Path) -> None:
    """Removing takes the file away; without a file, or even a folder, it is harmless."""
    store.remove("nhf.xlsx")
    store.put(file, "nhf.xlsx")
    store.remove("nhf.xlsx")
    store.remove("nhf.xlsx")
    assert list(folder.iterdir()) == []
    assert file.exists()


def test_a_missing_file(store: FolderStore, folder: Path, tmp_path: Path) -> None:
    """A file that is not there is a StoreError, and leaves nothing over."""
    with pytest.raises(StoreError, match="No such file"):
        store.put(tmp_path / "nothing", "nhf.xlsx")
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("way")
def test_a_folder_is_no_file(store: FolderStore, folder: Path, tmp_path: Path) -> None:
    """A folder cannot be put, nor replaced by a file, nor removed: each is a StoreError that names the place."""
    with pytest.raises(StoreError, match=r"nhf\.xlsx: "):
        store.put(tmp_path, "nhf.xlsx")
    (folder / "nhf.xlsx").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"nhf\.xlsx: "):
        store.put(tmp_path / "file", "nhf.xlsx")
    with pytest.raises(StoreError, match=r"nhf\.xlsx: "):
        store.remove("nhf.xlsx")
    assert list(folder.iterdir()) == [folder / "nhf.xlsx"]


def test_a_file_in_the_way_of_the_folder(store: FolderStore, folder: Path, file: Path) -> None:
    """A store whose folder is a file is a StoreError that names the place."""
    folder.write_text("a file")
    for call in (lambda: store.put(file, "nhf.xlsx"), lambda: store.remove("nhf.xlsx"), lambda: store.sweep_parts(0)):
        with pytest.raises(StoreError, match=str(folder)):
            call()
    assert folder.read_text() == "a file"


def test_a_read_only_folder(read_only: Path) -> None:
    """Without write access, putting and removing are StoreErrors that name the place, and nothing changes."""
    store = FolderStore(read_only)
    with pytest.raises(StoreError, match=rf"{read_only}/new\.csv: Permission denied"):
        store.put(read_only / "old.csv", "new.csv")
    with pytest.raises(StoreError, match=rf"{read_only}/old\.csv: Permission denied"):
        store.remove("old.csv")
    assert list(read_only.iterdir()) == [read_only / "old.csv"]
