"""Text → nodes. Python's own parser reads the grammar; from its tree only what is allowed here is taken over."""

import ast
import re
import unicodedata
from decimal import Decimal

from kolonne.contract import Span
from kolonne.contract.quick import dataclass
from kolonne.expressions.mistake import ExpressionError
from kolonne.expressions.nodes import Call, IfElse, ListLiteral, Literal, Logic, Name, Operator, Syntax
from kolonne.expressions.notation import foreign, prepared, quoted_parts, refused, restored

MOST_LENGTH = 4000
MOST_DEPTH = 60
MOST_NODES = 1000
MOST_TEXT = 1000
MOST_NUMBER = 1e300
MOST_INTEGER = 2**63 - 1
#: What stands in front of the name of a sheet, and of its column: `sheets.summary.days`.
SHEETS = "sheets"
_SPLIT = "split it with `let`"
_A_LIST = "a list is written `['a', 'b']`"
_CODES_ARE_TEXT = "a code is a text, in quotes: `'0301'`"

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_WORD_VALUES: dict[str, bool | None] = {"true": True, "false": False, "null": None, "none": None}
#: What Python's grammar has and this language has not: what it is called, and what to write instead.
_NOT_ALLOWED: dict[type[ast.AST], tuple[str, str]] = {
    ast.BitAnd: ("`&`", "`and` joins conditions"),
    ast.BitOr: ("`|`", "`or` joins alternatives"),
    ast.BitXor: ("`^`", "a power is written `**`"),
    ast.Invert: ("`~`", "`not` turns a condition around"),
    ast.MatMult: ("`@`", ""),
    ast.LShift: ("`<<`", ""),
    ast.RShift: ("`>>`", ""),
    ast.Subscript: ("`x[…]`", "values have no parts; `mid(text, 1, 2)` takes characters out of a text"),
    ast.JoinedStr: ("a text with `f` in front", "join texts with `+`"),
    ast.ListComp: ("a loop inside a list", ""),
    ast.SetComp: ("a loop inside a list", ""),
    ast.DictComp: ("a loop inside a table", ""),
    ast.GeneratorExp: ("a loop", ""),
    ast.Set: ("a list in `{}`", "a list is written `['a', 'b']`"),
    ast.Dict: ("a table in `{}`", ""),
    ast.Lambda: ("a function of one's own", ""),
    ast.NamedExpr: ("`:=`", "a comparison is written `==`"),
    ast.Starred: ("`*` before an argument", ""),
    ast.Await: ("`await`", ""),
    ast.Yield: ("`yield`", ""),
    ast.YieldFrom: ("`yield`", ""),
}


