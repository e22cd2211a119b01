"""Lists over lists: what is inherited, where it stands, and what leads back to where it began."""

from datetime import date
from pathlib import Path

import pytest

from kolonne.plan import validate
from kolonne.plan.lists import Catalogue
from kolonne.registry import Registry
from unit.plan.documents import KIND, changed, written

BASE = {**KIND, "file": {"path": "kind.csv", "from": "from", "until": "until"}}
CSV = "code,label,from,until\nc,Tredje,,2020-01-01\nc,Tredje ny,2020-01-01,\nd,Fjerde,,\n"
OWN = {
    "enumeration": "org.own",
    "extends": "org.kind",
    "codes": {
        "a": None,
        "b": {"label": {"nn": "Andre nn"}, "parent": None},
        "c": "Ny",
        "e": {"label": "E", "aliases": ["x"]},
    },
}
FILES: dict[str, object] = {
    "org/enumerations/kind.json": BASE,
    "org/enumerations/kind.csv": CSV,
    "org/enumerations/own.json": OWN,
}


def test_a_list_over_another_one(tmp_path: Path) -> None:
    """Codes are overridden part by part, removed and added; the base's order and title stay, and places are kept."""
    library = written(tmp_path, FILES)
    assert validate(library, library.file(tmp_path / "org/enumerations/own.json"), Registry()) == ()
    catalogue = Catalogue(library, "nn")
    own = catalogue.codes["org.own"]
    assert own.labels == {"b": "Andre nn", "c": "Ny", "d": "Fjerde", "e": "E"}
    assert own.parents == {}
    assert own.aliases == {"x": "e"}
    assert [version.label for version in own.versions["c"]] == ["Ny", "Ny"]
    assert catalogue.policies["org.own"].action == "error"
    places = {
        name: (Path(code.place.file).name, code.place.line)
        for name, code in catalogue.enumerations["org.own"].codes.items()
    }
    assert places == {"b": ("own.json", 1), "c": ("own.json", 1), "d": ("kind.csv", 4), "e": ("own.json", 1)}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"org/enumerations/kind.json": {**BASE, "extends": "org.own"}}, "extends_cycle"),
        ({"org/enumerations/own.json": {**OWN, "extends": "org.own"}}, "extends_cycle"),
        ({"org/enumerations/own.json": {**OWN, "parents": "org.other"}, "org/enumerations/other.json": {**KIND, "enumeration": "org.other", "parents": "org.own"}}, "parent_cycle"),
        ({"org/enumerations/kind.json": changed(BASE, "unknown", "nothing")}, "wrong_type"),
        ({"org/enumerations/kind.csv": "code;label\n"}, "missing_column"),
        ({"org/enumerations/own.json": {**OWN, "file": {"path": "kind.csv"}}}, "duplicate_code"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_base_is_told(tmp_path: Path, changes: dict[str, object], code: str) -> None:
    """A list that leads back to itself ends, and a base that cannot be read is told with its own mistakes."""
    library = written(tmp_path, {**FILES, **changes})
    problems = validate(library, library.file(tmp_path / "org/enumerations/own.json"), Registry())
    assert code in {problem.code for problem in problems}


def test_lists_are_read_once_a_library(tmp_path: Path) -> None:
    """Languages and periods share what was read."""
    library = written(tmp_path, FILES)
    one, other = Catalogue(library, "nb"), Catalogue(library, "en", (date(2019, 1, 1), date(2019, 12, 31)))
    assert (one.codes["org.kind"].labels["c"], other.codes["org.kind"].labels["c"]) == ("Tredje ny", "Tredje")
    assert one.enumerations["org.kind"] is other.enumerations["org.kind"]


MAPPING = {
    "mapping": "org.m",
    "title": "M",
    "from": "org.kind",
    "to": "org.kind",
    "file": {
        "path": "m.csv",
        "from_code": "fra",
        "to_code": "til",
        "not_counted": "why",
        "from": "from",
        "until": "until",
    },
}
MAPPED = "fra,til,why,from,until\na,b,,,2020-01-01\na,,not any more,2020-01-01,\nb,b,,,\nc,d,,2021-01-01,\nd,d,,,\n"


@pytest.mark.parametrize(
    ("year", "codes"),
    [
        (2019, {"a": "b", "b": "b", "d": "d"}),
        (2020, {"a": "not_counted", "b": "b", "d": "d"}),
        (2021, {"a": "not_counted", "b": "b", "c": "d", "d": "d"}),
    ],
)
def test_the_first_day_of_the_period_picks_what_a_code_becomes(
    tmp_path: Path, year: int, codes: dict[str, str]
) -> None:
    """A mapping in a file may change with time, too; a time it says nothing of is no mistake."""
    library = written(tmp_path, {**FILES, "org/enumerations/m.json": MAPPING, "org/enumerations/m.csv": MAPPED})
    assert validate(library, library.file(tmp_path / "org/enumerations/m.json"), Registry()) == ()
    mapping = Catalogue(library, "nb", (date(year, 1, 1), date(year, 12, 31))).mappings["org.m"]
    assert mapping.codes == codes
    assert mapping.reasons == ({"a": "not any more"} if year > 2019 else {})
    assert set(mapping.dated) == {"a", "c"}
