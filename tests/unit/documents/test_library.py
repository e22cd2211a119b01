"""The folder of organisations: what is found in it, and what extends what."""

import json
from pathlib import Path

import pytest

from kolonne.documents import Library


def write(root: Path, path: str, content: object) -> Path:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content if isinstance(content, str) else json.dumps(content))
    return target


@pytest.fixture
def library(tmp_path: Path) -> Library:
    for owner in ("a", "b"):
        write(tmp_path, f"{owner}/organisation.json", {"organisation": owner})
    write(tmp_path, "a/documents/old.json", {"document": "a.base", "valid": {"until": "2024-01-01"}, "x": "old"})
    write(tmp_path, "a/documents/new.json", {"document": "a.base", "valid": {"from": "2024-01-01"}, "x": "new"})
    write(tmp_path, "a/documents/readme.json", {"something": "else"})
    write(tmp_path, "a/enumerations/kind.json", {"enumeration": "a.kind"})
    write(tmp_path, "a/enumerations/map.json", {"mapping": "a.kind"})
    return Library(tmp_path)


def test_finding(library: Library) -> None:
    """Things are found by their owner's folder and their ID, and kinds do not mix."""
    assert library.owners() == ("a", "b")
    assert [file.path.name for file in library.documents("a")] == ["new.json", "old.json"]
    assert library.documents("b") == library.documents("nobody") == ()
    enumeration, mapping = library.find_list("enumeration", "a.kind"), library.find_list("mapping", "a.kind")
    assert enumeration is not None
    assert mapping is not None
    assert (enumeration.path.name, mapping.path.name) == ("kind.json", "map.json")
    assert library.find_list("enumeration", "b.kind") is None


@pytest.mark.parametrize("owner", ["", ".", "..", "../a", "a/..", ".hidden", "/"])
def test_owners_are_folder_names(library: Library, owner: str) -> None:
    """An owner that is no plain folder name has nothing."""
    assert library.documents(owner) == library.lists(owner) == ()
    assert library.organisation(owner) is None


@pytest.mark.parametrize(("since", "found"), [(None, "old"), ("2023-06-01", "old"), ("2024-01-01", "new"), ("2025-01-01", "new")])  # fmt: skip
def test_version_of_a_base(library: Library, since: str | None, found: str) -> None:
    """Of several versions of a base, the one counts that is valid when the extending document begins."""
    valid = {"from": since} if since else {}
    path = write(library.root, "b/documents/x.json", {"document": "b.x", "extends": "a.base", "valid": valid})
    root, problems = library.resolved(library.file(path))
    assert problems == ()
    assert root is not None
    assert root.text("x") == found


def test_a_version_over_an_earlier_one(library: Library) -> None:
    """A new version of a document may be a small patch over the one that was valid before it."""
    patch = {"document": "a.base", "extends": "a.base", "valid": {"from": "2026-01-01"}, "y": "newest"}
    path = write(library.root, "a/documents/newest.json", patch)
    root, problems = library.resolved(library.file(path))
    assert problems == ()
    assert root is not None
    assert (root.text("x"), root.text("y")) == ("new", "newest")


def test_chain(library: Library) -> None:
    """A document can extend one that extends another; the nearest counts."""
    write(library.root, "b/documents/one.json", {"document": "b.one", "extends": "a.base", "y": 1, "z": 1})
    path = write(library.root, "b/documents/two.json", {"document": "b.two", "extends": "b.one", "z": 2})
    root, problems = library.resolved(library.file(path))
    assert problems == ()
    assert root is not None
    assert root.plain() == {
        "document": "b.two", "valid": {"until": "2024-01-01"}, "x": "old", "extends": "b.one", "y": 1, "z": 2
    }  # fmt: skip


