"""The association's kinds of activity: a .csv file in, code lists as files of enumerations would have them out."""

from kolonne_nhf.taxonomy.file import taxonomy_lines
from kolonne_nhf.taxonomy.line import COLUMNS, Line
from kolonne_nhf.taxonomy.lists import code_lists

__all__ = ["COLUMNS", "Line", "code_lists", "taxonomy_lines"]
