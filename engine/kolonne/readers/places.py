"""Where each input's file is: folders, files and `name=path` as people give them."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from kolonne.contract import Reader, SourceError
from kolonne.contract.quick import dataclass

_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


@dataclass(frozen=True, slots=True)
class Places:
    """The files that people named."""

    #: Input name → file.
    files: Mapping[str, Path] = field(default_factory=dict)
    #: The one file that serves whichever input is asked for.
    only: Path | None = None
    #: Files in folders that people may take for inputs, and that no reader reads.
    spreadsheets: tuple[Path, ...] = ()

    def of(self, input_name: str) -> Path | None:
        """The file of the input: its very name goes first, then its name in other case.

        Raises `SourceError` when several have its name in other case.
        """
        if input_name in self.files:
            return self.files[input_name]
        alike = [file for name, file in sorted(self.files.items()) if name.casefold() == input_name.casefold()]
        if len(alike) > 1:
            names = " and ".join(f"`{file}`" for file in alike)
            raise SourceError(f"input `{input_name}`: found {names}; state one as `{input_name}=PATH`")
        return alike[0] if alike else None


def readers_by_suffix(readers: Sequence[Reader]) -> dict[str, Reader]:
    """Suffix → the reader that reads it; of two for one suffix, the later."""
    return {suffix: reader for reader in readers for suffix in reader.suffixes}


def places_of(texts: Sequence[str], suffixes: Sequence[str]) -> Places:
    """The files that `texts` name; raises `SourceError` for what is not there, not readable or there twice.

    What stands as `name=path` goes before a file of that name in a folder. A single file and nothing else serves any
    input; beside others it serves the input that is called like its stem.
    """
    if len(texts) == 1 and Path(texts[0]).is_file():
        return Places(only=_supported(Path(texts[0]), suffixes))
    found: dict[str, Path] = {}
    stated: dict[str, Path] = {}
    spreadsheets: list[Path] = []
    for text in texts:
        if Path(text).is_dir():
            files = _in_folder(Path(text))
            _add_all(found, [(file.stem, file) for file in files if file.suffix.lower() in suffixes])
            spreadsheets += [file for file in files if _is_unread_spreadsheet(file, suffixes)]
        else:
            _add_all(stated, [_named(text, suffixes)])
    return Places({**found, **stated}, spreadsheets=tuple(spreadsheets))


def _named(text: str, suffixes: Sequence[str]) -> tuple[str, Path]:
    # A path that exists is a path, also with `=` in it.
    name, is_pair, place = text.partition("=")
    if not is_pair or Path(text).exists():
        name, place = Path(text).stem, text
    if not name or not place:
        raise SourceError(f"found `{text}`; a folder, a file or `name=path` is needed")
    if Path(place).is_dir():
        raise SourceError("is a folder; a file is needed", path=Path(place))
    if not Path(place).exists():
        raise SourceError("there is no such file or folder", path=Path(place))
    return name, _supported(Path(place), suffixes)


def _supported(path: Path, suffixes: Sequence[str]) -> Path:
    if path.suffix.lower() in suffixes:
        return path
    if _is_unread_spreadsheet(path, suffixes):
        raise SourceError(unread_spreadsheet(suffixes), path=path)
    found = f"`{path.suffix}`" if path.suffix else "no suffix"
    raise SourceError(f"found {found}; readable are {_listed(suffixes)}", path=path)


def unread_spreadsheet(suffixes: Sequence[str]) -> str:
    """What is wrong with a spreadsheet, and what to do."""
    return f"spreadsheets are not read; readable are {_listed(suffixes)}; save it as CSV"


def _is_unread_spreadsheet(path: Path, suffixes: Sequence[str]) -> bool:
    # `~$` begins the name of the lock that Excel leaves beside an open file.
    suffix = path.suffix.lower()
    return suffix in _SPREADSHEETS and suffix not in suffixes and not path.name.startswith("~$")


def _listed(suffixes: Sequence[str]) -> str:
    return ", ".join(f"`{suffix}`" for suffix in suffixes)


def _in_folder(folder: Path) -> list[Path]:
    """The files that are not hidden, sorted."""
    try:
        return sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    except OSError as error:
        raise SourceError(f"cannot be listed: {(error.strerror or str(error)).lower()}", path=folder) from error


def _add_all(places: dict[str, Path], more: Sequence[tuple[str, Path]]) -> None:
    for name, file in more:
        if name in places:
            raise SourceError(f"input `{name}`: found two files, `{places[name]}` and `{file}`; one is needed")
        places[name] = file
