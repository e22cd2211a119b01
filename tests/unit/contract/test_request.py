import dataclasses
import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolonne.contract import ExportFormat, ExportRequest, InvalidRequestError, ReportingPeriod

YEAR = ReportingPeriod.year(2025)
JULY = datetime(2025, 7, 1, tzinfo=UTC)
OSLO = timezone(timedelta(hours=2))
GOOD: dict[str, Any] = {
    "org_id": "nhf",
    "requesting_user_id": "kari@nhf.example",
    "reporting_period": YEAR,
    "export_format": ExportFormat.XLSX,
}

REFUSED: list[tuple[str, Any, str]] = [
    ("org_id", "", "is empty"),
    ("org_id", " \t", "is empty"),
    ("org_id", None, "is empty"),
    ("org_id", 7, "is empty"),
    ("org_id", "../", "allowed are"),
    ("org_id", "..", "allowed are"),
    ("org_id", ".", "allowed are"),
    ("org_id", "a..b", "allowed are"),
    ("org_id", ".hidden", "allowed are"),
    ("org_id", "a.", "allowed are"),
    ("org_id", "-rf", "allowed are"),
    ("org_id", "/etc/passwd", "allowed are"),
    ("org_id", "nhf/../hlf", "allowed are"),
    ("org_id", "nhf\\hlf", "allowed are"),
    ("org_id", "C:", "allowed are"),
    ("org_id", "nhf\0", "allowed are"),
    ("org_id", "\0", "allowed are"),
    ("org_id", "nhf\n", "allowed are"),
    ("org_id", "nhf ", "allowed are"),
    ("org_id", "*", "allowed are"),
    ("org_id", "ø", "allowed are"),
    ("org_id", "nһf", "allowed are"),  # a Cyrillic letter
    ("org_id", "ｎｈｆ", "allowed are"),
    ("org_id", "n\u200bhf", "allowed are"),
    ("org_id", "\u212aommune", "allowed are"),  # the Kelvin sign, a `k` where case is ignored
    ("org_id", "bufdır", "allowed are"),  # a dotless i
    ("org_id", "ſtatped", "allowed are"),  # a long s
    ("org_id", "nhf٣", "allowed are"),
    ("org_id", "a" * 65, "has 65 characters; at most 64"),
    ("requesting_user_id", "", "is empty"),
    ("requesting_user_id", "  ", "is empty"),
    ("requesting_user_id", None, "is empty"),
    ("requesting_user_id", "kari\n", "control characters"),
    ("requesting_user_id", "kari\0", "control characters"),
    ("requesting_user_id", "kari\u202e", "control characters"),
    ("requesting_user_id", "kari\udce9", "control characters"),
    ("requesting_user_id", "k" * 257, "has 257 characters; at most 256"),
    ("reporting_period", ReportingPeriod(JULY, JULY - timedelta(microseconds=1)), "is before the start"),
    ("reporting_period", ReportingPeriod(datetime(2025, 1, 1), JULY), "both must be in UTC"),  # noqa: DTZ001 - meant
    ("reporting_period", ReportingPeriod(JULY, datetime(2025, 8, 1)), "both must be in UTC"),  # noqa: DTZ001 - meant
    ("reporting_period", ReportingPeriod(JULY, datetime(2025, 8, 1, tzinfo=OSLO)), "both must be in UTC"),
    ("reporting_period", ReportingPeriod(JULY.astimezone(OSLO), JULY), "both must be in UTC"),
    ("reporting_period", ReportingPeriod(date(2025, 1, 1), JULY), "both must be in UTC"),  # type: ignore[arg-type]
    ("reporting_period", "2025", "a ReportingPeriod is needed"),
    ("reporting_period", None, "a ReportingPeriod is needed"),
    ("export_format", "PDF!", "`csv`, `xlsx` or the name of a plugin's format is needed"),
    ("export_format", "", "`csv`, `xlsx` or the name of a plugin's format is needed"),
    ("export_format", None, "`csv`, `xlsx` or the name of a plugin's format is needed"),
    ("locale", "xx", "a CLDR locale"),
    ("locale", "", "a CLDR locale"),
    ("locale", None, "a CLDR locale"),
    ("locale", "nb\n", "a CLDR locale"),
    ("locale", " nb", "a CLDR locale"),
    ("locale", "../nb", "a CLDR locale"),
    ("locale", "nb.UTF-8", "a CLDR locale"),
    ("locale", "nb@../../etc", "a CLDR locale"),
    ("locale", "nb_", "a CLDR locale"),
    ("locale", "ｎｂ", "a CLDR locale"),
    ("locale", "a" * 500, "a CLDR locale"),
    ("document", "", "the ID of a column document"),
    ("document", 7, "the ID of a column document"),
    ("document", "nhf/likeperson", "the ID of a column document"),
    ("document", "../likeperson", "the ID of a column document"),
    ("document", "nhf..likeperson", "the ID of a column document"),
    ("document", "nhf.", "the ID of a column document"),
    ("document", "nhf.likeperson\n", "the ID of a column document"),
    ("document", "li\u212aeperson", "the ID of a column document"),
    ("document", "a" * 129, "the ID of a column document"),
]


