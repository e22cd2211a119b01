"""Writers that are loaded when they are needed."""

import subprocess
import sys

import pytest

import kolonne.writers
from kolonne.writers import built_in_writers
from kolonne.writers.late import LateWriter


@pytest.mark.parametrize("late", built_in_writers(), ids=lambda late: late.format)
def test_what_is_told_beforehand_is_what_the_writer_says(late: LateWriter) -> None:
    """Its format, its title, and the type of its files."""
    own = late.writer
    assert (late.format, late.title, late.mime_type) == (own.format, own.title, own.mime_type)


@pytest.mark.parametrize("name", kolonne.writers.__all__)
def test_every_name_of_the_room_is_there(name: str) -> None:
    """Wherever it stands."""
    assert getattr(kolonne.writers, name) is not None


def test_other_names_are_not_there() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute"):
        kolonne.writers.Nothing  # type: ignore[attr-defined] # noqa: B018 - that it cannot be read is the test


def test_asking_for_the_writers_loads_none_of_them() -> None:
    """An export has one format."""
    code = "import sys; from kolonne.writers import built_in_writers; built_in_writers(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name.startswith("kolonne.writers")} == {
        "kolonne.writers",
        "kolonne.writers.late",
    }
