"""MemorySource: an export's records, from memory."""

from kolonne.readers import RecordSource


class MemorySource(RecordSource):
    """A `Source` of records as JSON has them, by input: `MemorySource({"visits": [{"id": "1"}]})`."""
