"""Which document an export means."""

from datetime import date
from pathlib import Path

import pytest

from kolonne.contract import DocumentError, NoDocumentError
from kolonne.plan import organisation_plugins, read_organisation, select_document
from unit.plan.documents import written

OLD = {"document": "org.a", "valid": {"until": "2024-01-01"}}
NEW = {"document": "org.a", "valid": {"from": "2024-01-01", "until": "2026-01-01"}}
OTHER = {"document": "org.b", "valid": {"from": "2025-01-01"}}


def selected(root: Path, files: dict[str, object], asked: str | None, day: str) -> str:
    """The name of the file that is meant; `default` is the organisation's default document."""
    documents = {f"org/documents/{name}.json": content for name, content in files.items() if name != "default"}
    default = {"default_document": files["default"]} if "default" in files else {}
    owner = {"organisation": "org", "name": "Org", **default}
    library = written(root, {**documents, "org/organisation.json": owner})
    organisation = read_organisation(library, "org")
    return select_document(library, organisation, asked, date.fromisoformat(day)).path.stem


@pytest.mark.parametrize(
    ("files", "asked", "day", "found"),
    [
        ({"old": OLD, "new": NEW}, None, "2023-12-31", "old"),
        ({"old": OLD, "new": NEW}, None, "2024-01-01", "new"),
        ({"old": OLD, "other": OTHER}, None, "2025-01-01", "other"),
        ({"new": NEW, "other": OTHER}, "org.b", "2025-01-01", "other"),
        ({"default": "org.a", "new": NEW, "other": OTHER}, None, "2025-01-01", "new"),
        ({"default": "org.a", "new": NEW, "other": OTHER}, "org.b", "2025-01-01", "other"),
        ({"broken": "{", "new": NEW}, None, "2025-01-01", "new"),
        ({"odd": {"document": "org.a", "valid": {"from": "1.1.2025"}}}, None, "2024-01-01", "odd"),
        ({"odd": {"document": "org.a", "valid": "always"}}, None, "2024-01-01", "odd"),
    ],
)
def test_selected(tmp_path: Path, files: dict[str, object], asked: str | None, day: str, found: str) -> None:
    """The one asked for, or the default, or the only one, in the version of the period's first day."""
    assert selected(tmp_path, files, asked, day) == found


@pytest.mark.parametrize(
    ("files", "asked", "day", "message"),
    [
        ({}, None, "2025-01-01", "`org` has no document that is valid on 2025-01-01; there is none at all"),
        ({"new": NEW}, "org.c", "2025-01-01", "`org` has no document `org.c`; did you mean `org.a`?"),
        ({"new": NEW}, "x", "2025-01-01", "`org` has no document `x`; there are `org.a`"),
        (
            {"new": NEW},
            None,
            "2026-01-01",
            "`org` has no document that is valid on 2026-01-01; there are `org.a (from 2024-01-01 until 2026-01-01)`",
        ),
        (
            {"new": NEW, "other": OTHER},
            None,
            "2025-01-01",
            "`org` has several documents, and none is the default; there are `org.a`, `org.b`",
        ),
    ],
)
def test_none_selected(tmp_path: Path, files: dict[str, object], asked: str | None, day: str, message: str) -> None:
    """Where no document is meant for certain, the error says what there is."""
    with pytest.raises(NoDocumentError) as caught:
        selected(tmp_path, files, asked, day)
    assert str(caught.value) == message


def test_two_versions_at_once(tmp_path: Path) -> None:
    """Two versions for one day are told, not guessed between."""
    with pytest.raises(NoDocumentError, match=r"several versions of `org\.a` are valid on 2023-01-01"):
        selected(tmp_path, {"one": OLD, "two": OLD}, None, "2023-01-01")


@pytest.mark.parametrize("asked", [None, "org.c"])
def test_broken_file(tmp_path: Path, asked: str | None) -> None:
    """Where the document may be in a file that cannot be read, that file is told."""
    with pytest.raises(DocumentError, match="json_syntax"):
        selected(tmp_path, {"broken": "{", "old": OLD}, asked, "2025-01-01")


def test_unknown_organisation(tmp_path: Path) -> None:
    """An organisation that is not there is told with those that are."""
    library = written(tmp_path, {})
    with pytest.raises(NoDocumentError, match="there is no organisation `nobody`; there are `org`"):
        read_organisation(library, "nobody")
    assert organisation_plugins(library, "nobody") == {}


@pytest.mark.parametrize(
    "content", ["{", '{"organisation": "org"}', '{"organisation": "org", "name": "a", "name": "b"}']
)
def test_broken_organisation(tmp_path: Path, content: str) -> None:
    """A broken organisation.json is an error with its problems, whatever is broken in it."""
    library = written(tmp_path, {"org/organisation.json": content})
    with pytest.raises(DocumentError):
        read_organisation(library, "org")
    assert organisation_plugins(library, "org") == {}


def test_plugin_settings(tmp_path: Path) -> None:
    """Settings of plugins are those of the organisation's file."""
    library = written(tmp_path, {"org/organisation.json": {"organisation": "org", "name": "x", "plugins": {"p": 1}}})
    assert organisation_plugins(library, "org") == {"p": 1}
