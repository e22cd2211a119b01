"""FolderStoreKind: folders by their addresses."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from kolonne.contract import Store, StoreError
from kolonne.stores.folder import FolderStore


class FolderStoreKind:
    """Opens `file:///folder` as a folder of this machine."""

    scheme: str = "file"
    #: For people.
    title: str = "folder of this machine"

    def open(self, address: str) -> Store:
        """The store in a folder, which is made when first needed; raises `StoreError` for another machine's."""
        parts = urlsplit(address)
        if parts.netloc not in {"", "localhost"} or not parts.path.startswith("/"):
            raise StoreError(f"found the address `{address}`; a folder of this machine is written `file:///folder`")
        return FolderStore(Path(unquote(parts.path)))
