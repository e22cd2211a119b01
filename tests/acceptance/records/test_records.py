"""The committed documents and example records are what they promise to be."""

import ast
import csv
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kolonne.definitions import KINDS, published_schema
from kolonne.documents import Library

REPOSITORY = Path(__file__).parents[3]
CONFIGS = REPOSITORY / "org_configs"
GENERATOR = CONFIGS / "nhf" / "generate_records.py"
EXAMPLES = CONFIGS / "nhf" / "examples"
LIBRARY = Library(CONFIGS)
LANGUAGES = {"nb", "nn", "en"}
FILES = sorted(
    path
    for owner in ("bufdir", "nhf")
    for pattern in ("organisation.json", "documents/*.json", "enumerations/*.json")
    for path in (CONFIGS / owner).glob(pattern)
)

Record = dict[str, str]


def _records(case: str) -> list[Record]:
    content = (EXAMPLES / case / "input" / "activities.csv").read_bytes()
    text = content.decode("windows-1252" if case == "tiny" else "utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _commands() -> list[list[str]]:
    """The commands in the generator's docstring, without the interpreter and the script."""
    docstring = ast.get_docstring(ast.parse(GENERATOR.read_text(encoding="utf-8"))) or ""
    return [shlex.split(command)[2:] for command in re.findall(r"python org_configs(?:.*\\\n)*.*", docstring)]


@pytest.mark.parametrize("command", _commands(), ids=lambda command: Path(command[-1]).parents[1].name)
def test_generator_gives_the_committed_bytes_again(command: list[str], tmp_path: Path) -> None:
    """The same seed makes the same file, with the very command that the docstring states."""
    *options, committed = command
    made = tmp_path / "activities.csv"
    subprocess.run([sys.executable, str(GENERATOR), *options, str(made)], check=True, timeout=120)
    assert made.read_bytes() == (REPOSITORY / committed).read_bytes()


def test_every_generated_file_has_its_command() -> None:
    """Only the small log is written by hand."""
    generated = {str(REPOSITORY / command[-1]) for command in _commands()}
    assert generated == {str(path) for path in EXAMPLES.glob("*/input/*.csv") if "tiny" not in path.parts}


def _has(column: str, pattern: str) -> Callable[[Record], bool]:
    return lambda record: re.search(pattern, record[column]) is not None


def _anywhere(pattern: str) -> Callable[[Record], bool]:
    return lambda record: any(re.search(pattern, cell) for cell in record.values())


MESSES: dict[str, Callable[[Record], bool]] = {
    "a date with its year first": _has("Dato", r"^2025-\d\d-\d\d$"),
    "a date without noughts": _has("Dato", r"^[1-9]\.[1-9]\.2025$"),
    "a date with noughts": _has("Dato", r"^0\d\.0\d\.2025$"),
    "a day that does not exist": _has("Dato", r"^31\.02\.2025$"),
    "a date in words": _has("Dato", "^i mars$"),
    "no date": _has("Dato", "^$"),
    "a year long ago": _has("Dato", "2015"),
    "the year before": _has("Dato", "2024"),
    "the year after": _has("Dato", "2026"),
    "several days": _has("Til og med", "2025"),
    "an end before the start": _has("Til og med", r"01\.01\.2014"),
    "negative minutes": _has("Minutter per dag", "^-"),
    "absurd minutes": _has("Minutter per dag", "^99999$"),
    "minutes with a unit": _has("Minutter per dag", "min$"),
    "no minutes": _has("Minutter per dag", "^$"),
    "a misspelled kind": _has("Aktivitet", "^Smatale$"),
    "a kind that nobody knows": _has("Aktivitet", "^Bingo$"),
    "an alias": _has("Aktivitet", "^Kurs for likepersoner$"),
    "a kind in capitals": _has("Aktivitet", "^SAMTALEGRUPPE$"),
    "no kind": _has("Aktivitet", "^$"),
    "an unknown form": _has("Form", "^hybrid$"),
    "an alias of a form": _has("Form", "^Zoom$"),
    "too many participants": _has("Deltakere", "^750$"),
    "negative participants": _has("Deltakere", "^-3$"),
    "a number in words": _has("Deltakere", "^mange$"),
    "an unknown audience": _has("Målgruppe", "^naboer$"),
    "two likepersons": _has("Likeperson", ", "),
    "no likeperson": _has("Likeperson", "^$"),
    "yes in small letters": _has("Godkjent", "^ja$"),
    "yes in capitals": _has("Godkjent", "^JA$"),
    "yes as a cross": _has("Godkjent", "^x$"),
    "no": _has("Godkjent", "^nei$"),
    "neither yes nor no": _has("Godkjent", "^kanskje$"),
    "no branch": _has("Lokallag", "^$"),
    "no e-mail address": _has("E-post", r"\(a\)"),
    "a nought that is kept": _has("Kommunenr", "^0301$"),
    "a nought that is lost": _has("Kommunenr", "^301$"),
    "a number that has ended": _has("Kommunenr", "^3005$"),
    "a number that never was": _has("Kommunenr", "^9876$"),
    "a county in place of a municipality": lambda one: not one["Kommunenr"] and bool(one["Fylkesnr"]),
    "no place": lambda one: not one["Kommunenr"] and not one["Fylkesnr"],
    "a country abroad": _has("Land", "^Sverige$"),
    "an unknown country": _has("Land", "^Kypros$"),
    "Svalbard": _has("Land", "^Svalbard$"),
    "a semicolon": _has("Tema", ";"),
    "a decimal comma": _has("Kostnad", r"^\d+,\d$"),
    "a blank between thousands": _has("Kostnad", r"^\d+ \d{3},\d\d$"),
    "a hard blank between thousands": _has("Kostnad", "\N{NO-BREAK SPACE}"),
    "a negative amount": _has("Kostnad", "^-"),
    "an amount with a currency": _has("Kostnad", "kr"),
    "a formula": _has("Merknad", r"^=SUM\(A1\)$"),
    "a plus in front": _has("Merknad", r"^\+47 "),
    "a minus in front": _has("Merknad", "^-"),
    "an at sign in front": _has("Merknad", "^@"),
    "a line break": _has("Merknad", "\n"),
    "quotes": _has("Merknad", '"'),
    "a very long note": lambda one: len(one["Merknad"]) > 5000,
    "a time in the other style": _has("Registrert", r"^\d\.\d\.2025 "),
    "stray blanks behind": _anywhere(r"\S +$"),
    "stray blanks in front": _anywhere(r"^ +\S"),
    "Norwegian letters": _anywhere("[æøåÆØÅ]"),
    "leading noughts": _has("Aktivitetsnr", "^0000"),
}


@pytest.mark.parametrize("mess", MESSES)
def test_the_year_has_every_kind_of_mess(mess: str) -> None:
    """Each kind of mess occurs in the records of 2025."""
    assert any(MESSES[mess](record) for record in _records("2025"))


def test_the_year_has_2000_records_and_some_twice() -> None:
    """2,000 records, of which some differ in nothing but their number, and some not even in that."""
    records = _records("2025")
    contents = [tuple(cell for name, cell in record.items() if name != "Aktivitetsnr") for record in records]
    assert len(records) == 2000
    assert len(set(contents)) < len(contents)
    assert len({record["Aktivitetsnr"] for record in records}) < len(records)


def test_the_empty_period_has_records_but_none_in_2025() -> None:
    """There is something to read, and nothing of it lies in the period."""
    records = _records("empty-period")
    assert records
    assert not any("2025" in record["Dato"] or "2025" in record["Til og med"] for record in records)


@pytest.mark.parametrize("case", ["2025", "empty-period", "tiny"])
def test_every_character_is_in_windows_1252(case: str) -> None:
    """Any log can be written in the encoding of older programs."""
    for record in _records(case):
        assert all(cell.encode("windows-1252") is not None for cell in record.values())


@pytest.mark.parametrize("case", ["2025", "empty-period", "tiny"])
def test_addresses_are_nobodys(case: str) -> None:
    """Every address ends in a domain that is kept for examples."""
    addresses = {record["E-post"].strip() for record in _records(case) if "@" in record["E-post"]}
    assert all(re.search(r"@example(\.no|\.org)?$", address) for address in addresses)


def test_encodings_are_those_promised() -> None:
    """The year is UTF-8 with its mark; the small log is no UTF-8 at all."""
    assert (EXAMPLES / "2025" / "input" / "activities.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        (EXAMPLES / "tiny" / "input" / "activities.csv").read_bytes().decode()


def test_no_record_holds_an_identity_number() -> None:
    """The fatal rule of the document never fires in the examples."""
    number = re.compile(r"(^|[^0-9])[0-9]{6} ?[0-9]{5}([^0-9]|$)")
    for case in ("2025", "empty-period", "tiny"):
        assert not any(number.search(cell) for record in _records(case) for cell in record.values())


def test_the_small_log_accounts_for_every_row() -> None:
    """What was worked out by hand adds up, and the table beside it has a line for each record and each reason."""
    expected = json.loads((EXAMPLES / "tiny" / "expected.json").read_text(encoding="utf-8"))
    table = (EXAMPLES / "tiny" / "README.md").read_text(encoding="utf-8")
    left_out, failed = expected["left_out"], expected["failed"]
    ends = expected["exported"] + sum(left_out.values()) + sum(failed.values())
    assert expected["read"] == len(_records("tiny"))
    assert expected["read"] + expected["exploded"] == ends
    assert all(f"| {record['Aktivitetsnr'] or 'the last'} |" in table for record in _records("tiny"))
    assert all(f"`{reason}`" in table for reason in (*left_out, *failed))


@pytest.mark.parametrize("case", sorted(EXAMPLES.glob("*/case.json")), ids=lambda path: path.parent.name)
def test_cases_are_of_this_organisation(case: Path) -> None:
    """Every case says what to export, in a language and a format that there is."""
    told = json.loads(case.read_text(encoding="utf-8"))
    assert told["org"] == "nhf"
    assert told["format"] in {"csv", "xlsx"}
    assert told["locale"] in LANGUAGES
    assert told["period"] == "2025"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CONFIGS)))
