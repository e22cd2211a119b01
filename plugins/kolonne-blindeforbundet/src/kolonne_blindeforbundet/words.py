"""The page's own words, in the languages that Norwegian funders read."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language."""

    skip: str
    contents: str
    appendices: str
    #: In front of a record's number.
    record: str
    no_records: str
    one_record: str
    #: Behind their number.
    records: str
    #: Where nothing stands.
    blank: str
    totals: str
    #: Of a sheet: what stands above its table.
    heading: str
    #: Of a sheet: what its columns mean.
    columns: str
    #: Places that somebody fills in, or signs.
    fill_in: str
    sign: str
    back: str
    made_with: str

    def count(self, records: int) -> str:
        """How many records there are."""
        return self.no_records if not records else self.one_record if records == 1 else f"{records} {self.records}"


_BOKMAAL = Words(
    skip="Hopp til rapporten",
    contents="Innhold",
    appendices="Vedlegg",
    record="Post",
    no_records="Ingen poster",
    one_record="1 post",
    records="poster",
    blank="(tom)",
    totals="Summer",
    heading="Opplysninger",
    columns="Om kolonnene",
    fill_in="(skal fylles ut)",
    sign="(skal underskrives)",
    back="Til innholdet",
    made_with="Laget med",
)
_NYNORSK = Words(
    skip="Hopp til rapporten",
    contents="Innhald",
    appendices="Vedlegg",
    record="Post",
    no_records="Ingen postar",
    one_record="1 post",
    records="postar",
    blank="(tom)",
    totals="Summar",
    heading="Opplysningar",
    columns="Om kolonnane",
    fill_in="(skal fyllast ut)",
    sign="(skal underskrivast)",
    back="Til innhaldet",
    made_with="Laga med",
)
_ENGLISH = Words(
    skip="Skip to the report",
    contents="Contents",
    appendices="Appendices",
    record="Record",
    no_records="No records",
    one_record="1 record",
    records="records",
    blank="(blank)",
    totals="Totals",
    heading="Particulars",
    columns="About the columns",
    fill_in="(to be filled in)",
    sign="(to be signed)",
    back="To the contents",
    made_with="Made with",
)
#: Whoever reads Sámi reports in Norway reads Norwegian too.
_LANGUAGES: Mapping[str, Words] = {"nb": _BOKMAAL, "no": _BOKMAAL, "se": _BOKMAAL, "nn": _NYNORSK}


def words(locale: str) -> Words:
    """Those of a locale such as `nb` or `nn-NO`; English where there are none."""
    return _LANGUAGES.get(locale[:2], _ENGLISH)
