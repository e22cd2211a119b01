"""`kolonne template draft`: a first document for a template."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from kolonne.cli.printing import tell
from kolonne.cli.target import put_whole
from kolonne.cli.usage import wrong_usage
from kolonne.contract import Problem, SourceError, WorkbookError
from kolonne.contract.quick import dataclass
from kolonne.documents import DOCUMENTS_FOLDER, ORGANISATION_FILE, TEMPLATES_FOLDER, Library
from kolonne.drafting import Draft, Sample, draft, tables_of
from kolonne.drafting.fields import field_name
from kolonne.plan import compile_document
from kolonne.readers.sample import sample
from kolonne.registry import Registry
from kolonne.workbooks import open_book


@dataclass(frozen=True, slots=True)
class DraftOptions:
    template: Path
    data: Path | None
    document: str | None
    out: Path | None


def run_template_draft(options: DraftOptions) -> int:
    """Print or write the draft; gives the exit code."""
    if wrong := _wrong(options):
        return wrong_usage(wrong)
    try:
        book = open_book(options.template)
        found: Sample | None = sample(options.data) if options.data is not None else None
    except (WorkbookError, SourceError) as error:
        tell(str(error))
        return 1
    tables, left = tables_of(book)
    if not tables:
        for reason in left:
            tell(f"{options.template}: {reason}")
        return 1
    source = field_name(options.data.stem, ()) if options.data is not None else "records"
    made = draft(_id(options), options.template.stem, options.template.name, tables, found, source)
    for note in (*left, *made.notes):
        tell(note)
    problems = _problems(made, options.template)
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201
    text = json.dumps(made.document, ensure_ascii=False, indent=2) + "\n"
    if options.out is None:
        print(text, end="")  # noqa: T201
    else:
        try:
            _write(options.out, text, options.template)
        except OSError as error:
            tell(f"{options.out}: cannot be written: {error.strerror or error}")
            return 1
    return 1 if problems else 0


def _wrong(options: DraftOptions) -> str:
    if not options.template.is_file():
        return f"there is no template `{options.template}`"
    if options.data is not None and not options.data.is_file():
        return f"there is no file `{options.data}`"
    if options.out is not None and options.out.suffix != ".json":
        return f"found `{options.out}` for --out; the name of a document ends with `.json`"
    if options.out is not None and options.out.exists():
        return f"`{options.out}` is there already, and a draft replaces nothing"
    return ""


def _id(options: DraftOptions) -> str:
    if options.document is not None:
        return options.document
    name = field_name((options.out or options.template).stem, ())
    home = options.out.absolute().parent.parent if options.out is not None else None
    owner = home.name if home is not None and (home / ORGANISATION_FILE).is_file() else "org"
    return f"{owner}.{name}"


def _write(out: Path, text: str, template: Path) -> None:
    """The document, and the template where the document looks for it; what lies there already stays."""
    folder = out.parent.parent / TEMPLATES_FOLDER if out.parent.name == DOCUMENTS_FOLDER else out.parent
    folder.mkdir(parents=True, exist_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    place = folder / template.name
    if not place.exists():
        put_whole(place, template.read_bytes())
    put_whole(out, text.encode())
    print(f"{out}: a draft, with its template in {folder}", file=sys.stderr)  # noqa: T201


def _problems(made: Draft, template: Path) -> tuple[Problem, ...]:
    """What `kolonne validate` would tell of the draft; nothing, unless the template is an odd one."""
    with tempfile.TemporaryDirectory(prefix="kolonne-") as name:
        folder = Path(name)
        shutil.copyfile(template, folder / template.name)
        path = folder / "draft.json"
        path.write_text(json.dumps(made.document), encoding="utf-8")
        library = Library(folder)
        return compile_document(library, library.file(path), Registry())[1]
