"""Columns: which sheet becomes the flat file, and which of its columns fills which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kolonne.hookspecs import Sheet, SheetColumn, Workbook, WriterError
from kolonne_funkis.flat_file.field import Field
from kolonne_funkis.flat_file.fields import NO_GENDER, TOTALS, line, more_fields
from kolonne_funkis.settings import FlatFile


@dataclass(frozen=True, slots=True)
class Columns:
    """A sheet that has what the flat file needs. Fields stand with the name of the column that fills them."""

    sheet: Sheet
    #: Those of a line, in order; None for one without a column.
    line: tuple[tuple[Field, str | None], ...]
    #: Of participants who have no field.
    no_gender: tuple[tuple[Field, str], ...]
    #: Of the number of all participants, if there is one.
    total: str | None
    #: Columns that are known and not asked for.
    unused: tuple[str, ...]


def choose(workbook: Workbook, settings: FlatFile) -> Columns:
    """The sheet with the right columns; raises `WriterError` naming what is missing, unknown or of a wrong type."""
    wanted = line(settings)
    fitting = [sheet for sheet in workbook.sheets if not _missing(sheet, wanted)]
    if len(fitting) > 1:
        names = " and ".join(f"`{sheet.name}`" for sheet in fitting)
        raise WriterError(f"sheets {names} have the columns of the flat file; only one may")
    if not fitting:
        nearest = min(workbook.sheets, key=lambda sheet: len(_missing(sheet, wanted)), default=None)
        if nearest is None:
            raise WriterError("there is no sheet to make a flat file of")
        raise WriterError(_lacking(nearest, wanted, settings))
    return _columns(fitting[0], wanted, settings)


def _columns(sheet: Sheet, wanted: Sequence[Field], settings: FlatFile) -> Columns:
    if strange := _strange(sheet, settings):
        raise WriterError(_unknown(sheet, strange, settings))
    there = {column.name: column for column in sheet.columns}
    filled = tuple((field, _filling(field, there)) for field in wanted)
    others = tuple((field, name) for field in NO_GENDER if (name := _filling(field, there)) is not None)
    for field, name in (*filled, *others):
        if name is not None and there[name].type not in field.types:
            kinds = " or ".join(sorted(field.types))
            raise WriterError(f"sheet `{sheet.name}`: `{name}` is of type {there[name].type}; {kinds} is needed")
    total = next((name for name in TOTALS if name in there and there[name].type == "integer"), None)
    used = {name for _, name in filled}
    unused = tuple(name for name in more_fields(settings) if name in there and name not in used)
    return Columns(sheet, filled, others, total, unused)


def _filling(field: Field, there: Mapping[str, SheetColumn]) -> str | None:
    return next((name for name in (field.name, field.alias) if name in there), None)


def _missing(sheet: Sheet, wanted: Sequence[Field]) -> list[str]:
    there = {column.name: column for column in sheet.columns}
    return [field.name for field in wanted if not field.optional and _filling(field, there) is None]


def _strange(sheet: Sheet, settings: FlatFile) -> list[str]:
    """Columns that are shown and that the flat file knows nothing of: perhaps one is written wrongly."""
    known = _known(settings)
    return [column.name for column in sheet.columns if column.name not in known and not column.hidden]


def _known(settings: FlatFile) -> set[str]:
    fields = (*line(settings), *NO_GENDER, *more_fields(settings).values())
    return {name for field in fields for name in (field.name, field.alias) if name} | set(TOTALS)


def _lacking(sheet: Sheet, wanted: Sequence[Field], settings: FlatFile) -> str:
    strange = _strange(sheet, settings)
    told = []
    for name in _missing(sheet, wanted):
        near = get_close_matches(name, strange, n=1)
        told.append(f"`{name}` (is it `{near[0]}`?)" if near else f"`{name}`")
    return f"sheet `{sheet.name}`: the flat file needs columns that are not there: {', '.join(told)}"


def _unknown(sheet: Sheet, strange: Sequence[str], settings: FlatFile) -> str:
    known = sorted(_known(settings))
    told = []
    for name in strange:
        near = get_close_matches(name, known, n=1)
        told.append(f"`{name}` (is it `{near[0]}`?)" if near else f"`{name}`")
    return f"sheet `{sheet.name}`: the flat file has no field for {', '.join(told)}; a hidden column may have any name"
