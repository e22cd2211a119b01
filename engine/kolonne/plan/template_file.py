"""The file of a template: where it lies, and that it can be trusted."""

from pathlib import Path

from kolonne.contract import WorkbookError
from kolonne.documents import DocumentFile, Library, near, template_folder
from kolonne.plan.problems import Desk
from kolonne.workbooks import USUAL, ForeignBook, open_book

#: Why a workbook cannot be used → the end of the problem's code.
_ENDS = {"missing": "missing", "unreadable": "unreadable", "too_large": "unreadable", "unsafe": "unsafe"}


def read_template(library: Library, file: DocumentFile, name: str, desk: Desk) -> tuple[bytes, ForeignBook] | None:
    """The bytes and the workbook of the template that a document names; None where there is none, which is told."""
    folder = template_folder(_written_in(library, file, desk))
    path = folder / name
    if not _is_inside(path, folder):
        desk.report(("template",), "template_missing", f"`{name}` leads out of the folder of templates")
        return None
    if path.exists() and not path.is_file():
        desk.report(("template",), "template_missing", f"`{path}` is no file")
        return None
    if not path.is_file():
        hint = near(name, _names(folder)) or f"it is looked for in `{folder}`"
        desk.report(("template",), "template_missing", f"there is no template `{name}`", hint)
        return None
    return open_template(path, name, desk)


def open_template(path: Path, name: str, desk: Desk) -> tuple[bytes, ForeignBook] | None:
    """The same of a file at a path."""
    try:
        with path.open("rb") as stream:
            content = stream.read(USUAL.file_bytes + 1)
        return content, open_book(content, name)
    except OSError as error:
        desk.report(("template",), "template_unreadable", f"{name}: the file cannot be read: {error.strerror or error}")
    except WorkbookError as error:
        desk.report(("template",), f"template_{_ENDS[error.reason]}", str(error))
    return None


def _written_in(library: Library, file: DocumentFile, desk: Desk) -> Path:
    """The file in which the document, or one that it extends, names the template."""
    written = desk.root.at(("template",)).place.file
    layers, _ = library.layers(file)
    return next((layer.path for layer in layers if layer.name == written), file.path)


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether no link leads out of the folder."""
    return path.resolve().parent == folder.resolve()


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.xlsx")) if folder.is_dir() else []
