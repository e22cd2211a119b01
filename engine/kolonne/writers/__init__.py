"""Writers: a Workbook goes in, one finished file comes out, whole or not at all."""

from importlib import import_module
from typing import TYPE_CHECKING

from kolonne.writers.late import LateWriter

if TYPE_CHECKING:
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

#: What is told of each writer in this room: its format, its title, and the type of its files.
_TOLD = {
    "CsvWriter": ("csv", "comma-separated text", "text/csv"),
    "XlsxFileWriter": ("xlsx", "Excel workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "OdsWriter": ("ods", "OpenDocument spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
    "HtmlWriter": ("html", "page to read and print", "text/html"),
    "ParquetWriter": ("parquet", "Apache Parquet", "application/vnd.apache.parquet"),
    "NdjsonWriter": ("ndjson", "JSON Lines", "application/x-ndjson"),
    "FixedWidthWriter": ("fixed-width", "text in columns of fixed width", "text/plain"),
}
#: Where names are.
_PLACES = {
    "CsvWriter": "csv_file",
    "FixedWidthWriter": "fixed_width_file",
    "HtmlWriter": "html_file",
    "NdjsonWriter": "ndjson_file",
    "OdsWriter": "ods_file",
    "ParquetWriter": "parquet_file",
    "TotalsLine": "totals",
    "XlsxFileWriter": "xlsx_file",
    "XlsxLook": "look",
    "cell_texts": "cell_words",
    "full_header": "groups",
    "row_pieces": "feed",
    "totals_line": "totals",
    "write_whole": "sealed_file",
}


def built_in_writers() -> tuple[LateWriter, ...]:
    """One of each writer in this room."""
    return tuple(LateWriter(f"{__name__}.{_PLACES[name]}", name, told) for name, told in _TOLD.items())


if not TYPE_CHECKING:  # a type checker would believe that every name exists

    def __getattr__(name: str) -> object:
        # Names are found when first asked for: an export needs one writer, and a plugin what it builds its own of.
        if name in _PLACES:
            return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