@pytest.mark.parametrize(
    ("extends", "code", "message", "hint"),
    [
        (
            "b.x",
            "extends_cycle",
            "`extends` leads back to where it began: b.x → b.x",
            "a document may extend a version of itself whose `valid` begins before its own",
        ),
        ("b.there", "extends_cycle", "`extends` leads back to where it began: b.x → b.there → b.x", ""),
        ("a.bas", "unknown_document", "there is no document `a.bas`", "did you mean `a.base`?"),
        ("c.q", "unknown_document", "there is no document `c.q`", "it is looked for in `{root}/c/documents`"),
        ("../a.base", "unknown_document", "there is no document `../a.base`", "did you mean `a.base`?"),
    ],
)
def test_broken_extends(library: Library, extends: str, code: str, message: str, hint: str) -> None:
    """An `extends` that leads nowhere, or in a circle, is told, and nothing is resolved."""
    write(library.root, "b/documents/there.json", {"document": "b.there", "extends": "b.x"})
    path = write(library.root, "b/documents/x.json", {"document": "b.x", "extends": extends})
    root, (problem,) = library.resolved(library.file(path))
    assert root is None
    assert (problem.code, problem.message, problem.hint) == (code, message, hint.format(root=library.root))
    assert (problem.pointer, problem.line) == ("/extends", 1)


def test_long_chain(library: Library) -> None:
    """A chain has an end."""
    for number in range(20):
        write(library.root, f"b/documents/{number}.json", {"document": f"b.n{number}", "extends": f"b.n{number + 1}"})
    root, (problem,) = library.resolved(library.file(library.root / "b/documents/0.json"))
    assert root is None
    assert problem.message == "`extends` leads through more than 16 documents"


def test_base_that_cannot_be_read(library: Library) -> None:
    """Where a base is missing, the files that cannot be read are told: it may be one of them."""
    write(library.root, "a/documents/broken.json", "{")
    path = write(library.root, "b/documents/x.json", {"document": "b.x", "extends": "a.broken"})
    root, problems = library.resolved(library.file(path))
    assert root is None
    assert {problem.code for problem in problems} == {"json_syntax", "unknown_document"}


def test_around(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's library is the folder above its organisation's, named as the file was."""
    path = library.root / "a/documents/new.json"
    assert Library.around(path).root == library.root
    monkeypatch.chdir(tmp_path)
    assert Library.around(Path("a/documents/new.json")).root == Path()
    monkeypatch.chdir(tmp_path / "a")
    assert Library.around(Path("documents/new.json")).root.resolve() == library.root.resolve()
    alone = write(tmp_path, "elsewhere/deep/x.json", {"document": "c.x"})
    assert Library.around(alone).root == alone.parent


def test_symbolic_links(library: Library, tmp_path: Path) -> None:
    """A file is read once, by whatever way it is reached, and belongs where it really lies."""
    link = tmp_path / "link.json"
    link.symlink_to(library.root / "a/documents/new.json")
    assert library.file(link) is library.file(library.root / "a/documents/new.json")
    assert Library.around(link).root.resolve() == library.root.resolve()


def test_removed_names(library: Library) -> None:
    """Names that a document takes from what it extends are known with the nearest document that does."""
    one = {"document": "b.one", "extends": "a.base", "parameters": {"p": None, "q": None, "r": {"type": "text"}}}
    two = {"inputs": {"i": {"fields": {"f": None}}, "gone": None}, "rows": {"let": {"l": None}, "each": {"e": None}}}
    two |= {"figures": {"n": None}, "sheets": {"s": {"columns": {"c": None}}, "t": None}}
    write(library.root, "b/documents/one.json", one)
    path = write(
        library.root,
        "b/documents/two.json",
        {"document": "b.two", "extends": "b.one", "parameters": {"p": None}, **two},
    )
    of_two = dict.fromkeys(["p", "f", "i.f", "gone", "l", "e", "n", "sheets.s.c", "sheets.t"], "b.two")
    assert library.removed(library.file(path)) == {"q": "b.one", **of_two}
    assert library.removed(library.file(library.root / "a/documents/old.json")) == {}
