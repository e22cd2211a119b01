"""The fields of a line, in their order."""

from collections.abc import Mapping

from kolonne_funkis.codes import AGE_GROUPS, EXAMS, GENDERS, LEVELS, UNKNOWN_EXAM, UNKNOWN_LEVEL
from kolonne_funkis.flat_file.field import CODE_TYPES, Field, day, digits, free_text, heads, hours, one_of
from kolonne_funkis.headcount import plain
from kolonne_funkis.settings import FlatFile

MEMBER = Field(
    "member_organisation", CODE_TYPES, "1 to 999, or blank for the association itself", digits("0*[1-9][0-9]{0,2}", 0),
    blank="", optional=True,
)  # fmt: skip

_CODED = (
    Field("municipality", CODE_TYPES, "four digits", digits("[0-9]{3,4}", 4)),
    Field("course_id", CODE_TYPES, "at most seven digits", digits("[0-9]{1,7}", 7)),
    Field("subject", CODE_TYPES, "four digits, two of the main subject and two of the other", digits("[0-9]{3,4}", 4)),
    Field("level", CODE_TYPES, ", ".join(LEVELS), one_of(LEVELS), blank=UNKNOWN_LEVEL, tells_blanks=True),
    Field("exam", CODE_TYPES, ", ".join(EXAMS), one_of(EXAMS), blank=UNKNOWN_EXAM, tells_blanks=True),
)
_HEADS = "a whole number, 0 where nobody came; a hidden number cannot be sent"


def _participants(name: str) -> Field:
    return Field(name, frozenset({"integer"}), _HEADS, heads, alias=plain(name))


#: Men, then women, each by age, those of unknown age last. The names are those that a spread gives its columns.
PARTICIPANTS = tuple(_participants(f"{gender}_{group}") for gender in GENDERS for group in (*AGE_GROUPS, "unknown"))

#: Columns with participants of no gender that has fields: those of a spread, and the one of `funkis_headcount`.
NO_GENDER = (*(_participants(f"unknown_{group}") for group in (*AGE_GROUPS, "unknown")), _participants("other"))

#: Columns with the number of all participants of the line, which its fields must add up to.
TOTALS = ("total", "participants")

_DAYS: Mapping[str, str] = {"ddmmyyyy": "%d%m%Y", "yyyymmdd": "%Y%m%d", "dd.mm.yyyy": "%d.%m.%Y"}


def more_fields(settings: FlatFile) -> Mapping[str, Field]:
    """Fields that can stand behind the participants, by name."""
    written = day(_DAYS[settings.dates])
    decimals = frozenset({"decimal", "integer"})
    found = (
        Field("first_day", frozenset({"date"}), "a day", written),
        Field("last_day", frozenset({"date"}), "a day", written),
        Field("hours_with_teacher", decimals, "hours with at most two decimals", hours),
        Field("hours_without_teacher", decimals, "hours with at most two decimals", hours),
        Field("title", frozenset({"text"}), "a text", free_text, blank="", is_free_text=True),
    )
    return {field.name: field for field in found}


def line(settings: FlatFile) -> tuple[Field, ...]:
    """All fields of a line but the association's number, which is the same in all of them."""
    more = more_fields(settings)
    return (MEMBER, *_CODED, *PARTICIPANTS, *(more[name] for name in settings.more_fields))
