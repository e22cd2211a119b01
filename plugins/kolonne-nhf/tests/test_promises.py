"""What kolonne asks of every plugin, and of every thing that one brings."""

import json
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
from nhf_activities import Activity, at, frame_of

import kolonne_nhf as plugin
from kolonne.hookspecs import Transform
from kolonne.testing import CodeListSuite, PluginSuite, TransformSuite

_BUFDIR = Path(__file__).parents[1] / "examples" / "org_configs" / "bufdir"
_OWN = Path(plugin.__file__).parent / "taxonomy" / "categories.csv"


class TestPlugin(PluginSuite):
    """As a whole."""

    plugin = plugin
    distribution = "kolonne-nhf"
    settings = (
        {},
        {"overlap": {"whole_days": True, "timezone": "Arctic/Longyearbyen"}, "taxonomy_file": str(_OWN)},
    )
    refused_settings = ({"overlap": {"whole_days": "yes"}}, {"taxonomy_file": "categories.xlsx"})


class TestOverlaps(TransformSuite):
    """Of rows that hold anything at all."""

    transform: ClassVar[Transform] = plugin.kolonne_transforms({})[0]


class TestOverlapsOfActivities(TransformSuite):
    """Of activities, many of which double each other."""

    transform: ClassVar[Transform] = plugin.kolonne_transforms({})[0]

    def frame(self) -> pl.DataFrame:
        """An evening each, of three hours and more."""
        evenings = range(300)
        return frame_of([Activity(at(n % 40), at(n % 40 + 3 + n % 2), ("AB"[n % 2],)) for n in evenings])


class TestOverlapsOfWholeDays(TransformSuite):
    """With the days of Oslo in place of hours."""

    transform: ClassVar[Transform] = plugin.kolonne_transforms({"overlap": {"whole_days": True}})[0]


class TestCodeLists(CodeListSuite):
    """With the list of Bufdir's that they lead to."""

    code_lists = plugin.kolonne_code_lists({})
    beside: ClassVar[list[dict[str, Any]]] = [
        json.loads((_BUFDIR / file).read_text(encoding="utf-8"))
        for file in ("organisation.json", "enumerations/activity_type.json")
    ]
