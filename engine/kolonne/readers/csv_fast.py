"""Regular records of a .csv file, as pyarrow reads them."""

from typing import TYPE_CHECKING

from kolonne.readers.csv_layout import Layout

if TYPE_CHECKING:
    import pyarrow as pa

_MARK = "\ufeff".encode()


def fast_table(data: bytes, layout: Layout) -> "pa.Table | None":
    """All records of `data`, or None when pyarrow cannot: some record has too few or too many fields.

    `data` is complete records whose quotes are in place: what pyarrow makes of others is not what the file says.
    """
    import pyarrow as pa
    from pyarrow import csv

    if data.startswith(_MARK):  # pyarrow would take it for the file's byte order mark and drop it
        return None
    positions = [str(position) for position in layout.columns.values()]
    quote = layout.dialect.quote
    read = csv.ReadOptions(column_names=[str(position) for position in range(layout.width)], block_size=len(data) + 1)
    parse = csv.ParseOptions(
        delimiter=layout.dialect.delimiter,
        quote_char=quote or False,
        newlines_in_values=bool(quote) and quote.encode() in data,
    )
    convert = csv.ConvertOptions(
        include_columns=positions,
        column_types=dict.fromkeys(positions, pa.string()),
        strings_can_be_null=False,
        quoted_strings_can_be_null=False,
    )
    try:
        return csv.read_csv(pa.BufferReader(data), read, parse, convert).rename_columns(list(layout.columns))
    except pa.ArrowInvalid:
        return None
