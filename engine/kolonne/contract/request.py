"""ExportRequest: what somebody asks for."""

import re
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from kolonne.contract.errors import InvalidRequestError
from kolonne.contract.period import ReportingPeriod, is_utc
from kolonne.contract.quick import dataclass

# Without re.ASCII, ignoring case lets in look-alikes such as the Kelvin sign for `k`.
_NAMES = re.IGNORECASE | re.ASCII
#: Letters, digits, `-`, `_`, and dots inside: it becomes a folder's name, so it must not be able to leave its folder.
_ORG_ID = re.compile(r"[a-z0-9](?:[a-z0-9_-]|\.(?!\.)){0,62}[a-z0-9]|[a-z0-9]", _NAMES)
_DOCUMENT = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9_-]*)*", _NAMES)
# Babel alone would let anything pass behind `.` or `@`, as in `nb.UTF-8`.
_LOCALE = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", _NAMES)
_FORMAT = re.compile(r"[a-z0-9][a-z0-9-]{0,31}", re.ASCII)
_MOST_USER_ID = 256
#: Locales that certainly are some: most requests need no look into the registry of all languages.
_USUAL_LOCALES = frozenset({"nb", "nn", "se", "en"})


class ExportFormat(StrEnum):
    """The kinds of file that every report can be; plugins bring more of them, by names of their own."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """One report for one organisation and one period.

    Raises `InvalidRequestError`, with every reason at once, when it cannot be asked. `export_format` may be given by
    its name; it is an `ExportFormat` afterwards.
    """

    #: The organisation's ID, which is also the name of its folder of documents.
    org_id: str
    #: Who asks; checked against the session before anything else happens.
    requesting_user_id: str
    reporting_period: ReportingPeriod
    #: One of the built-in formats, or the name of one that a plugin of the organisation brings.
    export_format: ExportFormat | str
    #: The language of headings, labels and messages, as a CLDR locale: `nb`, `nn`, `se`, `en`, …
    locale: str = "nb"
    #: The ID of a column document; None means the organisation's own for the period.
    document: str | None = None
    #: Values that the document asks for, such as a total from an auditor's certificate, by name: numbers, texts, days as ISO
    #: text.
    figures: Mapping[str, str | int | float | bool] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "export_format", _format(self.export_format))
        object.__setattr__(self, "locale", _locale(self.locale))
        reasons = (
            _org_id_reason(self.org_id),
            _user_reason(self.requesting_user_id),
            _period_reason(self.reporting_period),
            _format_reason(self.export_format),
            _locale_reason(self.locale),
            _document_reason(self.document),
            _figures_reason(self.figures),
        )
        found = tuple(reason for reason in reasons if reason)
        if found:
            raise InvalidRequestError(found)


def _locale(value: object) -> object:
    """`NB` is `nb`: languages are written in small letters."""
    if not isinstance(value, str):
        return value
    language = re.split("[-_]", value, maxsplit=1)[0]
    return language.lower() + value[len(language) :]


def _format(value: object) -> object:
    try:
        return ExportFormat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _shown(value: object) -> str:
    return f"`{ascii(value[:80])[1:-1]}`" if isinstance(value, str) else repr(value)[:80]


def _org_id_reason(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        return "org_id: is empty; the ID of an organisation is needed"
    if len(value) > 64:
        return f"org_id: has {len(value)} characters; at most 64 are allowed"
    if not _ORG_ID.fullmatch(value):
        return f"org_id: found {_shown(value)}; allowed are letters a-z, digits, `-`, `_` and single dots inside"
    return ""


def _user_reason(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        return "requesting_user_id: is empty; the ID of a user is needed"
    if len(value) > _MOST_USER_ID:
        return f"requesting_user_id: has {len(value)} characters; at most {_MOST_USER_ID} are allowed"
    if not value.isprintable():
        return f"requesting_user_id: found {_shown(value)}; control characters are not allowed"
    return ""


def _period_reason(value: object) -> str:
    if not isinstance(value, ReportingPeriod):
        return f"reporting_period: found {_shown(value)}; a ReportingPeriod is needed"
    if not (is_utc(value.start) and is_utc(value.end)):
        return f"reporting_period: found {value.start} to {value.end}; both must be in UTC"
    if not value.is_valid:
        return f"reporting_period: the end {value.end} is before the start {value.start}"
    return ""


def _format_reason(value: object) -> str:
    if isinstance(value, str) and _FORMAT.fullmatch(value):
        return ""
    known = ", ".join(f"`{known}`" for known in ExportFormat)
    return f"export_format: found {_shown(value)}; {known} or the name of a plugin's format is needed"


def _locale_reason(value: object) -> str:
    if isinstance(value, str) and value in _USUAL_LOCALES:
        return ""
    from babel import Locale, UnknownLocaleError

    try:
        if isinstance(value, str) and _LOCALE.fullmatch(value):
            Locale.parse(value.replace("-", "_"))
            return ""
    except (ValueError, UnknownLocaleError):
        pass
    return f"locale: found {_shown(value)}; a CLDR locale such as `nb`, `nn`, `se` or `en` is needed"


def _document_reason(value: object) -> str:
    if value is None or (isinstance(value, str) and len(value) <= 128 and _DOCUMENT.fullmatch(value)):
        return ""
    return f"document: found {_shown(value)}; the ID of a column document such as `nhf.likeperson` is needed"


def _figures_reason(value: object) -> str:
    if not isinstance(value, Mapping):
        return f"figures: found {_shown(value)}; values by name are needed"
    for name, figure in value.items():
        if not isinstance(name, str) or not isinstance(figure, str | int | float | bool):
            return f"figures: found {_shown(name)}: {_shown(figure)}; a name with a number, a text or true or false is needed"
    return ""
