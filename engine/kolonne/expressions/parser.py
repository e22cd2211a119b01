"""Text → nodes. Python's own parser reads the grammar; from its tree only what is allowed here is taken over."""

import ast
import io
import re
import tokenize
import warnings
from dataclasses import dataclass

from kolonne.contract import Span
from kolonne.expressions.mistake import ExpressionError, Mistake
from kolonne.expressions.nodes import Call, IfElse, ListLiteral, Literal, Logic, Name, Operator, Syntax

MOST_LENGTH = 4000
MOST_DEPTH = 60
MOST_NODES = 1000
MOST_TEXT = 1000
MOST_INTEGER = 2**63 - 1

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
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
#: What people write who know another notation: a pattern outside quotes, and what is meant.
_FOREIGN = (
    (r"&&", "`and` joins conditions here"),
    (r"\|\|", "`or` joins alternatives here"),
    (r"<>", "`!=` says that two values differ"),
    (r"!(?!=)", "`not` turns a condition around"),
    (r"(?<![=<>!:])=(?!=)", "a comparison is written `==`"),
    (r"\bog\b", "`and` joins conditions here"),
    (r"\beller\b", "`or` joins alternatives here"),
    (r"\bikk?je?\b", "`not` turns a condition around"),
    (r"\b(?:hvis|dersom|når)\b", "a choice is written `x if condition else y`"),
    (r"\d,\d", "a decimal point is `.`; `,` separates arguments"),
    (r";", "arguments are separated by `,`"),
    (r"[“”„«»‘’]", "quotes are the plain `'` or `\"`"),
)


