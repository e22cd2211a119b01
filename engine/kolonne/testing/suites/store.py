"""StoreSuite: a store of finished files."""

from collections.abc import Callable
from pathlib import Path

from kolonne.contract import Store, StoreError
from kolonne.testing.promise import hold

_NAME = "nhf_aktiviteter_2025 æøå.xlsx"


class StoreSuite:
    """What every store promises. Subclass it and override `make_store` and `kept`."""

    def make_store(self, folder: Path) -> Store:
        """The store, empty; called once in a test. `folder` is an empty folder that it may use."""
        raise NotImplementedError("override `make_store`, so that there is something to try")

    def kept(self, store: Store, folder: Path) -> dict[str, bytes]:
        """Everything that the store keeps, by name; looked up by another way than the store's own, if there is one."""
        raise NotImplementedError("override `kept`, so that what was put can be seen")

    def test_what_is_put_is_kept(self, tmp_path: Path) -> None:
        """The bytes are kept under the name, it is said where, and the file that was put is still there."""
        store, folder = self._store(tmp_path)
        file = _file(tmp_path, b"rows" * 100_000)
        hold(store.put(file, _NAME), "`put` does not say where the file is")
        self._expect(store, folder, {_NAME: b"rows" * 100_000})
        hold(file.read_bytes() == b"rows" * 100_000, "the file that was put is gone, or another one")

    def test_the_private_file_is_not_needed_afterwards(self, tmp_path: Path) -> None:
        """What was put stays when the file that it was put from is deleted."""
        store, folder = self._store(tmp_path)
        file = _file(tmp_path, b"first")
        store.put(file, _NAME)
        file.unlink()
        self._expect(store, folder, {_NAME: b"first"})

    def test_a_name_is_put_again(self, tmp_path: Path) -> None:
        """A file of the same name is replaced, and others are left alone."""
        store, folder = self._store(tmp_path)
        store.put(_file(tmp_path, b"the first, which is longer"), _NAME)
        store.put(_file(tmp_path, b"other"), "other.csv")
        store.put(_file(tmp_path, b"second"), _NAME)
        self._expect(store, folder, {_NAME: b"second", "other.csv": b"other"})

    def test_what_is_removed_is_gone(self, tmp_path: Path) -> None:
        """Removing takes the one file; removing what is not there, once or again, is harmless."""
        store, folder = self._store(tmp_path)
        store.remove(_NAME)
        for name in (_NAME, "other.csv"):
            store.put(_file(tmp_path, name.encode()), name)
        for _ in range(2):
            store.remove(_NAME)
            self._expect(store, folder, {"other.csv": b"other.csv"})

    def test_what_cannot_be_put_changes_nothing(self, tmp_path: Path) -> None:
        """A file that cannot be read is a `StoreError`; nothing of it is kept, and what was there before stays."""
        store, folder = self._store(tmp_path)
        store.put(_file(tmp_path, b"old"), _NAME)
        for unreadable in (tmp_path / "private" / "not there", tmp_path / "private"):
            for name in (_NAME, "new.csv"):
                _refused(lambda file=unreadable, name=name: store.put(file, name), f"{unreadable.name} as {name}")  # type: ignore[misc]
                self._expect(store, folder, {_NAME: b"old"})

    def test_names_stay_where_they_belong(self, tmp_path: Path) -> None:
        """A name that would lead elsewhere is a `StoreError`, for putting and for removing."""
        store, folder = self._store(tmp_path)
        file = _file(tmp_path, b"bytes")
        for name in ("../outside.csv", "folder/inside.csv", "/outside.csv", "", "..", "nul\x00.csv"):
            _refused(lambda name=name: store.put(file, name), f"putting {name!r}")  # type: ignore[misc]
        self._expect(store, folder, {})
        _refused(lambda: store.remove(f"../private/{file.name}"), "removing `../…`")
        hold(file.exists(), "a file outside of the store was removed")

    def _store(self, tmp_path: Path) -> tuple[Store, Path]:
        folder = tmp_path / "store"
        folder.mkdir()
        return self.make_store(folder), folder

    def _expect(self, store: Store, folder: Path, wanted: dict[str, bytes]) -> None:
        found = self.kept(store, folder)
        hold(sorted(found) == sorted(wanted), f"{sorted(found)} is kept; {sorted(wanted)} should be")
        wrong = [name for name, content in wanted.items() if found[name] != content]
        hold(not wrong, f"{wrong} is not kept as it was put")


def _file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "private" / "made.bin"
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    return path


def _refused(act: Callable[[], object], what: str) -> None:
    try:
        act()
    except StoreError:
        return
    except Exception as error:  # noqa: BLE001 - a store may raise anything
        hold(kept=False, what=f"{what} raised {type(error).__name__}; a StoreError is needed")
    hold(kept=False, what=f"{what} was not refused")
