"""`kolonne template draft`: a first document for a template."""

import filecmp
import json
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from kolonne.cli.printing import tell
from kolonne.cli.target import put_whole
from kolonne.cli.usage import no_template_name, wrong_usage
from kolonne.contract import Problem, SourceError, WorkbookError
from kolonne.contract.quick import dataclass
from kolonne.definitions import is_id, is_template_name
from kolonne.documents import ORGANISATION_FILE, Library, template_folder
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
    if made.is_empty:
        tell(f"{options.data}: none of its columns looks like a header of `{options.template}`")
        return 1
    for note in (*left, *made.notes):
        tell(note)
    if problems := _problems(made, options):
        for problem in problems:
            print(problem, file=sys.stderr)  # noqa: T201
        return 1
    text = json.dumps(made.document, ensure_ascii=False, indent=2) + "\n"
    if options.out is None:
        print(text, end="")  # noqa: T201
    else:
        try:
            _write(options.out, text, options.template)
        except OSError as error:
            tell(f"{options.out}: cannot be written: {error.strerror or error}")
            return 1
    return 0


def _wrong(options: DraftOptions) -> str:
    if not options.template.is_file():
        return f"there is no template `{options.template}`"
    if not is_template_name(options.template.name):
        return no_template_name(options.template)
    if options.document is not None and not is_id(options.document):
        allowed = "an ID (owner, dot, name; letters a-z, digits, `_`, `-`) is needed, such as `nhf.form`"
        return f"found `{options.document}` for --document; {allowed}"
    if options.data is not None and not options.data.is_file():
        return f"there is no file `{options.data}`"
    if options.out is not None and options.out.suffix != ".json":
        return f"found `{options.out}` for --out; the name of a document ends with `.json`"
    if options.out is not None and options.out.exists():
        return f"`{options.out}` is there already, and a draft replaces nothing"
    return _taken(options.template, options.out) if options.out is not None else ""


def _taken(template: Path, out: Path) -> str:
    """What is wrong where another template lies already, to which the document would lead."""
    place = _home(template, out)
    try:
        if not place.exists() or place.samefile(template):
            return ""
        is_same = place.is_file() and filecmp.cmp(place, template, shallow=False)
    except OSError as error:
        return f"{place}: cannot be read: {error.strerror or error}"
    return "" if is_same else f"`{place}` is there already, and is another file than `{template}`; rename one of them"


def _home(template: Path, out: Path) -> Path:
    """Where the document looks for its template."""
    return template_folder(out) / template.name


def _id(options: DraftOptions) -> str:
    if options.document is not None:
        return options.document
    name = field_name((options.out or options.template).stem, ())
    home = options.out.absolute().parent.parent if options.out is not None else None
    owner = home.name if home is not None and (home / ORGANISATION_FILE).is_file() else "org"
    return f"{owner}.{name}"


def _write(out: Path, text: str, template: Path) -> None:
    """The document, and the template where the document looks for it, unless it lies there already."""
    place = _home(template, out)
    place.parent.mkdir(parents=True, exist_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        put_whole(place, template.read_bytes())
    put_whole(out, text.encode())
    print(f"{out}: a draft, with its template in {place.parent}", file=sys.stderr)  # noqa: T201


def _problems(made: Draft, options: DraftOptions) -> tuple[Problem, ...]:
    """What `kolonne validate` would tell of the draft; nothing, unless the template is an odd one."""
    with tempfile.TemporaryDirectory(prefix="kolonne-") as name:
        folder = Path(name)
        shutil.copyfile(options.template, folder / options.template.name)
        path = folder / "draft.json"
        path.write_text(json.dumps(made.document), encoding="utf-8")
        library = Library(folder)
        problems = compile_document(library, library.file(path), Registry())[1]
    shown = str(options.out or options.template)
    return tuple(replace(problem, file=shown) for problem in problems)
