"""docs/reference/formats.md: every format that there is, and which plugin brings it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from generating.dialects import csv_section
from generating.distributions import asked, distributions
from generating.markdown import code, generated, heading, joined, table
from kolonne.hookspecs import Sheet, SheetColumn, Workbook, Writer

_INTRODUCTION = """\
What `kolonne export --format` takes, and `export_format` of an `ExportRequest`. The built-in formats are there for every
organisation. The others are brought by plugins, for the organisations that these serve; `kolonne plugins --org ORG` shows
what an organisation has. A format that it does not have is refused before anything is read."""
_BELOW = """\
Every export also writes the complete lists of what failed and what was left out, as .csv files, and a manifest. A plugin
brings a format with the hook [`kolonne_writers`](hooks/kolonne_writers.md); it may also bring one in place of a built-in
one, under its name."""


def page() -> str:
    """The whole page."""
    rows = [*_rows("built in", "all", dict(asked().registry("demo").writers))]
    known = set(asked().registry("demo").writers)
    for one in distributions():
        plugins = asked(one.module)
        served = [org for found in plugins.all if not found.is_built_in for org in found.info.organisations]
        registry = plugins.registry("demo" if "*" in served else served[0])
        brought = {name: writer for name, writer in registry.writers.items() if name not in known}
        shown = ", ".join("all" if org == "*" else code(org) for org in served)
        rows += _rows(f"[{code(one.folder.name)}](../../{one.readme})", shown, brought)
    return joined(
        [
            generated(
                "the writers that are built in, those of the plugins of this repository, and the dialects of .csv files"
            ),
            heading(1, "Formats"),
            _INTRODUCTION,
            table(("format", "what it is", "names end with", "MIME type", "brought by", "for"), rows),
            _BELOW,
            csv_section(),
        ]
    )


def _rows(source: str, served: str, writers: dict[str, Writer]) -> Iterator[tuple[str, ...]]:
    for name, writer in writers.items():
        mark = f'<a id="format-{name}"></a>{code(name)}'
        yield mark, writer.title, _suffixes(writer), code(writer.mime_type), source, served


def _suffixes(writer: Writer) -> str:
    """How names end: of a report with one sheet and of one with several."""
    one, several = (writer.suffix(_workbook(sheets)) for sheets in (1, 2))
    return code(one) if one == several else f"{code(one)}, {code(several)} with several sheets"


def _workbook(sheets: int) -> Workbook:
    column = SheetColumn("a", "A", "text")
    sheet = Sheet("a", "A", (column,), 0, lambda: iter(()))
    made_at = datetime(2025, 12, 31, tzinfo=UTC)
    named = tuple(replace(sheet, name=f"a{at}", title=f"A{at}") for at in range(sheets))
    return Workbook("A", "demo", "2025", "nb", "", "0", made_at, named)
