"""What the plugin brings, and for whom."""

from importlib.metadata import entry_points

import pytest

import kolonne_nhf as plugin


def test_the_entry_point_names_the_plugin() -> None:
    """kolonne finds it under the organisation's name."""
    (found,) = entry_points(group="kolonne", name="nhf")
    assert found.load() is plugin


def test_it_serves_one_organisation() -> None:
    """No other organisation's export asks it for anything."""
    assert plugin.kolonne_organisations() == ("nhf",)


@pytest.mark.parametrize("settings", [{}, {"overlap": {"whole_days": True}}])
def test_it_brings_a_transform(settings: dict[str, object]) -> None:
    """One that sees all rows, and says why it leaves some out in the organisation's languages."""
    (transform,) = plugin.kolonne_transforms(settings)
    assert transform.name == "nhf_overlaps"
    assert (transform.sees, transform.adds, transform.coarsens) == ("all", False, False)
    assert dict(transform.makes) == {"overlaps": "integer"}
    (words,) = transform.drops.values()
    assert not isinstance(words, str)
    assert set(words) == {"nb", "nn", "en"}


def test_it_brings_a_list_and_a_mapping() -> None:
    """Both owned by the organisation."""
    category, to_bufdir = plugin.kolonne_code_lists({})
    assert category["enumeration"] == to_bufdir["from"] == "nhf.category"
    assert to_bufdir["mapping"] == "nhf.category_to_bufdir"
    assert list(category["codes"]) == list(to_bufdir["codes"])
