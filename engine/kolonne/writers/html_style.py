"""The page's style sheet, for screens and for paper."""

from collections.abc import Mapping, Sequence

from kolonne.contract import SheetColumn
from kolonne.writers.styles import SUMMED

#: More columns than these need the long side of the paper, or smaller letters.
_UPRIGHT, _LARGE = 7, 12

_RULES = """\
:root{color-scheme:light;--ink:#1a1a1a;--paper:#fff;--head:#1f4e78;--line:#b8b8b8;--quiet:#525252}
html{font:1rem/1.45 Calibri,Carlito,Arial,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0 auto;padding:1.5rem;max-width:90rem}
h1{margin:0 0 .25rem;font-size:1.7rem;line-height:1.2}
h2{margin:2.5rem 0 .75rem;font-size:1.3rem;line-height:1.25;color:var(--head)}
h3{margin:1.5rem 0 .25rem;font-size:1rem}
header p{margin:0}
.particulars{display:grid;grid-template-columns:minmax(9rem,max-content) minmax(12rem,26rem);gap:.4rem 1rem;margin:0 0 1rem}
dt{font-weight:bold}
dd{margin:0}
.particulars dt,.particulars dd{align-self:end}
.place,.sign{border-bottom:1px solid var(--ink);min-height:1.5rem}
.sign{min-height:2.75rem;display:flex;align-items:end}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.note{font-style:italic;color:var(--quiet)}
.wide{position:relative;overflow-x:auto}
.wide:focus-visible{outline:3px solid var(--head);outline-offset:2px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);padding:0 0 .4rem}
th,td{padding:.3rem .6rem;text-align:left;vertical-align:top}
td{border-bottom:1px solid var(--line);white-space:pre-wrap}
thead th{background:var(--head);color:#fff;vertical-align:bottom;border:1px solid #9db8d2}
thead th[scope=colgroup]{text-align:center}
tfoot th,tfoot td{font-weight:bold;border-top:2px solid var(--head);border-bottom:2px solid var(--head)}
thead .number,tfoot .number{text-align:right}
footer{margin-top:2.5rem;color:var(--quiet);font-size:.85rem}
@media (forced-colors:active){.place,.sign{border-color:CanvasText}}
"""
_PRINTED = """\
html{font-size:%spt}
body{margin:0;padding:0;max-width:none}
section+section{break-before:page}
section:first-child h2{margin-top:1.25rem}
.wide{overflow:visible}
table{width:100%%}
thead{display:table-header-group}
tfoot{display:table-row-group}
thead th{print-color-adjust:exact;-webkit-print-color-adjust:exact}
tr,dt,dd{break-inside:avoid}
h2,h3,caption,.particulars{break-after:avoid}
"""


def html_style(tables: Mapping[str, Sequence[SheetColumn]]) -> str:
    """All of it; `tables` are the columns that are shown, by the tables' ids."""
    most = max(map(len, tables.values()))
    size, letters = "A4" if most <= _UPRIGHT else "A4 landscape", 10 if most <= _LARGE else 7
    page = f'@page{{size:{size};margin:14mm 12mm;@bottom-right{{content:counter(page) " / " counter(pages)}}}}\n'
    return f"{_RULES}{_numbers(tables)}{page}@media print{{\n{_PRINTED % letters}}}\n"


def _numbers(tables: Mapping[str, Sequence[SheetColumn]]) -> str:
    # By place, so that not every cell of every row has to say that it is a number.
    places = [
        f"#{name} tbody td:nth-child({at})"
        for name, columns in tables.items()
        for at, column in enumerate(columns, 1)
        if column.type in SUMMED
    ]
    rule = "{text-align:right}\n"
    return ",\n".join(places) + rule if places else ""
