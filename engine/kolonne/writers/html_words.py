"""The page's own words, in the languages that Norwegian funders read."""

from collections.abc import Mapping

from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class HtmlWords:
    """One language."""

    appendix: str
    no_rows: str
    one_row: str
    #: Behind their number.
    rows: str
    #: What columns mean.
    columns: str
    #: Said where somebody is to write or to sign.
    fill_in: str
    sign: str
    made_with: str

    def count(self, rows: int) -> str:
        """How many rows there are."""
        return self.no_rows if not rows else self.one_row if rows == 1 else f"{rows} {self.rows}"


_BOKMAAL = HtmlWords(
    "Vedlegg", "ingen rader", "1 rad", "rader", "Om kolonnene", "(fylles ut)", "(underskrives)", "Laget med"
)
_NYNORSK = HtmlWords(
    "Vedlegg", "ingen rader", "1 rad", "rader", "Om kolonnane", "(skal fyllast ut)", "(skal underskrivast)", "Laga med"
)
_ENGLISH = HtmlWords(
    "Appendix", "no rows", "1 row", "rows", "About the columns", "(to be filled in)", "(to be signed)", "Made with"
)
#: Whoever reads Sámi reports in Norway reads Norwegian too.
_LANGUAGES: Mapping[str, HtmlWords] = {"nb": _BOKMAAL, "no": _BOKMAAL, "se": _BOKMAAL, "nn": _NYNORSK}


def html_words(locale: str) -> HtmlWords:
    """Those of a locale such as `nb` or `nn-NO`; English where there are none."""
    return _LANGUAGES.get(locale[:2], _ENGLISH)
