"""The part of docs/reference/formats.md about .csv files: what each dialect is, and what the guard does."""

from dataclasses import fields

from generating.markdown import block, code, heading, joined, table
from kolonne.hookspecs import CsvDialect
from kolonne.plan import DIALECTS

_FILES = """\
One sheet gives a .csv file, several a .zip of them. `csv` in a document names a dialect, says what differs from it, or both;
what is not said is the dialect's:"""
_EXAMPLE = """\
"csv": {"dialect": "rfc4180", "bom": true, "date": "dd.mm.yyyy"}"""
_EXTENDING = """\
Where a document extends another, the two `csv` are laid over each other member by member, as everything is: what the base
says of `date` counts before what the dialect says, until the document says `"date": null`.

`ssb` is for files with nothing but codes: a line a row, no headers, no totals, no quotes. Codes are text and stay as they
are, with their leading zeros; a code for *not stated* (`9`, `99`) is the `default` of its column. A text with a `;` or a line
break cannot stand in such a file: it is an error that names sheet, column and row.

The lists of what failed and what was left out follow the document's dialect, too, but always have headers, quotes where they
are needed, and the guard: they are read by people, and show what stood in records."""
_GUARD = """\
Whoever opens a .csv file in a spreadsheet runs what looks like a formula, and texts come from strangers. So text that
begins with `=`, `+`, `-` or `@`, with a full-width or small form of these, or with a tab, a line break, NUL or another control
character gets an apostrophe in front; also when blanks, signs that show as nothing, or quotes come first. A notice tells how
many cells of which columns were changed.

What only looks like it stays as it is: numbers written as text (`-5`, `+3,5`, `-1 234,50`, `-5 %`), telephone numbers
(`+47 22 33 44 55`, `+4722334455`, `(+47) 22 33 44 55`) and a dash alone. `+1+2`, `+47*cmd` and `+47-22-33` are sums, and do
not. Numbers and dates that are no text are never touched.

`"guard": false` in `csv` switches it off for a file that only programs read, `"guard": false` in a column for that column
and its header alone, and `"guard": true` in a column switches it on where `csv` switches it off. The guard holds for a file
that is read with the delimiter it was written with: read with another, a cell can end in the middle of a text."""


def csv_section() -> str:
    """The whole section."""
    return joined(
        [
            heading(2, "Dialects of .csv files", "dialects"),
            _FILES,
            block("json", _EXAMPLE),
            table(("", "if not said", *(code(name) for name in DIALECTS)), _members()),
            _EXTENDING,
            heading(3, "The guard against formulas", "guard"),
            _GUARD,
        ]
    )


def _members() -> list[tuple[str, ...]]:
    columns = (CsvDialect(), *DIALECTS.values())
    return [
        (code(one.name), *(_shown(getattr(dialect, one.name)) for dialect in columns)) for one in fields(CsvDialect)
    ]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = {"\r\n": "crlf", "\n": "lf", "": "nothing"}
    return code(words[str(value)]) if value in {"\r\n", "\n"} else words.get(str(value)) or code(_form(str(value)))


def _form(written: str) -> str:
    """A form of dates as documents write it."""
    for letter, word in (("%Y", "yyyy"), ("%m", "mm"), ("%d", "dd"), ("%H", "hh"), ("%M", "mm"), ("%S", "ss")):
        written = written.replace(letter, word)
    return written
