"""What all models of documents share."""

import re
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


def _on_calendar(day: str) -> str:
    date.fromisoformat(day)
    return day


#: A name that expressions can use.
Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=64)]
_ID = r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)+$"
_LONGEST_ID = 128
_TEMPLATE = r"^[^/\\:\x00-\x1f\x7f.][^/\\:\x00-\x1f\x7f]*\.[xX][lL][sS][xX]$"
_LONGEST_TEMPLATE = 120
#: `nhf.likeperson`: the owner's folder, a dot, a name.
Id: TypeAlias = Annotated[str, StringConstraints(pattern=_ID, max_length=_LONGEST_ID)]
#: A file in a folder of its own; no path leads out of a name.
TemplateName: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=_TEMPLATE, max_length=_LONGEST_TEMPLATE),
    Field(examples=["bufdir-2025.xlsx"]),
]
LocaleName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}([_-][A-Za-z0-9]+)*$")]
#: A calendar day, `2025-01-31`.
Day: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
    AfterValidator(_on_calendar),
    Field(examples=["2024-01-01"], json_schema_extra={"format": "date"}),
]
Expression: TypeAlias = Annotated[
    str, StringConstraints(min_length=1, max_length=4000), Field(examples=["round(cost * 0.8, 2) if heads >= 3 else 0"])
]
#: Text for people: the same in every language, or one text a language.
Text: TypeAlias = Annotated[
    str | Annotated[dict[LocaleName, str], Field(min_length=1)],
    Field(examples=[{"nb": "Dato", "nn": "Dato", "en": "Date"}]),
]
Scalar: TypeAlias = str | bool | int | float
Severity: TypeAlias = Literal["warning", "error", "fatal"]
Sensitivity: TypeAlias = Literal["public", "internal", "personal", "health"]

#: Where a text is missing in the language asked for, these are tried in order, then whatever there is.
_FALLBACK = {"nb": ("nn", "en"), "nn": ("nb", "en"), "se": ("nb", "nn", "en"), "en": ("nb", "nn")}


def is_id(text: str) -> bool:
    """Whether a document can be called so."""
    return len(text) <= _LONGEST_ID and re.fullmatch(_ID, text) is not None


def is_template_name(text: str) -> bool:
    """Whether a document can name a template so."""
    return len(text) <= _LONGEST_TEMPLATE and re.fullmatch(_TEMPLATE, text) is not None


class Model(BaseModel):
    """Strict and frozen: what is not known is a problem, what is known does not change."""

    # Whoever reads a document needs one model of a whole file, built by `model_of`, and not one each of all its parts.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, strict=True, defer_build=True)


class Placed(Model):
    """A named thing, which may say where it goes among those of the document that it extends."""

    after: Annotated[
        str | None,
        Field(
            description="The name of the thing it stands behind, in a document that extends another; last if not said.",
            examples=["date"],
        ),
    ] = None
    description: Annotated[
        str | None,
        Field(description="A note for those who read the document.", examples=["As the auditor asked for it in 2024."]),
    ] = None


def pick(text: str | dict[str, str], locale: str) -> str:
    """The text in a language, or by the stated order in the nearest one there is."""
    if isinstance(text, str):
        return text
    base = locale.replace("-", "_").partition("_")[0]
    for name in (locale, base, *_FALLBACK.get(base, ("en", "nb", "nn"))):
        if name in text:
            return text[name]
    return next(iter(text.values()))
