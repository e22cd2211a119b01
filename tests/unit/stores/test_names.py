from pathlib import Path

import pytest

from kolonne.contract import StoreError
from kolonne.stores import FolderStore

REFUSED = {
    "": "is empty",
    ".": "begins with a dot",
    "..": "begins with a dot",
    ".hidden": "begins with a dot",
    "../up.csv": "begins with a dot",
    "/etc/passwd": "separator",
    "a/b.csv": "separator",
    "a\\b.csv": "separator",
    "C:\\b.csv": "separator",
    "a/../../b": "separator",
    "a\0b.csv": "cannot be seen",
    "a.csv\n": "cannot be seen",
    "a\u202exslx.csv": "cannot be seen",
    "a\udce9.csv": "cannot be seen",
    "a" * 151: "has 151 bytes",
    "æ" * 76: "has 152 bytes",
}


@pytest.mark.parametrize(("name", "reason"), REFUSED.items(), ids=ascii)
def test_refused_names(store: FolderStore, folder: Path, file: Path, name: str, reason: str) -> None:
    """A name that is not a plain file name is refused with the reason, before anything is touched."""
    with pytest.raises(StoreError, match=reason) as caught:
        store.put(file, name)
    assert str(caught.value).isprintable()
    with pytest.raises(StoreError, match=reason):
        store.remove(name)
    assert not folder.exists()


@pytest.mark.parametrize(
    "name", ["nhf-2025.xlsx", "Årsrapport 2025.csv", "a..b", "a", "å" * 75, "-rf", "con", "年度.csv", "nhf.part"]
)
def test_allowed_names(store: FolderStore, folder: Path, file: Path, name: str) -> None:
    """Plain file names are kept exactly as they are given."""
    store.put(file, name)
    assert [path.name for path in folder.iterdir()] == [name]
