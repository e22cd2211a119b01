"""What is known of a .csv file once its header is read."""

from collections.abc import Mapping
from pathlib import Path

from kolonne.contract import SourceError
from kolonne.contract.quick import dataclass
from kolonne.readers.csv_dialect import Dialect

NUL = "found a NUL character; text has none (UTF-16 without a byte order mark needs the option `encoding`)"


@dataclass(frozen=True, slots=True)
class Layout:
    """How records are written, and which of their cells are wanted."""

    path: Path
    dialect: Dialect
    #: Fields of a record.
    width: int
    #: Name in the batch → position in the record.
    columns: Mapping[str, int]

    def error(self, message: str, line: int) -> SourceError:
        """The error for the record that starts on `line`."""
        return SourceError(message, path=self.path, line=line)
