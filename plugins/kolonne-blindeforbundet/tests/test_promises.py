"""What kolonne asks of every plugin, and of every writer."""

from typing import ClassVar

import kolonne_blindeforbundet as plugin
from kolonne.hookspecs import Writer
from kolonne.testing import PluginSuite, WriterSuite

_LARGE, _LINEAR = plugin.kolonne_writers({})


class TestPlugin(PluginSuite):
    """As a whole."""

    plugin = plugin
    distribution = "kolonne-blindeforbundet"
    settings = ({}, {"large_print": {"font_size": 24}, "linear": {"line_length": 40}})
    refused_settings = ({"large_print": {"font_size": 8}}, {"braille": {}})


class TestLargePrint(WriterSuite):
    """Workbooks in large print."""

    writer: ClassVar[Writer] = _LARGE


class TestLinear(WriterSuite):
    """Pages that are read line by line."""

    writer: ClassVar[Writer] = _LINEAR
