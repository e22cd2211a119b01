"""RecordSource: an export's records, from memory."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kolonne.contract import Wanted
from kolonne.contract.quick import dataclass
from kolonne.readers.json_columns import JsonColumns, Record
from kolonne.readers.json_text import decoded

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class RecordSource:
    """A `Source` of records as JSON has them, by input; cells arrive as from `JsonReader`."""

    records: Mapping[str, Sequence[Mapping[str, object]]]

    def read(self, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch"]:
        """The records of `wanted.input`; none for an input that was not given."""
        given = [_record(at, record) for at, record in enumerate(self.records.get(wanted.input, ()), 1)]
        yield from JsonColumns(Path(wanted.input), wanted).read(partial(iter, given), batch_rows)

    def count(self, input_name: str) -> int | None:
        """How many records the input has."""
        return len(self.records.get(input_name, ()))


def _record(number: int, record: Mapping[str, object]) -> Record:
    text = json.dumps(record, ensure_ascii=False)
    found, _ = decoded(text)
    return number, found if isinstance(found, dict) else {}, text
