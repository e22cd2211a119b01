"""JSON text → Node, with every mistake at its line and column.

The standard parser knows no positions, takes duplicate keys and NaN, and fails on deep nesting: hence our own. A comma
too many or too few is told and read over, so that what else is wrong is found too; other mistakes end the reading.
"""

import json
import re
from bisect import bisect_right

from kolonne.contract import Problem
from kolonne.documents.foreign import WORDS, decimal_comma, number_hint, number_like, shown, sign_hint
from kolonne.documents.node import JsonScalar, Node, Place, pointer

MOST_DEPTH = 64
#: A document of 1,000 columns has about 10,000 values.
MOST_VALUES = 200_000
_MOST_NUMBER = 40
_MOST_PROBLEMS = 100

#: Also those of an old Macintosh.
_LINE_END = re.compile(r"\r\n?|\n")
_BLANK = re.compile(r"[ \t\r\n]*")
_PLAIN_STRING = re.compile(r'"([^"\\\x00-\x1f]*)"')
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"')
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?(?![-+.\w])")
#: What most often stands there: a key without escapes up to its value, and a comma with something behind it.
_USUAL_KEY = re.compile(r'"([^"\\\x00-\x1f]*)"[ \t\r\n]*:[ \t\r\n]*')
_USUAL_COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*(?=[^\]} \t\r\n])")
_WORD = re.compile(r"[^\W\d]\w*|-Infinity")
_WORDS: dict[str, JsonScalar] = {"true": True, "false": False, "null": None}


class _JsonError(Exception):
    def __init__(self, at: int, message: str, hint: str = "", code: str = "json_syntax") -> None:
        super().__init__(message)
        self.at, self.message, self.hint, self.code = at, message, hint, code


