"""What the plugin brings, and for whom."""

from importlib.metadata import entry_points

import pytest

import kolonne_blindeforbundet as plugin


def test_the_entry_point_names_the_plugin() -> None:
    """kolonne finds it under the organisation's name."""
    (found,) = entry_points(group="kolonne", name="blindeforbundet")
    assert found.load() is plugin


def test_it_serves_one_organisation() -> None:
    """No other organisation's export asks it for anything."""
    assert plugin.kolonne_organisations() == ("blindeforbundet",)


@pytest.mark.parametrize("settings", [{}, {"large_print": {"font_size": 24}, "linear": {"line_length": 40}}])
def test_it_brings_two_formats(settings: dict[str, object]) -> None:
    """Each with a name, a title for people, a type and a suffix of its own."""
    writers = plugin.kolonne_writers(settings)
    assert [writer.format for writer in writers] == ["xlsx-large-print", "html-linear"]
    assert all(writer.title and writer.mime_type for writer in writers)
