"""Documents as workbooks, and back, without loss: for those who work in Excel."""

from kolonne.editing.layout import written
from kolonne.editing.words import LOCALES
from kolonne.editing.workbook import MadeDocument, MadeWorkbook, from_workbook, to_workbook

__all__ = ["LOCALES", "MadeDocument", "MadeWorkbook", "from_workbook", "to_workbook", "written"]