def parse_json(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The document's root, or None where the text is not JSON, and every problem found on the way."""
    return _Parser(text, file).document()


class _Parser:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        # The line that was last asked for: most often it is asked for again.
        self.line, self.line_start, self.line_end = 0, 0, 0
        self.problems: list[Problem] = []
        self.path: list[str | int] = []
        self.values = 0

    def document(self) -> tuple[Node | None, tuple[Problem, ...]]:
        try:
            at = self.skip(0)
            if at == len(self.text):
                raise _JsonError(0, "the file is empty; a JSON object is needed")
            root, at = self.value(at, 0)
            at = self.skip(at)
            if at < len(self.text):
                found = shown(self.text, at)
                raise _JsonError(at, f"found {found} after the end of the document", sign_hint(self.text, at))
        except _JsonError as problem:
            self.note(problem)
            return None, tuple(self.problems)
        return root, tuple(self.problems)

    def place(self, at: int) -> Place:
        if not self.line_start <= at < self.line_end:
            self.line = bisect_right(self.line_starts, at)
            self.line_start = self.line_starts[self.line - 1]
            self.line_end = self.line_starts[self.line] if self.line < len(self.line_starts) else len(self.text) + 1
        return Place(self.file, self.line, at - self.line_start + 1)

    def note(self, problem: _JsonError) -> None:
        place = self.place(problem.at)
        where = pointer(tuple(self.path))
        told = Problem(place.file, place.line, place.column, where, problem.code, problem.message, problem.hint)
        self.problems.append(told)

    def report(self, at: int, code: str, message: str, hint: str = "") -> None:
        """Tell a mistake that does not end the reading, unless there are too many of them."""
        if len(self.problems) >= _MOST_PROBLEMS:
            raise _JsonError(at, f"there are more than {_MOST_PROBLEMS} mistakes; the rest is not read")
        self.note(_JsonError(at, message, hint, code))

    def skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int, depth: int, key_place: Place | None = None) -> tuple[Node, int]:
        if depth > MOST_DEPTH:
            raise _JsonError(at, f"nested deeper than {MOST_DEPTH} levels", code="json_too_deep")
        self.values += 1
        if self.values > MOST_VALUES:
            hint = "split it: code lists can be files of their own"
            raise _JsonError(at, f"the file has more than {MOST_VALUES} values", hint, "file_too_large")
        sign = self.text[at : at + 1]
        place = self.place(at)
        if sign == "{":
            members, end = self.members(at, depth)
            return Node(members, place, key_place), end
        if sign == "[":
            items, end = self.items(at, depth)
            return Node(items, place, key_place), end
        if sign == '"':
            text, end, written = self.string(at)
            return Node(text, place, key_place, written), end
        scalar, end = self.scalar(at)
        # `1.50` and `12e2` are read as 1.5 and 1200.0.
        written = self.text[at:end] if isinstance(scalar, float) else ""
        return Node(scalar, place, key_place, "" if written == repr(scalar) else written), end

    def members(self, opened: int, depth: int) -> tuple[dict[str, Node], int]:
        members: dict[str, Node] = {}
        at = self.skip(opened + 1)
        while self.text[at : at + 1] != "}":
            key_at = at
            key, at = self.key(at, opened)
            self.path.append(key)
            if key in members:
                first = members[key].key_place
                where = f"; it stands in line {first.line} already" if first else ""
                self.report(key_at, "duplicate_key", f"the key `{key}` stands twice in one object{where}")
            node, at = self.value(at, depth + 1, self.place(key_at))
            members.setdefault(key, node)
            self.path.pop()
            at = self.following(at, "}", opened)
        return members, at + 1

    def items(self, opened: int, depth: int) -> tuple[list[Node], int]:
        items: list[Node] = []
        at = self.skip(opened + 1)
        while self.text[at : at + 1] != "]":
            self.path.append(len(items))
            node, at = self.value(at, depth + 1)
            self.path.pop()
            items.append(node)
            at = self.following(at, "]", opened)
        return items, at + 1

    def following(self, end: int, close: str, opened: int) -> int:
        """Where the next member begins, or the closing sign stands; `end` is behind the last value."""
        if usual := _USUAL_COMMA.match(self.text, end):
            return usual.end()
        at = self.skip(end)
        sign = self.text[at : at + 1]
        if sign == close:
            return at
        if sign == ",":
            after = self.skip(at + 1)
            if self.text[after : after + 1] == close:
                message = f"found a comma before `{close}`"
                self.report(at, "json_syntax", message, "remove the comma: nothing follows it")
            return after
        if at > end and (sign == '"' or (close == "]" and sign in {"{", "["})):
            self.report(end, "json_syntax", "a comma is missing behind this value")
            return at
        message = f"found {shown(self.text, at)}; `,` or `{close}` is needed"
        if at == len(self.text):
            hint = self.unclosed(opened)
        elif at == end and self.text[end - 1] == '"':
            hint = r'a `"` is missing before it; inside a text it is written `\"`'
        else:
            hint = sign_hint(self.text, at)
        raise _JsonError(at, message, hint)

    def unclosed(self, opened: int) -> str:
        return f"the `{self.text[opened]}` of line {self.place(opened).line} is not closed"

    def key(self, at: int, opened: int) -> tuple[str, int]:
        """The key, and where its value begins."""
        if usual := _USUAL_KEY.match(self.text, at):
            return usual[1], usual.end()
        if self.text[at : at + 1] == '"':
            text, end, _ = self.string(at)
            end = self.skip(end)
            if self.text[end : end + 1] != ":":
                raise _JsonError(end, f"found {shown(self.text, end)}; `:` is needed after the key `{text}`")
            return text, self.skip(end + 1)
        if number := decimal_comma(self.text, at):
            start, written = number
            raise _JsonError(start, f"found `{written}`", f"the decimal sign is a point: {written.replace(',', '.')}")
        hint = sign_hint(self.text, at) or 'keys stand in double quotes: "name"'
        if at == len(self.text):
            hint = self.unclosed(opened)
        raise _JsonError(at, f"found {shown(self.text, at)}; a key is needed", hint)

    def string(self, at: int) -> tuple[str, int, str]:
        """The text, where it ends, and how it was written if not as it is."""
        if plain := _PLAIN_STRING.match(self.text, at):
            return plain[1], plain.end(), ""
        if match := _STRING.match(self.text, at):
            text = str(json.loads(match[0]))
            if any("\ud800" <= sign <= "\udfff" for sign in text):
                raise _JsonError(at, "half of a surrogate pair is no character", "write the character itself")
            return text, match.end(), match[1]
        raise self.broken_string(at)

    def broken_string(self, start: int) -> _JsonError:
        at = start + 1
        while at < len(self.text):
            sign = self.text[at]
            if sign in "\r\n":
                return _JsonError(start, "the text is not closed on its line", 'a `"` is missing')
            if sign < " ":
                hint = r"a tabulator is written `\t`" if sign == "\t" else ""
                return _JsonError(at, f"found the control character U+{ord(sign):04X} inside a text", hint)
            escape = _ESCAPE.match(self.text, at)
            if sign == "\\" and escape is None:
                return _JsonError(at, f"found `{self.text[at : at + 2]}` inside a text", r"a backslash is written `\\`")
            at = escape.end() if escape else at + 1
        return _JsonError(start, "the text is not closed", 'a `"` is missing')

    def scalar(self, at: int) -> tuple[JsonScalar, int]:
        if word := _WORD.match(self.text, at):
            if word[0] in _WORDS:
                return _WORDS[word[0]], word.end()
            if word[0] in {"NaN", "Infinity", "-Infinity"}:
                raise _JsonError(at, f"found `{word[0]}`, which is no JSON number", code="json_number")
            meant = WORDS.get(word[0])
            hint = f"did you mean `{meant}`?" if meant else "text stands in double quotes"
            raise _JsonError(at, f"found `{word[0][:40]}`; a value is needed", hint)
        number = _NUMBER.match(self.text, at)
        if number is None:
            if written := number_like(self.text, at):
                message = f"found `{written[:40]}`, which is no JSON number"
                raise _JsonError(at, message, number_hint(written), "json_number")
            raise _JsonError(at, f"found {shown(self.text, at)}; a value is needed", sign_hint(self.text, at))
        if len(number[0]) > _MOST_NUMBER:
            raise _JsonError(at, f"the number has more than {_MOST_NUMBER} characters", code="json_number")
        if number[1] is None and number[2] is None:
            return int(number[0]), number.end()
        found = float(number[0])
        if found in {float("inf"), float("-inf")}:
            raise _JsonError(at, f"the number `{number[0]}` is too large", code="json_number")
        return found, number.end()
