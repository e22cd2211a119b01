"""What is in a SQLite database, and which of it is meant."""

import sqlite3
from difflib import get_close_matches
from pathlib import Path

from kolonne.contract import SourceError
from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or a view."""

    name: str
    is_view: bool

    def select(self, columns: tuple[str, ...]) -> str:
        """SQL for all rows' `columns`, in the order in which they are stored."""
        # An index that covers the columns would bring its own order, which another version may not choose.
        order = "" if self.is_view else " NOT INDEXED"
        return f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(self.name)}{order}"  # noqa: S608 # quoted


def quoted(name: str) -> str:
    """The name as an SQL identifier, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def relations(connection: sqlite3.Connection) -> dict[str, Relation]:
    """All tables and views by name, sorted, without SQLite's own."""
    found = connection.execute(
        "SELECT name, type = 'view' FROM sqlite_master"
        " WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    return {name: Relation(name, bool(is_view)) for name, is_view in found}


def column_names(connection: sqlite3.Connection, relation: Relation) -> tuple[str, ...]:
    """The columns' names in order, generated ones included."""
    found = connection.execute("SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1", (relation.name,))
    return tuple(name for (name,) in found)


def chosen(known: dict[str, Relation], told: str | None, input_name: str, path: Path) -> Relation:
    """The table that was told, or else the one with the input's name, or else the only one."""
    if told is None and input_name in known:
        return known[input_name]
    if told is None and len(known) == 1:
        return next(iter(known.values()))
    if told is not None and told in known:
        return known[told]
    if not known:
        raise SourceError("the database has no table; one is needed", path=path)
    names = ", ".join(f"`{name}`" for name in known)
    found = f"option `table`: found `{told}`" if told is not None else f"no table is called `{input_name}`"
    near = get_close_matches(told if told is not None else input_name, known, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    state = "" if told is not None else "; state one with the option `table`"
    raise SourceError(f"{found}; the database has {names}{state}{hint}", path=path)
