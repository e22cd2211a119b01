"""`csv` of a document → CsvDialect: a dialect by name, and what the document says instead."""

import re
from collections.abc import Mapping
from dataclasses import replace

from kolonne.contract import CsvDialect
from kolonne.definitions import CsvDefinition
from kolonne.plan.formats import strftime_form
from kolonne.plan.problems import Desk

#: What `dialect` can say. Without it, a file is a `CsvDialect()`.
DIALECTS: Mapping[str, CsvDialect] = {
    "norwegian_excel": CsvDialect(date="%d.%m.%Y", datetime="%d.%m.%Y %H:%M:%S"),
    "rfc4180": CsvDialect(delimiter=",", decimal=".", bom=False, true="true", false="false"),
    "ssb": CsvDialect(
        bom=False,
        date="%Y%m%d",
        time="%H%M%S",
        datetime="%Y%m%d%H%M%S",
        quotes="never",
        header=False,
        totals=False,
    ),
}
_LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}
_FORMS = ("date", "time", "datetime")
#: Members that stand in cells as they are.
_WORDS = ("true", "false", "blank")


def plan_dialect(csv: CsvDefinition, desk: Desk) -> CsvDialect:
    """The dialect of a document's .csv files; what nothing could read back is told."""
    said = csv.model_dump(exclude={"dialect"}, exclude_none=True)
    if "line_end" in said:
        said["line_end"] = _LINE_ENDS[said["line_end"]]
    for kind in _FORMS:
        if kind in said:
            try:
                said[kind] = strftime_form(said[kind], kind)
            except ValueError as error:
                desk.report(("csv", kind), "wrong_value", str(error))
                del said[kind]
    dialect = replace(DIALECTS.get(csv.dialect or "", CsvDialect()), **said)
    _check_signs(dialect, said, desk)
    _check_words(dialect, said, desk)
    return dialect


def _check_signs(dialect: CsvDialect, said: Mapping[str, object], desk: Desk) -> None:
    if re.match(r"[\w\"\r\n+-]", dialect.delimiter):
        message = f"found `{dialect.delimiter}`, which cannot stand between cells"
        desk.report(("csv", "delimiter"), "wrong_value", message, "say a sign such as `;` or `,`")
    if re.match(r"[\w\"\r\n+-]", dialect.decimal):
        message = f"found `{dialect.decimal}`, which cannot stand in a number"
        desk.report(("csv", "decimal"), "wrong_value", message, "say `,` or `.`")
    if dialect.delimiter == dialect.decimal:
        message = f"`{dialect.delimiter}` stands between cells, and is the decimal sign too"
        written = "delimiter" if "delimiter" in said else "decimal"
        desk.report(("csv", written), "wrong_value", message, "say another `delimiter` or another `decimal`")


def _check_words(dialect: CsvDialect, said: Mapping[str, object], desk: Desk) -> None:
    if dialect.true == dialect.false:
        place = ("csv", "true" if "true" in said else "false")
        desk.report(place, "wrong_value", f"`{dialect.true}` is yes, and no too", "say them differently")
    for name, meaning in (("true", "yes"), ("false", "no")):
        if getattr(dialect, name) == dialect.blank:
            word = f"`{dialect.blank}`" if dialect.blank else "an empty cell"
            place = ("csv", name if name in said else "blank")
            hint = "say them differently; a column of text can hold a sign for yes, and nothing for no"
            desk.report(place, "wrong_value", f"{word} is {meaning}, and stands for no value too", hint)
    for name in _WORDS:
        word = str(getattr(dialect, name))
        if re.search(r'["\r\n]', word) or (
            dialect.delimiter in word and (name == "blank" or dialect.quotes == "never")
        ):
            message = f"found `{word}`, which holds a sign that ends or quotes cells"
            desk.report(("csv", name), "wrong_value", message)
    for kind in _FORMS:
        if re.search(r"[\r\n]", getattr(dialect, kind)):
            desk.report(("csv", kind), "wrong_value", f"a line break cannot stand in each {kind}")
        if dialect.quotes == "never" and dialect.delimiter in getattr(dialect, kind):
            message = f"`{dialect.delimiter}` stands between cells, and in each {kind} too"
            desk.report(("csv", kind if kind in said else "delimiter"), "wrong_value", message)
