"""Template: somebody else's workbook that a report fills."""

from dataclasses import field

from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """Where a column of the document goes, and how the template's first row to fill looks there."""

    name: str
    #: In the worksheet, from 1.
    column: int
    #: The index of the look of its cells in the workbook's styles, and its number format.
    style: int
    format: str
    #: What the template's dropdown offers; empty for none, or one that cannot be read without computing.
    choices: tuple[str, ...] = ()
    #: Whether a spreadsheet refuses what the dropdown does not offer.
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """A worksheet that a sheet of the document fills. Rows and columns are counted from 1."""

    #: The document's name of its sheet.
    name: str
    #: The worksheet's own.
    worksheet: str
    header_row: int
    #: The rows that are there to be filled, both included; more are put in below the last.
    first_row: int
    last_row: int
    #: The table's first and last column, whether the document fills them or not.
    left: int
    right: int
    columns: tuple[TemplateColumn, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A template with everything found in it that the document needs."""

    #: The name of its file.
    name: str
    #: The file.
    content: bytes = field(repr=False)
    #: SHA-256 of the file, in hexadecimal.
    digest: str
    sheets: tuple[TemplateSheet, ...]
