"""Records of JSON as columns of text."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from kolonne.contract import SourceError, Wanted
from kolonne.contract.quick import dataclass
from kolonne.readers.json_text import BadJsonError, as_list, as_text, decoded, is_nested

if TYPE_CHECKING:
    import pyarrow as pa

#: The line a record begins on, the record, and its text.
Record = tuple[int, dict[str, object], str]
_ABSENT = object()
Cell = TypeVar("Cell")


@dataclass(frozen=True, slots=True)
class JsonColumns:
    """Turns records into batches of the columns that a document wants."""

    path: Path
    wanted: Wanted

    def read(self, records: Callable[[], Iterator[Record]], batch_rows: int) -> Iterator["pa.RecordBatch"]:
        """The records, `batch_rows` at a time; without any, one batch of all wanted columns without rows.

        Every batch has the same columns: those that some record has, anywhere in the file. `records` is therefore asked
        twice; the first time only until every wanted column was seen, most often in the first record.
        """
        names = self._present(records())
        rest, given = records(), False
        while (rows := list(islice(rest, batch_rows))) or not given:
            given = True
            yield self._batch(rows, names)

    def _present(self, records: Iterable[Record]) -> list[str]:
        missing, stand_in, is_empty = dict.fromkeys(self.wanted.columns), "", True
        for _, record, _ in records:
            is_empty = False
            stand_in = stand_in or next(iter(record), "")
            for name in [name for name in missing if self._reached(record, name) is not _ABSENT]:
                del missing[name]
            if not missing:
                break
        names = [name for name in dict.fromkeys(self.wanted.columns) if is_empty or name not in missing]
        # Some column must be there to say how many records there are.
        return names or [stand_in]

    def _batch(self, rows: list[Record], names: list[str]) -> "pa.RecordBatch":
        import pyarrow as pa

        return pa.RecordBatch.from_arrays([self._array(rows, name) for name in names], names)

    def _array(self, rows: list[Record], name: str) -> "pa.Array":
        import pyarrow as pa

        is_list = name in self.wanted.lists
        type_ = pa.list_(pa.string()) if is_list else pa.string()
        cells = self._lists(rows, name) if is_list else self._texts(rows, name)
        try:
            return pa.array(cells, type_)
        except UnicodeEncodeError as error:
            line = next(line for (line, _, _), cell in zip(rows, cells, strict=True) if not _is_encodable(cell))
            message = f"`{name}`: found half a surrogate pair (`\\ud800` to `\\udfff`), which is no character"
            raise SourceError(message, path=self.path, line=line) from error

    def _texts(self, rows: list[Record], name: str) -> list[str | None]:
        values = self._values(rows, name)
        return [
            value if value is None or isinstance(value, str) else self._converted(as_text, value, name, row)
            for value, row in zip(values, rows, strict=True)
        ]

    def _lists(self, rows: list[Record], name: str) -> list[list[str | None] | None]:
        values = self._values(rows, name)
        return [self._converted(as_list, value, name, row) for value, row in zip(values, rows, strict=True)]

    def _values(self, rows: list[Record], name: str) -> list[object]:
        if "." not in name:
            return [record.get(name) for _, record, _ in rows]
        reached = (self._reached(record, name) for _, record, _ in rows)
        return [None if value is _ABSENT else value for value in reached]

    def _converted(self, convert: Callable[[object], Cell], value: object, name: str, row: Record) -> Cell:
        line, _, text = row
        try:
            if is_nested(value) and (convert is as_text or not isinstance(value, list) or any(map(is_nested, value))):
                record = cast("dict[str, object]", decoded(text, marked=True)[0])
                value = self._reached(record, name)
            return convert(value)
        except (RecursionError, BadJsonError) as error:  # the text was good before: only its depth can be too much
            raise SourceError(f"`{name}`: the value is nested too deep", path=self.path, line=line) from error

    def _reached(self, record: dict[str, object], name: str) -> object:
        """The value under the key `name`, or else at the end of the dotted path; null where a record around it is.

        Where something else than an object is in the way, that is the value: one bad cell, and the record lives on.
        """
        if name in record or "." not in name:
            return record.get(name, _ABSENT)
        value: object = record
        for step in name.split("."):
            if value is None:
                return None
            if not isinstance(value, dict):
                # A list in the way is one element, lest its elements pass for the ones that are wanted.
                return [value] if name in self.wanted.lists else value
            value = value.get(step, _ABSENT)
            if value is _ABSENT:
                return _ABSENT
        return value


def _is_encodable(cell: object) -> bool:
    try:
        str(cell if isinstance(cell, str) else "".join(map(str, cell if isinstance(cell, list) else ()))).encode()
    except UnicodeEncodeError:
        return False
    return True