@pytest.mark.parametrize(("field", "value", "reason"), REFUSED, ids=ascii)
def test_refused(field: str, value: object, reason: str) -> None:
    """A request that cannot be asked names the field and what is allowed, in one line of plain ASCII about the value."""
    with pytest.raises(InvalidRequestError, match=re.escape(reason)) as caught:
        ExportRequest(**{**GOOD, field: value})
    (sentence,) = caught.value.reasons
    assert sentence.startswith(f"{field}: ")
    assert sentence.isprintable()
    assert len(sentence) < 250


@pytest.mark.parametrize("field", GOOD)
def test_missing(field: str) -> None:
    """What every request needs has no default: leaving it out is Python's own TypeError."""
    with pytest.raises(TypeError, match=field):
        ExportRequest(**{name: value for name, value in GOOD.items() if name != field})


def test_every_reason_at_once() -> None:
    """A request with several mistakes tells them all, in the order of its fields."""
    wrong = {"org_id": "", "requesting_user_id": "", "reporting_period": None, "export_format": "../pdf", "locale": ""}
    with pytest.raises(InvalidRequestError) as caught:
        ExportRequest(**{**wrong, "document": ""})  # type: ignore[arg-type]
    assert [reason.partition(":")[0] for reason in caught.value.reasons] == [*wrong, "document"]
    assert str(caught.value) == "; ".join(caught.value.reasons)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("org_id", value) for value in ("n", "NHF", "nhf-oslo", "nhf.oslo", "a_b", "7", "a" * 64)),
        *(("requesting_user_id", value) for value in ("k", "Kåre Ødegård", "k" * 256)),
        *(("locale", value) for value in ("nb", "nn", "se", "en", "nb-NO", "nb_NO", "zh_Hant_TW")),
        *(("document", value) for value in (None, "likeperson", "nhf.likeperson", "a.b-c.d_e", "a" * 128)),
        ("reporting_period", ReportingPeriod(JULY, JULY)),
        ("export_format", "xlsx-large-print"),
    ],
)
def test_allowed(field: str, value: object) -> None:
    """What is allowed is kept exactly as it was given."""
    assert getattr(ExportRequest(**{**GOOD, field: value}), field) == value


def test_defaults() -> None:
    """Bokmål, and the organisation's own document for the period."""
    request = ExportRequest(**GOOD)
    assert (request.locale, request.document) == ("nb", None)


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_format_may_be_given_by_its_name(name: str) -> None:
    """A format's name becomes the ExportFormat it means."""
    request = ExportRequest(**{**GOOD, "export_format": name})
    assert isinstance(request.export_format, ExportFormat)
    assert request.export_format == name


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(ExportRequest)])
def test_immutable(field: str) -> None:
    """No field of a request can be changed, and none can be added."""
    request = ExportRequest(**GOOD)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(request, field, getattr(request, field))
    with pytest.raises((AttributeError, TypeError)):
        request.more = 1  # type: ignore[attr-defined]
    assert hash(request) == hash(ExportRequest(**GOOD))


@settings(deadline=None)
@given(st.text(max_size=70))
def test_an_organisation_id_is_always_a_plain_folder_name(text: str) -> None:
    """Whatever text is tried, what is let through is ASCII, without a way out of the folder."""
    try:
        org_id = ExportRequest(**{**GOOD, "org_id": text}).org_id
    except InvalidRequestError:
        return
    assert set(org_id.lower()) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert org_id[0].isalnum()
    assert ".." not in org_id


@settings(deadline=None)
@given(st.text(max_size=20) | st.from_regex(r"[a-z]{2}([_.@-][A-Za-z0-9./@]*){0,3}"))
def test_any_locale_is_taken_or_refused(text: str) -> None:
    """No locale makes the request fail in another way than being refused."""
    try:
        locale = ExportRequest(**{**GOOD, "locale": text}).locale
    except InvalidRequestError as error:
        assert error.reasons[0].startswith("locale: ")  # noqa: PT017 - both ends are fine
    else:
        assert re.fullmatch("[A-Za-z0-9_-]+", locale)