def parse(text: str) -> Syntax:
    """Read an expression; raises ExpressionError with the first mistake."""
    if not text.strip():
        raise refused("expression_syntax", "the expression is empty", Span(0, len(text)))
    if len(text) > MOST_LENGTH:
        message = f"the expression has {len(text)} characters; at most {MOST_LENGTH} are allowed"
        raise refused("expression_too_large", message, Span(MOST_LENGTH, len(text)), _SPLIT)
    # Python would read blanks in front as an indentation.
    flat = prepared(text)
    return _Reader(flat, len(flat) - len(flat.lstrip())).read()


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    shift: int

    def read(self) -> Syntax:
        try:
            tree = ast.parse(self.text[self.shift :], mode="eval")
        except SyntaxError as error:
            raise self.broken(error) from None
        except (RecursionError, MemoryError, ValueError):
            raise self.refused("expression_too_large", "the expression is nested too deeply", _SPLIT) from None
        self.refuse_size(tree)
        if isinstance(tree.body, ast.Tuple) and self.text[self.span(tree.body).start] != "(":
            mistakes = foreign(self.text)
            raise ExpressionError(*mistakes) if mistakes else self.refused("expression_syntax", "found `,`", _A_LIST)
        return self.syntax(tree.body)

    def refused(self, code: str, message: str, hint: str = "", span: Span | None = None) -> ExpressionError:
        return refused(code, message, span or Span(self.shift, len(self.text)), hint)

    def broken(self, error: SyntaxError) -> ExpressionError:
        """What Python says, unless something is there that people bring from another notation."""
        message = error.msg or ""
        at = (error.offset or 0) - 1 + self.shift
        ended = error.lineno != 1 or not error.offset or at >= len(self.text.rstrip())
        if "too many nested" in message:
            return self.refused("expression_too_large", "the expression is nested too deeply", _SPLIT)
        if "never closed" in message:
            return self.refused("expression_syntax", f"`{self.text[at]}` is not closed", "", Span(at, at + 1))
        if "unmatched" in message or "does not match" in message:
            return self.refused("expression_syntax", f"`{self.text[at]}` closes nothing", "", Span(at, at + 1))
        if mistakes := foreign(self.text):
            return ExpressionError(*mistakes)
        if "expected 'else'" in message:
            return self.refused(
                "expression_syntax", "the choice has no `else`", "it is written `x if condition else y`"
            )
        if "leading zeros" in message:
            return self.refused(
                "expression_syntax", "a number does not begin with 0", _CODES_ARE_TEXT, Span(at, at + 1)
            )
        if ended:
            end = len(self.text.rstrip())
            return self.refused("expression_syntax", "something is missing at the end", "", Span(end - 1, end))
        word = re.match(r"\w+|.", self.text[at:])
        found = word[0] if word else self.text[at]
        hint = "an operator such as `+`, `==` or `and` may be missing before it" if found[0].isalnum() else ""
        if (usual := unicodedata.normalize("NFKC", found)) != found:
            # As an input method for other scripts writes them.
            hint = f"it looks alike, but is another sign; write `{usual}`"
        return self.refused(
            "expression_syntax", f"found `{found}`, which cannot stand here", hint, Span(at, at + len(found))
        )

    def characters(self, offset: int) -> int:
        """An offset of Python's tree, which counts bytes, as one in our text."""
        return len(self.text[self.shift :].encode()[:offset].decode(errors="ignore")) + self.shift

    def span(self, node: ast.expr | ast.keyword) -> Span:
        end = node.end_col_offset if node.end_col_offset is not None else node.col_offset
        if self.text.isascii():
            return Span(node.col_offset + self.shift, end + self.shift)
        return Span(self.characters(node.col_offset), self.characters(end))

    def refuse_size(self, tree: ast.Expression) -> None:
        """Before anything recurses over it: neither deep nor large."""
        if len(self.text) <= MOST_DEPTH:
            # Every part, and every level, has a sign of its own.
            return
        level: list[ast.AST] = [tree.body]
        depth = nodes = 0
        while level:
            depth += 1
            nodes += len(level)
            if depth > MOST_DEPTH or nodes > MOST_NODES:
                what = f"nested deeper than {MOST_DEPTH} levels" if depth > MOST_DEPTH else f"over {MOST_NODES} parts"
                raise self.refused("expression_too_large", f"the expression is too large: {what}", _SPLIT)
            level = [
                child
                for node in level
                for child in ast.iter_child_nodes(node)
                if isinstance(child, ast.expr | ast.keyword)
            ]

    def syntax(self, node: ast.expr) -> Syntax:
        match node:
            case ast.Constant():
                return self.literal(node)
            case ast.Name(id=name) if name.lower() in _WORD_VALUES:
                return Literal(_WORD_VALUES[name.lower()], name, self.span(node))
            case ast.Name() | ast.Attribute():
                return Name(self.dotted(node), self.span(node))
            case ast.UnaryOp() if not isinstance(node.op, ast.Invert):
                return self.unary(node)
            case ast.BinOp() if type(node.op) in _BINARY:
                operands = (self.syntax(node.left), self.syntax(node.right))
                return Operator(_BINARY[type(node.op)], operands, self.span(node))
            case ast.BoolOp():
                symbol = "and" if isinstance(node.op, ast.And) else "or"
                return Logic(symbol, tuple(self.syntax(value) for value in node.values), self.span(node))
            case ast.Compare():
                return self.comparison(node)
            case ast.IfExp():
                condition, then, otherwise = (self.syntax(part) for part in (node.test, node.body, node.orelse))
                return IfElse(condition, then, otherwise, self.span(node))
            case ast.List() | ast.Tuple():
                return self.list_literal(node)
            case ast.Call():
                return self.call(node)
        kind = type(node.op) if isinstance(node, ast.BinOp | ast.UnaryOp) else type(node)
        what, hint = _NOT_ALLOWED.get(kind, ("this", ""))
        raise self.refused("expression_not_allowed", f"{what} is not allowed in an expression", hint, self.span(node))

    def literal(self, node: ast.Constant, most: int = MOST_INTEGER) -> Literal:
        span = self.span(node)
        written = self.text[span.start : span.end]
        value = node.value
        if isinstance(value, str):
            return self.text_literal(restored(value), restored(written), span)
        if value is None or isinstance(value, bool):
            return Literal(value, written, span)
        if isinstance(value, int) and value <= most:
            return Literal(value, written, span)
        if isinstance(value, float) and abs(value) < MOST_NUMBER:
            if Decimal(written) != Decimal(repr(value)):
                message = f"the number `{written[:40]}` has more digits than a number can hold"
                raise self.refused("literal_too_large", message, span=span)
            return Literal(value, written, span)
        if isinstance(value, int | float):
            raise self.refused("literal_too_large", f"the number `{written[:40]}` is too large", span=span)
        raise self.refused("expression_not_allowed", f"found `{written[:40]}`, which is no value here", span=span)

    def text_literal(self, value: str, written: str, span: Span) -> Literal:
        if len(value) > MOST_TEXT:
            message = f"the text has {len(value)} characters; at most {MOST_TEXT} are allowed"
            raise self.refused("literal_too_large", message, span=span)
        if any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in value):
            raise self.refused("expression_not_allowed", "the text holds a sign that is no character", span=span)
        if quoted_parts(written) > 1:
            hint = "a `,` or a `+` is missing between them"
            raise self.refused("expression_not_allowed", "one text follows the other", hint, span)
        if written[0] not in "'\"":
            hint = f"leave out the `{written[0]}`; a backslash in a text stands for itself"
            raise self.refused("expression_not_allowed", "a text begins with its quote", hint, span)
        return Literal(value, written, span)

    def unary(self, node: ast.UnaryOp) -> Syntax:
        if isinstance(node.op, ast.UAdd):
            return self.syntax(node.operand)
        if isinstance(node.op, ast.USub):
            return self.negative(node.operand, self.span(node))
        return Operator("not", (self.syntax(node.operand),), self.span(node))

    def negative(self, operand: ast.expr, span: Span) -> Syntax:
        # The smallest integer has no positive counterpart.
        is_least = isinstance(operand, ast.Constant) and operand.value == MOST_INTEGER + 1
        inner = self.literal(operand, MOST_INTEGER + 1) if is_least and isinstance(operand, ast.Constant) else None
        inner_syntax = inner or self.syntax(operand)
        value = inner_syntax.value if isinstance(inner_syntax, Literal) else None
        if isinstance(inner_syntax, Literal) and isinstance(value, int | float) and not isinstance(value, bool):
            # Taken from zero, which has no sign.
            return Literal(0 - value, f"-{inner_syntax.text}", span)
        return Operator("negative", (inner_syntax,), span)

    def dotted(self, node: ast.expr) -> str:
        span = self.span(node)
        names: list[str] = []
        inner = node
        while isinstance(inner, ast.Attribute) and not inner.attr.startswith("_"):
            names.insert(0, inner.attr)
            inner = inner.value
        is_name = isinstance(inner, ast.Name) and (len(names) < 2 or (len(names) == 2 and inner.id == SHEETS))
        if not isinstance(inner, ast.Name) or not is_name:
            hint = "a name may have one dot, as in `period.start`"
            raise self.refused("expression_not_allowed", "values have no attributes", hint, span)
        found = ".".join((inner.id, *names))
        written = "".join(self.text[span.start : span.end].split())
        if written != found:
            # Python takes signs that look alike for the same; two names that differ must not become one.
            message = f"the name `{written[:40]}` is written with unusual signs"
            raise self.refused("expression_not_allowed", message, f"did you mean `{found[:40]}`?", span)
        return found

    def comparison(self, node: ast.Compare) -> Syntax:
        parts = [node.left, *node.comparators]
        pairs: list[Syntax] = []
        for operator, left, right in zip(node.ops, parts, parts[1:], strict=False):
            symbol = _COMPARE.get(type(operator))
            span = Span(self.span(left).start, self.span(right).end) if len(parts) > 2 else self.span(node)
            if symbol is None:
                raise self.refused("expression_not_allowed", "`is` is not allowed", "write `==` or `blank(x)`", span)
            pairs.append(Operator(symbol, (self.syntax(left), self.syntax(right)), span))
        # `a < b < c` means `a < b and b < c`; expressions have no effects, so that evaluating `b` twice changes nothing.
        return pairs[0] if len(pairs) == 1 else Logic("and", tuple(pairs), self.span(node))

    def list_literal(self, node: ast.List | ast.Tuple) -> ListLiteral:
        items = tuple(self.syntax(item) for item in node.elts)
        for item in items:
            if not isinstance(item, Literal):
                hint = "compare with each: `x == a or x == b`"
                raise self.refused("expression_not_allowed", "a list holds written values only", hint, item.span)
        return ListLiteral(tuple(item for item in items if isinstance(item, Literal)), self.span(node))

    def call(self, node: ast.Call) -> Call:
        if not isinstance(node.func, ast.Name):
            hint = "functions are called by name: `upper(x)`, not `x.upper()`"
            raise self.refused("expression_not_allowed", "values have no methods", hint, self.span(node.func))
        for keyword in node.keywords:
            if keyword.arg is None:
                raise self.refused("expression_not_allowed", "`**` is not allowed here", span=self.span(keyword))
        named = tuple((keyword.arg or "", self.syntax(keyword.value)) for keyword in node.keywords)
        arguments = tuple(self.syntax(argument) for argument in node.args)
        return Call(self.dotted(node.func), arguments, named, self.span(node), self.span(node.func))
