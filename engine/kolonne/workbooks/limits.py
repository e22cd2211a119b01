"""Limits: how large a workbook from elsewhere may be, packed and unpacked."""

from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is more than this was not made by a person filling in a form."""

    #: Of the file as it lies on disk.
    file_bytes: int = 16 << 20
    #: Of all parts together, unpacked.
    all_bytes: int = 128 << 20
    #: Of one part, unpacked.
    part_bytes: int = 48 << 20
    parts: int = 2_000
    #: Unpacked bytes a packed one; only parts above a megabyte are held to it.
    ratio: int = 300
    #: Elements and attributes of one part of XML.
    marks: int = 3_000_000
    #: Characters of all formulas of a sheet that follow another, written out.
    shared_formulas: int = 8 << 20
    #: Merged areas of one sheet, and places with dropdowns.
    areas: int = 50_000


#: Enough for any template.
USUAL = Limits()
