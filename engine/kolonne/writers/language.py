"""The language of a file, in its properties."""

_PROPERTIES = "docProps/core.xml"
_END = b"</cp:coreProperties>"


def with_language(name: str, data: bytes, locale: str) -> bytes:
    """An entry of the package; the one with the properties tells the language, such as `nb`."""
    if name != _PROPERTIES:
        return data
    # XlsxWriter cannot write it. A locale is letters, digits, `-` and `_`.
    return data.replace(_END, b"<dc:language>" + locale.replace("_", "-").encode() + b"</dc:language>" + _END)
