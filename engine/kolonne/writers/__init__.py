"""Writers: a Workbook goes in, one finished file comes out, whole or not at all."""

from kolonne.contract import Writer
from kolonne.writers.csv_file import CsvWriter
from kolonne.writers.xlsx_file import XlsxFileWriter

__all__ = ["CsvWriter", "XlsxFileWriter", "built_in_writers"]


def built_in_writers() -> tuple[Writer, ...]:
    """One of each writer in this room."""
    return CsvWriter(), XlsxFileWriter()
