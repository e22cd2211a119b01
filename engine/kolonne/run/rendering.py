"""Values as text in messages, as the export's language writes them."""

from collections.abc import Mapping

import polars as pl

from kolonne.expressions import ValueType, compile_vector
from kolonne.plan import Plan, Template

#: What stands in a message where the row has no value.
NOTHING = "–"
_NORWEGIAN = ("nb", "nn", "se")


def rendered(value: pl.Expr, of: ValueType, locale: str, timezone: str) -> pl.Expr:
    """A value as text; blank stays null. Moments are told by the organisation's clock."""
    norwegian = locale[:2] in _NORWEGIAN
    match of.kind:
        case "text":
            return value
        case "integer":
            return value.cast(pl.String)
        case "number" | "decimal":
            # A float says `2.0` where people say `2`; a decimal has the digits that it was given.
            text = value.cast(pl.String).str.strip_suffix(".0") if of.kind == "number" else value.cast(pl.String)
            return text.str.replace(".", ",", literal=True) if norwegian else text
        case "date":
            return value.dt.to_string("%d.%m.%Y" if norwegian else "%Y-%m-%d")
        case "time":
            return value.dt.to_string("%H:%M")
        case "datetime":
            local = value.dt.convert_time_zone(timezone)
            return local.dt.to_string("%d.%m.%Y %H:%M" if norwegian else "%Y-%m-%d %H:%M")
        case "boolean":
            yes, no = ("ja", "nei") if norwegian else ("yes", "no")
            return pl.when(value).then(pl.lit(yes)).when(value.not_()).then(pl.lit(no))
        case "list":
            item = of.item or ValueType("text")
            return value.list.eval(rendered(pl.element(), item, locale, timezone)).list.join(", ", ignore_nulls=True)
        case "blank":
            return pl.lit(None, dtype=pl.String)


def message(template: Template, columns: Mapping[str, pl.Expr], plan: Plan) -> pl.Expr:
    """The text of a message for every row."""
    # With the template, so that no other may ever have its place in memory, and so its ID.
    found, _ = plan.once((id(template), "message"), lambda: (_message(template, columns, plan), template))
    return found


def _message(template: Template, columns: Mapping[str, pl.Expr], plan: Plan) -> pl.Expr:
    parts: list[pl.Expr] = []
    for part in template.parts:
        if isinstance(part, str):
            parts.append(pl.lit(part))
            continue
        compiled = compile_vector(part, columns, plan.lists)
        parts.append(rendered(compiled.value, part.type, plan.locale, plan.timezone).fill_null(NOTHING))
    return pl.concat_str(parts) if parts else pl.lit("")
