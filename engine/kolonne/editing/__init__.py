"""Documents as workbooks, and back, without loss: for those who work in Excel."""

from kolonne.editing.json_text import differing
from kolonne.editing.layout import written
from kolonne.editing.spelling import Spelling
from kolonne.editing.words import LOCALES
from kolonne.editing.workbook import MadeDocument, MadeWorkbook, from_workbook, to_workbook

__all__ = [
    "LOCALES",
    "MadeDocument",
    "MadeWorkbook",
    "Spelling",
    "differing",
    "from_workbook",
    "to_workbook",
    "written",
]
