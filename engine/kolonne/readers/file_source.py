"""FileSource: an export's records, from files."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kolonne.contract import FrameReader, Reader, SourceError, Wanted
from kolonne.readers.places import Places, places_of, readers_by_suffix, unread_spreadsheet

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa


class FileSource:
    """A `Source` of files: each input is one file, read by the reader for its suffix.

    A file's stem is the name of its input, unless it was given as `name=path`; case only matters where
    several differ in nothing else. A single file serves any one input: the
    first that is asked for.
    """

    def __init__(self, places: Places, readers: Sequence[Reader]) -> None:
        """Most often made by `parse`. Of two readers for one suffix the later one is used."""
        self._places = places
        self._readers = readers_by_suffix(readers)
        self._served: str | None = None

    @classmethod
    def parse(cls, texts: Sequence[str], readers: Sequence[Reader]) -> Self:
        """A source from what people type: a folder, a file, or `name=path`; several of them may be given.

        Hidden files and files that no reader reads are passed over in a folder. Raises `SourceError` for what does not
        exist, has a suffix that no reader reads, or for two files for one input.
        """
        if not texts:
            raise SourceError("no source is given; a folder, a file or `name=path` is needed")
        return cls(places_of(texts, list(readers_by_suffix(readers))), readers)

    def read(self, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch | pl.DataFrame"]:
        """The records of `wanted.input`; raises `SourceError` at once when it has no file, else as its reader does."""
        path = self._path(wanted.input)
        reader = self._readers[path.suffix.lower()]
        if isinstance(reader, FrameReader):
            return reader.frames(path, wanted, batch_rows)
        return reader.read(path, wanted, batch_rows)

    def count(self, input_name: str) -> int | None:
        """How many records the input has, if its reader knows cheaply; raises `SourceError` when it has no file."""
        path = self._path(input_name)
        return self._readers[path.suffix.lower()].count(path)

    def _path(self, input_name: str) -> Path:
        if self._places.only is not None:
            self._serve(input_name, self._places.only)
            return self._places.only
        if (file := self._places.of(input_name)) is None:
            raise SourceError(self._lacking(input_name))
        return file

    def _serve(self, input_name: str, file: Path) -> None:
        if self._served not in {None, input_name}:
            message = f"the single file serves input `{self._served}`; state `{input_name}=PATH` for the other input"
            raise SourceError(message, path=file)
        self._served = input_name

    def _lacking(self, input_name: str) -> str:
        there, lacking = self._places.files, f"input `{input_name}`: there is no file for it; found"
        sheets = [file for file in self._places.spreadsheets if file.stem.casefold() == input_name.casefold()]
        if sheets or (self._places.spreadsheets and not there):
            found = ", ".join(f"`{file}`" for file in sheets or self._places.spreadsheets)
            return f"{lacking} {found}, but {unread_spreadsheet(list(self._readers))}"
        names = ", ".join(f"`{name}` ({file})" for name, file in sorted(there.items())) or "no readable file"
        near = get_close_matches(input_name, there, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        return f"{lacking} {names}{hint}"
