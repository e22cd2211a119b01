"""What stands before and behind the tables of an OpenDocument file: looks, dropdowns, filters."""

from collections.abc import Iterator, Sequence

from kolonne.writers.choices import offered
from kolonne.writers.column_letters import column_letters
from kolonne.writers.look import XlsxLook
from kolonne.writers.ods_entries import opened
from kolonne.writers.ods_styles import OdsStyles
from kolonne.writers.ods_text import ods_attribute
from kolonne.writers.pages import Page


def opening(pages: Sequence[Page], styles: OdsStyles, look: XlsxLook) -> str:
    """All before the first table; `styles` knows every look that is used."""
    found = "".join(_dropdowns(pages))
    offers = f"<table:content-validations>\n{found}</table:content-validations>\n" if found else ""
    tabs = _tab("ta1", look.tab) + _tab("ta2", look.appendix_tab)
    return (
        f"{opened('document-content')}<office:automatic-styles>\n{tabs}{styles.xml()}\n"
        f"</office:automatic-styles><office:body><office:spreadsheet>\n{offers}"
    )


def closing(pages: Sequence[Page]) -> str:
    """All behind the last table."""
    ranges = ""
    for number, page in enumerate(pages):
        name, last = _quoted(page.name), column_letters(len(page.sheet.columns) - 1)
        place = f"{name}.A{page.layout.header + 1}:{name}.{last}{page.layout.last_row + 1}"
        # By such a name programs know a filter of a sheet, which they show and do not list.
        ranges += (
            f'<table:database-range table:name="__Anonymous_Sheet_DB__{number}" '
            f'table:target-range-address="{ods_attribute(place)}" table:display-filter-buttons="true"/>\n'
        )
    return (
        f"<table:database-ranges>\n{ranges}</table:database-ranges>\n"
        "</office:spreadsheet></office:body></office:document-content>\n"
    )


def dropdown(page: int, column: int) -> str:
    """The name of a column's dropdown; both are counted from 0."""
    return f"val{page}_{column}"


def _dropdowns(pages: Sequence[Page]) -> Iterator[str]:
    for number, page in enumerate(pages):
        for at, column in enumerate(page.sheet.columns):
            if choices := offered(column):
                listed = ";".join('"' + choice.replace('"', '""') + '"' for choice in choices)
                place = f"{_quoted(page.name)}.{column_letters(at)}{page.layout.first_row + 1}"
                yield (
                    f'<table:content-validation table:name="{dropdown(number, at)}" '
                    f'table:condition="of:cell-content-is-in-list({ods_attribute(listed)})" '
                    f'table:allow-empty-cell="true" table:display-list="unsorted" '
                    f'table:base-cell-address="{ods_attribute(place)}"/>\n'
                )


def _tab(name: str, colour: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table" style:master-page-name="Default">'
        f'<style:table-properties table:display="true" table:tab-color="{colour}"/></style:style>\n'
    )


def _quoted(name: str) -> str:
    doubled = name.replace("'", "''")
    return f"'{doubled}'"