def test_files_are_valid(path: Path) -> None:
    """Each file fits the published schema and the model, with what it extends laid under it."""
    file = LIBRARY.file(path)
    root, problems = LIBRARY.resolved(file)
    assert problems == ()
    assert root is not None
    plain = root.plain()
    assert list(Draft202012Validator(published_schema(file.kind)).iter_errors(plain)) == []
    KINDS[file.kind][0].model_validate(plain)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CONFIGS)))
def test_texts_are_in_every_language(path: Path) -> None:
    """Every text for people is there in bokmål, nynorsk and English."""
    root, _ = LIBRARY.resolved(LIBRARY.file(path))
    assert root is not None
    assert [text for text in _texts(root.plain()) if set(text) != LANGUAGES] == []


def test_the_mapping_answers_for_every_kind() -> None:
    """Each kind in the log becomes a type that there is, or has a reason why it does not count."""
    kinds, types, mapping = (
        json.loads((CONFIGS / name).read_text(encoding="utf-8"))["codes"]
        for name in (
            "nhf/enumerations/kind.json",
            "bufdir/enumerations/activity_type.json",
            "nhf/enumerations/kind_to_bufdir.json",
        )
    )
    assert list(mapping) == list(kinds)
    assert {to for to in mapping.values() if isinstance(to, str)} == set(types)


def _texts(node: object) -> Iterator[dict[str, object]]:
    if isinstance(node, dict):
        if LANGUAGES & set(node):
            yield node
        for member in node.values():
            yield from _texts(member)
    if isinstance(node, list):
        for item in node:
            yield from _texts(item)