def parse(text: str) -> Syntax:
    """Read an expression; raises ExpressionError with the first mistake."""
    if not text.strip():
        raise ExpressionError(Mistake("expression_syntax", "the expression is empty", Span(0, len(text))))
    if len(text) > MOST_LENGTH:
        message = f"the expression has {len(text)} characters; at most {MOST_LENGTH} are allowed"
        hint = "split it with `let`"
        raise ExpressionError(Mistake("expression_too_large", message, Span(MOST_LENGTH, len(text)), hint))
    # Python would read a line break as the end, and blanks in front as an indentation.
    flat = re.sub(r"[\r\n\t\f]", " ", text)
    shift = len(flat) - len(flat.lstrip())
    return _Reader(flat, shift).read()


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    shift: int

    def read(self) -> Syntax:
        source = self.text[self.shift :]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(source, mode="eval")
        except SyntaxError as error:
            raise self.broken(error) from None
        except (RecursionError, MemoryError, ValueError) as error:
            raise self.refused("expression_syntax", f"the expression cannot be read: {error}") from None
        self.refuse_comments(source)
        self.refuse_size(tree)
        return self.syntax(tree.body)

    def refused(self, code: str, message: str, hint: str = "", span: Span | None = None) -> ExpressionError:
        return ExpressionError(Mistake(code, message, span or Span(self.shift, len(self.text)), hint))

    def broken(self, error: SyntaxError) -> ExpressionError:
        """What Python says, unless something is there that people bring from another notation."""
        hidden = _QUOTED.sub(lambda match: " " * len(match[0]), self.text)
        for pattern, hint in _FOREIGN:
            if found := re.search(pattern, hidden, re.IGNORECASE):
                span = Span(*found.span())
                return self.refused("expression_syntax", f"found `{found[0]}`", hint, span)
        at = min(self.characters(max(0, (error.offset or 1) - 1), counted=True), max(0, len(self.text) - 1))
        message = (error.msg or "it is no expression").split(". ", maxsplit=1)[0].lower()
        return self.refused("expression_syntax", message, span=Span(at, at + 1))

    def characters(self, offset: int, *, counted: bool = False) -> int:
        """An offset of Python's tree (bytes, unless counted in characters already) as one in our text."""
        if counted or self.text.isascii():
            return offset + self.shift
        return len(self.text[self.shift :].encode()[:offset].decode(errors="ignore")) + self.shift

    def span(self, node: ast.expr | ast.keyword) -> Span:
        end = node.end_col_offset if node.end_col_offset is not None else node.col_offset
        return Span(self.characters(node.col_offset), self.characters(end))

    def refuse_comments(self, source: str) -> None:
        if "#" not in source:
            return
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                span = Span(token.start[1] + self.shift, len(self.text))
                raise self.refused("expression_not_allowed", "an expression has no comments", span=span)

    def refuse_size(self, tree: ast.Expression) -> None:
        """Before anything recurses over it: neither deep nor large."""
        level: list[ast.AST] = [tree.body]
        depth = nodes = 0
        while level:
            depth += 1
            nodes += len(level)
            if depth > MOST_DEPTH or nodes > MOST_NODES:
                what = f"nested deeper than {MOST_DEPTH} levels" if depth > MOST_DEPTH else f"over {MOST_NODES} parts"
                raise self.refused(
                    "expression_too_large", f"the expression is too large: {what}", "split it with `let`"
                )
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
        what = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(node).__name__).lower()
        raise self.refused(
            "expression_not_allowed", f"this is not allowed in an expression ({what})", span=self.span(node)
        )

    def literal(self, node: ast.Constant) -> Literal:
        span = self.span(node)
        written = self.text[span.start : span.end]
        value = node.value
        if isinstance(value, str):
            if len(value) > MOST_TEXT:
                message = f"the text has {len(value)} characters; at most {MOST_TEXT} are allowed"
                raise self.refused("literal_too_large", message, span=span)
            if any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in value):
                raise self.refused("expression_not_allowed", "the text holds a sign that is no character", span=span)
            return Literal(value, written, span)
        if isinstance(value, int) and abs(value) <= MOST_INTEGER:
            return Literal(value, written, span)
        if isinstance(value, float) and abs(value) < 1e300:
            return Literal(value, written.replace("_", ""), span)
        if value is None:
            return Literal(None, written, span)
        if isinstance(value, int | float):
            raise self.refused("literal_too_large", f"the number `{written[:40]}` is too large", span=span)
        raise self.refused("expression_not_allowed", f"found `{written[:40]}`, which is no value here", span=span)

    def unary(self, node: ast.UnaryOp) -> Syntax:
        if isinstance(node.op, ast.UAdd):
            return self.syntax(node.operand)
        if isinstance(node.op, ast.USub):
            return self.negative(node.operand, self.span(node))
        return Operator("not", (self.syntax(node.operand),), self.span(node))

    def negative(self, operand: ast.expr, span: Span) -> Syntax:
        inner = self.syntax(operand)
        if isinstance(inner, Literal) and isinstance(inner.value, int | float) and not isinstance(inner.value, bool):
            return Literal(-inner.value, f"-{inner.text}", span)
        return Operator("negative", (inner,), span)

    def dotted(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and not node.attr.startswith("_"):
            return f"{node.value.id}.{node.attr}"
        hint = "a name may have one dot, as in `period.start`"
        raise self.refused("expression_not_allowed", "values have no attributes", hint, self.span(node))

    def comparison(self, node: ast.Compare) -> Syntax:
        parts = [node.left, *node.comparators]
        pairs: list[Syntax] = []
        for operator, left, right in zip(node.ops, parts, parts[1:], strict=False):
            symbol = _COMPARE.get(type(operator))
            span = Span(self.span(left).start, self.span(right).end)
            if symbol is None:
                raise self.refused("expression_not_allowed", "`is` is not allowed", "write `==` or `blank(x)`", span)
            pairs.append(Operator(symbol, (self.syntax(left), self.syntax(right)), span))
        # `a < b < c` means `a < b and b < c`; expressions have no effects, so that evaluating `b` twice changes nothing.
        return pairs[0] if len(pairs) == 1 else Logic("and", tuple(pairs), self.span(node))

    def list_literal(self, node: ast.List | ast.Tuple) -> ListLiteral:
        items = tuple(self.syntax(item) for item in node.elts)
        for item in items:
            if not isinstance(item, Literal):
                raise self.refused("expression_not_allowed", "a list holds plain values only", span=item.span)
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
        return Call(node.func.id, arguments, named, self.span(node), self.span(node.func))
