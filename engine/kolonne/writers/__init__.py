"""Writers: a Workbook goes in, one finished file comes out, whole or not at all."""

from kolonne.contract import Writer
from kolonne.writers.cell_words import cell_texts
from kolonne.writers.csv_file import CsvWriter
from kolonne.writers.feed import row_pieces
from kolonne.writers.fixed_width_file import FixedWidthWriter
from kolonne.writers.groups import full_header
from kolonne.writers.html_file import HtmlWriter
from kolonne.writers.look import XlsxLook
from kolonne.writers.ndjson_file import NdjsonWriter
from kolonne.writers.ods_file import OdsWriter
from kolonne.writers.parquet_file import ParquetWriter
from kolonne.writers.sealed_file import write_whole
from kolonne.writers.totals import TotalsLine, totals_line
from kolonne.writers.xlsx_file import XlsxFileWriter

__all__ = [
    "CsvWriter",
    "FixedWidthWriter",
    "HtmlWriter",
    "NdjsonWriter",
    "OdsWriter",
    "ParquetWriter",
    "TotalsLine",
    "XlsxFileWriter",
    "XlsxLook",
    "built_in_writers",
    "cell_texts",
    "full_header",
    "row_pieces",
    "totals_line",
    "write_whole",
]


def built_in_writers() -> tuple[Writer, ...]:
    """One of each writer in this room."""
    return CsvWriter(), XlsxFileWriter(), OdsWriter(), HtmlWriter(), ParquetWriter(), NdjsonWriter(), FixedWidthWriter()
