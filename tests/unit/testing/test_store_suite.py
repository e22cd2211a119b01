"""A wrong store fails the suite, where it should."""

import shutil
from pathlib import Path

import pytest

from kolonne.hookspecs import StoreError
from kolonne.testing import StoreSuite
from unit.testing.judging import failed


class _Store:
    """A good one: a folder, or rather a dictionary of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, file: Path, name: str) -> str:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise StoreError("cannot be read") from error
        self.place(name).write_bytes(content)
        return name

    def remove(self, name: str) -> None:
        self.place(name).unlink(missing_ok=True)

    def place(self, name: str) -> Path:
        if not name.isprintable() or "/" in name or name in {"", ".", ".."}:
            raise StoreError("no name")
        return self.folder / name


class _Moving(_Store):
    def put(self, file: Path, name: str) -> str:
        place = super().put(file, name)
        file.unlink()
        return place


class _Linking(_Store):
    def put(self, file: Path, name: str) -> str:
        super().put(file, name)
        self.place(name).unlink()
        self.place(name).symlink_to(file)
        return name


class _Silent(_Store):
    def put(self, file: Path, name: str) -> str:
        super().put(file, name)
        return ""


class _Writing(_Store):
    """Writes over what is there, from the beginning."""

    def put(self, file: Path, name: str) -> str:
        content = file.read_bytes() if file.is_file() else b""
        with self.place(name).open("r+b" if self.place(name).exists() else "wb") as stream:
            stream.write(content)
        if not file.is_file():
            raise StoreError("cannot be read")
        return name


class _Truncating(_Store):
    def put(self, file: Path, name: str) -> str:
        self.place(name).write_bytes(b"")
        return super().put(file, name)


class _Keeping(_Store):
    def put(self, file: Path, name: str) -> str:
        return name if self.place(name).exists() else super().put(file, name)


class _Short(_Store):
    def put(self, file: Path, name: str) -> str:
        super().put(file, name)
        content = self.place(name).read_bytes()
        self.place(name).write_bytes(content[:65536])
        return name


class _Strict(_Store):
    def remove(self, name: str) -> None:
        if not self.place(name).exists():
            raise StoreError("there is none")
        super().remove(name)


class _NeverForgetting(_Store):
    def remove(self, name: str) -> None:
        self.place(name)


class _ForgettingAll(_Store):
    def remove(self, name: str) -> None:
        for path in self.folder.iterdir():
            path.unlink()
        self.place(name)


class _OtherError(_Store):
    def put(self, file: Path, name: str) -> str:
        shutil.copyfile(file, self.place(name))
        return name


class _Trusting(_Store):
    def place(self, name: str) -> Path:
        return self.folder / name


class _TrustingToRemove(_Store):
    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)


_KEPT, _NOTHING = "what_is_put_is_kept", "what_cannot_be_put_changes_nothing"
_REMOVED, _NAMES = "what_is_removed_is_gone", "names_stay_where_they_belong"
_WRONG: dict[type[_Store], set[str]] = {
    _Moving: {_KEPT},
    _Linking: {"the_private_file_is_not_needed_afterwards"},
    _Silent: {_KEPT},
    _Short: {_KEPT},
    _Writing: {"a_name_is_put_again", _NOTHING},
    _Truncating: {_NOTHING},
    _Keeping: {"a_name_is_put_again"},
    _Strict: {_REMOVED},
    _NeverForgetting: {_REMOVED},
    _ForgettingAll: {_REMOVED},
    _OtherError: {_NOTHING},
    _Trusting: {_NAMES},
    _TrustingToRemove: {_NAMES},
}


def _suite(store: type[_Store]) -> type[StoreSuite]:
    class Suite(StoreSuite):
        def make_store(self, folder: Path) -> _Store:
            return store(folder)

        def kept(self, store: object, folder: Path) -> dict[str, bytes]:
            assert store
            return {path.name: path.read_bytes() for path in folder.iterdir()}

    return Suite


def test_a_good_store_passes(tmp_path: Path) -> None:
    """The one that all wrong ones are made of."""
    assert failed(_suite(_Store), tmp_path) == {}


@pytest.mark.parametrize(("store", "wrong"), _WRONG.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_a_wrong_store_fails(store: type[_Store], wrong: set[str], tmp_path: Path) -> None:
    """In the tests that are about what is wrong with it."""
    assert wrong <= set(failed(_suite(store), tmp_path))


def test_a_suite_without_a_store_fails(tmp_path: Path) -> None:
    """Who forgets `make_store` is told."""
    told = failed(type("Suite", (StoreSuite,), {}), tmp_path)
    assert len(told) == 6
    assert all("make_store" in one for one in told.values())
