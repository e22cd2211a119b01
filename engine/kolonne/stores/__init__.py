"""Where finished files are kept."""

from kolonne.stores.folder import FolderStore

__all__ = ["FolderStore"]
