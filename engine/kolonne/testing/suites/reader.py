"""ReaderSuite: a reader of files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

import polars as pl

from kolonne.contract import PluginError, Reader, SourceError, Wanted
from kolonne.plugins.answers import plain_suffixes
from kolonne.registry import PluginInfo
from kolonne.testing.promise import hold

_INFO = PluginInfo("test", "0", ())
_RECORDS = tuple(
    {"id": f"A{at:02}", "who": who, "minutes": str(45 + at)}
    for at, who in enumerate(("Kari", "Ærlig Øyvind på Ås", "to ord", "O'Hara", "ved; siden, av", "BLÅBÆR", "ß") * 3)
)


class ReaderSuite:
    """What every reader promises. Subclass it, set `reader` and override `make_file`."""

    reader: ClassVar[Reader]

    def make_file(self, folder: Path, records: Sequence[Mapping[str, str]]) -> Path:
        """Write a file `visits` with records of the fields `id`, `who` and `minutes`; there may be none."""
        raise NotImplementedError("override `make_file`, so that there is something to read")

    def test_it_says_what_it_reads(self, tmp_path: Path) -> None:
        """Its suffixes are in small letters with a dot, and files that it reads have one of them."""
        try:
            plain_suffixes(_INFO, self.reader.suffixes)
        except PluginError as error:
            hold(kept=False, what=str(error))
        suffix = self.make_file(tmp_path, _RECORDS).suffix
        hold(suffix in self.reader.suffixes, f"`{suffix}` is none of {self.reader.suffixes}")

    def test_all_records_are_read_in_order(self, tmp_path: Path) -> None:
        """What stands in the file is what is read, every letter of it."""
        self._expect(self.make_file(tmp_path, _RECORDS), ("id", "who", "minutes"), 1000)

    def test_wanted_columns_are_there(self, tmp_path: Path) -> None:
        """A column that is wanted is read alone too; one that the file lacks is not there, and that is no error."""
        path = self.make_file(tmp_path, _RECORDS)
        self._expect(path, ("who",), 1000)
        found = self._read(path, ("id", "missing"), 1000)
        hold("missing" not in found.columns, "a column is there that the file does not have")
        hold(found["id"].cast(pl.String).to_list() == [one["id"] for one in _RECORDS], "the column beside it is wrong")

    def test_batches_are_no_longer_than_asked(self, tmp_path: Path) -> None:
        """No batch has more rows than was said, and however they are cut, the records are the same."""
        path = self.make_file(tmp_path, _RECORDS)
        for rows in (1, 5, len(_RECORDS)):
            self._expect(path, ("id", "who", "minutes"), rows)

    def test_a_file_can_be_read_again(self, tmp_path: Path) -> None:
        """Reading changes neither the file nor the reader, also where a first reading was given up."""
        path = self.make_file(tmp_path, _RECORDS)
        before = path.read_bytes()
        next(iter(self.reader.read(path, Wanted("visits", ("id",)), 1)))
        self._expect(path, ("id", "who"), 7)
        hold(path.read_bytes() == before, "the file was changed")

    def test_an_empty_file_has_no_records(self, tmp_path: Path) -> None:
        """A file without records is no error."""
        path = self.make_file(tmp_path, ())
        rows = sum(batch.num_rows for batch in self.reader.read(path, Wanted("visits", ("id", "who")), 10))
        hold(rows == 0, f"an empty file gave {rows} records")
        hold(self.reader.count(path) in {None, 0}, "an empty file is counted as if it had records")

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        """A file that is not there raises a `SourceError` with its path."""
        made = self.make_file(tmp_path, _RECORDS)
        path = made.with_name(f"not_there{made.suffix}")
        try:
            list(self.reader.read(path, Wanted("visits", ("id",)), 10))
        except SourceError as error:
            hold(path.name in str(error), f"the error does not name `{path.name}`: {error}")
        except Exception as error:  # noqa: BLE001 - a reader may raise anything
            hold(kept=False, what=f"raised {type(error).__name__}; a SourceError is needed")
        else:
            hold(kept=False, what="a file that is not there was read")

    def test_counts_are_true(self, tmp_path: Path) -> None:
        """The number of records is right, or None where it is not cheap to know."""
        found = self.reader.count(self.make_file(tmp_path, _RECORDS))
        hold(found in {None, len(_RECORDS)}, f"{found} records were counted; there are {len(_RECORDS)}")

    def _read(self, path: Path, columns: tuple[str, ...], batch_rows: int) -> pl.DataFrame:
        import pyarrow as pa

        batches = list(self.reader.read(path, Wanted("visits", columns), batch_rows))
        odd = [type(batch).__name__ for batch in batches if not isinstance(batch, pa.RecordBatch)]
        hold(not odd, f"gave {odd[:1]}; a RecordBatch is needed")
        most = max((batch.num_rows for batch in batches), default=0)
        hold(most <= batch_rows, f"a batch has {most} rows; at most {batch_rows} were asked for")
        return pl.DataFrame(pl.from_arrow(pa.Table.from_batches(batches)))

    def _expect(self, path: Path, columns: tuple[str, ...], batch_rows: int) -> None:
        found = self._read(path, columns, batch_rows)
        for column in columns:
            hold(column in found.columns, f"the column `{column}` is missing")
            cells, wanted = found[column].cast(pl.String).to_list(), [record[column] for record in _RECORDS]
            hold(cells == wanted, f"the column `{column}` in batches of {batch_rows} is {cells}; it should be {wanted}")
