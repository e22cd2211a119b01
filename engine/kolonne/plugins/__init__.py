"""Plugins: found, asked, and turned into a registry. The only importer of pluggy, with the hooks themselves."""

from kolonne.plugins.manager import Plugins

__all__ = ["Plugins"]
