"""The page's style sheet: large letters, strong contrasts, and whatever the reader's own settings ask for instead."""

from collections.abc import Mapping

#: Letters, background, links and lines by day and by night; all of them keep WCAG's contrast for level AAA.
LIGHT: Mapping[str, str] = {"ink": "#000000", "paper": "#FFFFFF", "link": "#00347A", "rule": "#4A4A4A"}
DARK: Mapping[str, str] = {"ink": "#FFFFFF", "paper": "#000000", "link": "#9CCBFF", "rule": "#C8C8C8"}

_RULES = """\
html{font:1.25rem/1.6 Verdana,Arial,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0 auto;padding:1rem;max-width:60rem;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible,main:focus-visible{outline:.2rem solid var(--ink);outline-offset:.2rem}
.skip{position:absolute;left:1rem;top:-10rem;padding:.5rem;background:var(--paper)}
.skip:focus{top:.5rem}
h1,h2,h3{line-height:1.3}
h2,footer{border-top:.2rem solid var(--rule);padding-top:1rem}
h3{margin:1.5rem 0 .25rem;font-size:1.1em}
ul{margin:0;padding:0;list-style:none}
li{unicode-bidi:isolate}
.sign{border-bottom:.1rem solid var(--rule);padding-top:2rem}
@media (forced-colors:active){h2,footer,.sign{border-color:CanvasText}}
@media print{:root{--ink:#000;--paper:#fff;--link:#000;--rule:#000}html{font-size:16pt}.skip,.back{display:none}h2,h3{break-after:avoid}li{break-inside:avoid}}
"""


def style_sheet(line_length: int) -> str:
    """All of it; lines are at most `line_length` letters long, unless that is 0."""
    narrow = f"body{{max-width:{line_length}ch;font-family:monospace}}\n" if line_length else ""
    return (
        f":root{{color-scheme:light dark;{_variables(LIGHT)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}\n"
        f"@media (prefers-contrast:more){{:root{{--link:var(--ink);--rule:var(--ink)}}}}\n"
        f"{_RULES}{narrow}"
    )


def _variables(colours: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())
