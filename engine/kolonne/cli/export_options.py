"""ExportOptions: what `kolonne export` was told."""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class ExportOptions:
    """The options by their names, with the values that those have which are not given."""

    org: str
    period: str
    format: str
    source: tuple[str, ...]
    out: str
    document: str | None = None
    figure: tuple[str, ...] = ()
    locale: str = "nb"
    user: str | None = None
    strict: bool = False
    json: bool = False
    org_configs: Path = Path("org_configs")
    audit: Path | None = None
    disable_plugin: tuple[str, ...] = ()
    plugin_seconds: float = 60.0
