"""Walking through a JSON text that holds one array of records."""

import re
from collections.abc import Iterator

from kolonne.contract.quick import dataclass
from kolonne.readers.json_columns import Record
from kolonne.readers.json_text import BadJsonError, decoded, kind

_BLANKS = re.compile(r"[ \t\n\r]*")


@dataclass(slots=True)
class JsonWalk:
    """Goes through the text once; raises `BadJsonError` where it is not what it should be."""

    text: str
    position: int = 0
    #: The line of `position`'s last record, counted as the walk goes on.
    _line: int = 1
    _counted: int = 0

    def records(self) -> Iterator[Record]:
        """The objects of the array that is the text, or that is the only array in the object that is the text."""
        match self._next():
            case "[":
                yield from self._array()
            case "{":
                yield from self._object()
            case _:
                raise BadJsonError("an array of objects is needed, or an object with one array", self.position)
        if self._next():
            raise BadJsonError("text stands behind the end", self.position)

    def _object(self) -> Iterator[Record]:
        arrays: list[str] = []
        keys: set[str] = set()
        begin = self.position
        self.position += 1
        while self._member(is_first=not keys, end="}"):
            key = self._key()
            if key in keys:
                raise BadJsonError(f"the object has the key `{key}` twice; a key is allowed once", self.position)
            keys.add(key)
            if self._next() == "[":
                arrays.append(key)
                if len(arrays) > 1:
                    message = f"the object has the arrays `{arrays[0]}` and `{key}`; one is needed"
                    raise BadJsonError(message, self.position)
                yield from self._array()
            else:
                _, self.position = decoded(self.text, self.position)
        if not arrays:
            raise BadJsonError("the object has no array; one is needed", begin)

    def _key(self) -> str:
        if self._next() != '"':
            raise BadJsonError("the JSON is broken: a key in double quotes is needed", self.position)
        key, self.position = decoded(self.text, self.position)
        if self._next() != ":":
            raise BadJsonError("the JSON is broken: `:` is needed behind the key", self.position)
        self.position += 1
        return str(key)

    def _array(self) -> Iterator[Record]:
        is_first = True
        self.position += 1
        while self._member(is_first=is_first, end="]"):
            is_first = False
            self._next()
            start = self.position
            record, self.position = decoded(self.text, start)
            if not isinstance(record, dict):
                raise BadJsonError(f"found {kind(record)} in the array; an object is needed", start)
            yield self._line_at(start), record, self.text[start : self.position]

    def _member(self, *, is_first: bool, end: str) -> bool:
        """Go in front of the next member, or behind the end."""
        sign = self._next()
        if sign == end or (not is_first and sign == ","):
            self.position += 1
        elif not is_first:
            raise BadJsonError(f"the JSON is broken: `,` or `{end}` is needed", self.position)
        elif not sign:
            raise BadJsonError(f"the JSON is broken: it ends before `{end}`", self.position)
        return sign != end

    def _next(self) -> str:
        """The next sign that is not blank, or nothing at the end."""
        found = _BLANKS.match(self.text, self.position)
        self.position = found.end() if found else self.position
        return self.text[self.position : self.position + 1]

    def _line_at(self, position: int) -> int:
        self._line += self.text.count("\n", self._counted, position)
        self._counted = position
        return self._line
