"""Plugins: found, asked, and turned into a registry. The only importer of pluggy, with the hooks themselves."""

from kolonne.plugins.guard import DEFAULT_SECONDS
from kolonne.plugins.installed import Installed
from kolonne.plugins.manager import Plugins

__all__ = ["DEFAULT_SECONDS", "Installed", "Plugins"]
