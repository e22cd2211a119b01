"""The page around its sections: what browsers are told, title, contents and foot."""

from collections.abc import Sequence

from kolonne.hookspecs import Workbook
from kolonne_blindeforbundet.markup import line
from kolonne_blindeforbundet.section import Section
from kolonne_blindeforbundet.settings import Linear
from kolonne_blindeforbundet.style import style_sheet
from kolonne_blindeforbundet.words import words

#: Even if markup came in some day, nothing of it would run or be fetched.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def opening(workbook: Workbook, settings: Linear, report: Sequence[Section], appendices: Sequence[Section]) -> str:
    """All before the first section; the contents list both kinds of sections."""
    said = words(workbook.locale)
    return f"""\
<!DOCTYPE html>
<html lang="{line(workbook.locale.replace("_", "-"))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="generator" content="kolonne {line(workbook.engine_version)}">
<meta name="kolonne-fingerprint" content="{line(workbook.fingerprint)}">
<meta name="dcterms.created" content="{workbook.made_at.isoformat()}">
<title>{line(f"{workbook.title}, {workbook.period}")}</title>
<style>
{style_sheet(settings.line_length)}</style>
</head>
<body>
<a class="skip" href="#report">{said.skip}</a>
<header>
<h1>{line(workbook.title)}</h1>
<p>{line(workbook.organisation)}</p>
<p>{line(workbook.period)}</p>
</header>
<nav id="contents" aria-labelledby="contents-title">
<h2 id="contents-title">{said.contents}</h2>
{_listed(report)}{f"<h3>{said.appendices}</h3>{chr(10)}{_listed(appendices)}" if appendices else ""}</nav>
<main id="report" tabindex="-1">
"""


def closing(workbook: Workbook) -> str:
    """All behind the last section."""
    said = words(workbook.locale)
    return f"</main>\n<footer>\n<p>{said.made_with} kolonne {line(workbook.engine_version)}</p>\n</footer>\n</body>\n</html>\n"


def _listed(sections: Sequence[Section]) -> str:
    links = (
        f'<li><a href="#{section.id}">{line(section.title)}</a>: {section.words.count(section.sheet.rows)}</li>\n'
        for section in sections
    )
    return f"<ul>\n{''.join(links)}</ul>\n"
