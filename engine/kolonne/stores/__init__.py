"""Where finished files are kept."""

from kolonne.stores.folder import FolderStore
from kolonne.stores.folder_kind import FolderStoreKind

__all__ = ["FolderStore", "FolderStoreKind"]
