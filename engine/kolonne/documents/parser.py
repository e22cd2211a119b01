"""JSON text → Node, with every mistake at its line and column.

The standard parser knows no positions, takes duplicate keys and NaN, and fails on deep nesting: hence our own.
"""

import json
import re
from bisect import bisect_right

from kolonne.contract import Problem
from kolonne.documents.node import JsonScalar, Node, Place, pointer

MOST_DEPTH = 64

_BLANK = re.compile(r"[ \t\r\n]*")
_PLAIN_STRING = re.compile(r'"([^"\\\x00-\x1f]*)"')
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
_WORD = re.compile(r"[^\W\d]\w*|-?Infinity")
_WORDS: dict[str, JsonScalar] = {"true": True, "false": False, "null": None}
_WRONG_WORDS = {"True": "true", "False": "false", "None": "null", "undefined": "null"}
_MOST_NUMBER = 40

Path = tuple[str | int, ...]


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
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.problems: list[Problem] = []
        self.path: list[str | int] = []

    def document(self) -> tuple[Node | None, tuple[Problem, ...]]:
        try:
            if not self.text.strip():
                raise _JsonError(0, "the file is empty; a JSON object is needed")
            root, at = self.value(self.skip(0), 0)
            at = self.skip(at)
            if at < len(self.text):
                raise _JsonError(at, f"found {self.shown(at)} after the end of the document")
        except _JsonError as problem:
            self.report(problem.at, problem.code, problem.message, problem.hint)
            return None, tuple(self.problems)
        return root, tuple(self.problems)

    def place(self, at: int) -> Place:
        line = bisect_right(self.line_starts, at)
        return Place(self.file, line, at - self.line_starts[line - 1] + 1)

    def report(self, at: int, code: str, message: str, hint: str = "") -> None:
        place = self.place(at)
        where = pointer(tuple(self.path))
        self.problems.append(Problem(place.file, place.line, place.column, where, code, message, hint))

    def skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at

    def shown(self, at: int) -> str:
        return f"`{self.text[at]}`" if at < len(self.text) else "the end of the file"

    def value(self, at: int, depth: int, key_place: Place | None = None) -> tuple[Node, int]:
        if depth > MOST_DEPTH:
            raise _JsonError(at, f"nested deeper than {MOST_DEPTH} levels", code="json_too_deep")
        sign = self.text[at : at + 1]
        place = self.place(at)
        if sign == "{":
            members, end = self.members(at + 1, depth)
            return Node(members, place, key_place), end
        if sign == "[":
            items, end = self.items(at + 1, depth)
            return Node(items, place, key_place), end
        if sign == '"':
            text, end = self.string(at)
            return Node(text, place, key_place), end
        scalar, end = self.scalar(at)
        return Node(scalar, place, key_place), end

    def members(self, at: int, depth: int) -> tuple[dict[str, Node], int]:
        members: dict[str, Node] = {}
        at = self.skip(at)
        if self.text[at : at + 1] == "}":
            return members, at + 1
        while True:
            key_at = at
            key, at = self.key(at)
            at = self.skip(at)
            if self.text[at : at + 1] != ":":
                raise _JsonError(at, f"found {self.shown(at)}; `:` is needed after the key `{key}`")
            self.path.append(key)
            if key in members:
                first = members[key].key_place
                where = f"; it stands in line {first.line} already" if first else ""
                self.report(key_at, "duplicate_key", f"the key `{key}` stands twice in one object{where}")
            node, at = self.value(self.skip(at + 1), depth + 1, self.place(key_at))
            members.setdefault(key, node)
            self.path.pop()
            at = self.skip(at)
            if self.text[at : at + 1] == "}":
                return members, at + 1
            at = self.comma(at, "}")

    def items(self, at: int, depth: int) -> tuple[list[Node], int]:
        items: list[Node] = []
        at = self.skip(at)
        if self.text[at : at + 1] == "]":
            return items, at + 1
        while True:
            self.path.append(len(items))
            node, at = self.value(at, depth + 1)
            self.path.pop()
            items.append(node)
            at = self.skip(at)
            if self.text[at : at + 1] == "]":
                return items, at + 1
            at = self.comma(at, "]")

    def comma(self, at: int, close: str) -> int:
        if self.text[at : at + 1] != ",":
            hint = "a comma is missing before it" if self.text[at : at + 1] in {'"', "{", "["} else ""
            raise _JsonError(at, f"found {self.shown(at)}; `,` or `{close}` is needed", hint)
        after = self.skip(at + 1)
        if self.text[after : after + 1] == close:
            raise _JsonError(at, f"found a comma before `{close}`", "remove the comma: nothing follows it")
        return after

    def key(self, at: int) -> tuple[str, int]:
        if self.text[at : at + 1] == '"':
            return self.string(at)
        hint = 'keys stand in double quotes: "name"'
        raise _JsonError(at, f"found {self.shown(at)}; a key is needed", _foreign_hint(self.text, at) or hint)

    def string(self, at: int) -> tuple[str, int]:
        if plain := _PLAIN_STRING.match(self.text, at):
            return plain[1], plain.end()
        if match := _STRING.match(self.text, at):
            text = str(json.loads(match[0]))
            if any("\ud800" <= sign <= "\udfff" for sign in text):
                raise _JsonError(at, "half of a surrogate pair is no character", "write the character itself")
            return text, match.end()
        raise self.broken_string(at)

    def broken_string(self, at: int) -> _JsonError:
        start = at
        at += 1
        while at < len(self.text):
            sign = self.text[at]
            if sign == '"':
                break
            if sign == "\n":
                return _JsonError(start, "the text is not closed on its line", 'a `"` is missing')
            if sign < " ":
                return _JsonError(at, f"found the control character U+{ord(sign):04X} inside a text")
            if sign == "\\":
                if not re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})').match(self.text, at):
                    found = self.text[at : at + 2]
                    return _JsonError(at, f"found `{found}` inside a text", r"a backslash is written `\\`")
                at += 1
            at += 1
        return _JsonError(start, "the text is not closed", 'a `"` is missing')

    def scalar(self, at: int) -> tuple[JsonScalar, int]:
        if word := _WORD.match(self.text, at):
            if word[0] in _WORDS:
                return _WORDS[word[0]], word.end()
            if word[0] in {"NaN", "Infinity", "-Infinity"}:
                raise _JsonError(at, f"found `{word[0]}`, which is no JSON number", code="json_number")
            meant = _WRONG_WORDS.get(word[0])
            hint = f"did you mean `{meant}`?" if meant else "text stands in double quotes"
            raise _JsonError(at, f"found `{word[0][:40]}`; a value is needed", hint)
        number = _NUMBER.match(self.text, at)
        if number is None:
            raise _JsonError(at, f"found {self.shown(at)}; a value is needed", _foreign_hint(self.text, at))
        if len(number[0]) > _MOST_NUMBER:
            raise _JsonError(at, f"the number has more than {_MOST_NUMBER} characters", code="json_number")
        if number[1] is None and number[2] is None:
            return int(number[0]), number.end()
        found = float(number[0])
        if found in {float("inf"), float("-inf")}:
            raise _JsonError(at, f"the number `{number[0]}` is too large", code="json_number")
        return found, number.end()


def _foreign_hint(text: str, at: int) -> str:
    """What people write who know other notations."""
    if text.startswith(("//", "/*", "#"), at):
        return "JSON has no comments; say it in a `description`"
    if text[at : at + 1] in {"'", "‘", "’"}:
        return 'text stands in double quotes: "text"'
    if text[at : at + 1] in {"“", "”", "«", "„"}:
        return 'these are quotes of a word processor; JSON needs the plain `"`'
    return "remove the comma" if text[at : at + 1] == "," else ""
