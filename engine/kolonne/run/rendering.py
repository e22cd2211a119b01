"""Values as text in messages, as the export's language writes them."""

import polars as pl

from kolonne.expressions import Lists, ValueType, compile_vector
from kolonne.plan import Template

#: What stands in a message where the row has no value.
NOTHING = "–"
_NORWEGIAN = ("nb", "nn", "se")


def rendered(value: pl.Expr, of: ValueType, locale: str) -> pl.Expr:
    """A value as text; blank stays null."""
    norwegian = locale[:2] in _NORWEGIAN
    match of.kind:
        case "text":
            return value
        case "integer":
            return value.cast(pl.String)
        case "number" | "decimal":
            text = value.cast(pl.String)
            return text.str.replace(".", ",", literal=True) if norwegian else text
        case "date":
            return value.dt.to_string("%d.%m.%Y" if norwegian else "%Y-%m-%d")
        case "time":
            return value.dt.to_string("%H:%M")
        case "datetime":
            return value.dt.to_string("%Y-%m-%dT%H:%M:%SZ")
        case "boolean":
            yes, no = ("ja", "nei") if norwegian else ("yes", "no")
            return pl.when(value).then(pl.lit(yes)).when(value.not_()).then(pl.lit(no))
        case "list":
            return value.cast(pl.List(pl.String)).list.join(", ")
        case "blank":
            return pl.lit(None, dtype=pl.String)


def message(template: Template, columns: dict[str, pl.Expr], lists: Lists, locale: str) -> pl.Expr:
    """The text of a message for every row."""
    parts: list[pl.Expr] = []
    for part in template.parts:
        if isinstance(part, str):
            parts.append(pl.lit(part))
            continue
        compiled = compile_vector(part, columns, lists)
        parts.append(rendered(compiled.value, part.type, locale).fill_null(NOTHING))
    return pl.concat_str(parts) if parts else pl.lit("")
