"""What kolonne asks of every plugin, and of every thing that one brings."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from funkis_sheets import fitting, make_book, make_sheet

import kolonne_funkis as plugin
from kolonne.hookspecs import Operation, RuleKind, Workbook, Writer
from kolonne.testing import CodeListSuite, OperationSuite, PluginSuite, RuleKindSuite, WriterSuite

_SETTINGS = {"study_association": "2599"}
_OPERATIONS = {one.name: one for one in plugin.kolonne_operations({})}
_KINDS = {one.name: one for one in plugin.kolonne_rule_kinds({})}
_SPRING = {"hours": Decimal("4.00"), "start": date(2025, 3, 1)}


class TestPlugin(PluginSuite):
    """As a whole."""

    plugin = plugin
    distribution = "kolonne-funkis"
    settings = ({}, _SETTINGS)
    refused_settings = ({"study_association": "99"}, {"unknown": 1})


class TestCodeLists(CodeListSuite):
    """Levels, examinations, genders and groups of ages."""

    code_lists = plugin.kolonne_code_lists()


class TestCounts(OperationSuite):
    """Whether a participant counts."""

    operation: ClassVar[Operation] = _OPERATIONS["funkis_counts"]


class TestMunicipality(OperationSuite):
    """The municipality as the flat file has it."""

    operation: ClassVar[Operation] = _OPERATIONS["funkis_municipality"]


class TestLevel(OperationSuite):
    """The level, or that it is not known."""

    operation: ClassVar[Operation] = _OPERATIONS["funkis_level"]


class TestCourseCounts(RuleKindSuite):
    """Whether a course counts."""

    rule_kind: ClassVar[RuleKind] = _KINDS["funkis_course_counts"]
    examples = (
        ({**_SPRING, "participants": 4}, True),
        ({**_SPRING, "participants": 3}, False),
        ({**_SPRING, "participants": 3, "dispensation": True}, True),
        ({**_SPRING, "participants": 9, "start": date(2020, 12, 31)}, False),
    )


class TestDigitalShare(RuleKindSuite):
    """How much of a course may be digital."""

    rule_kind: ClassVar[RuleKind] = _KINDS["funkis_digital_share"]
    examples = (({**_SPRING, "digital": Decimal("2.00")}, True), ({**_SPRING, "digital": Decimal("2.01")}, False))


class TestFlatFile(WriterSuite):
    """The flat file."""

    writer: ClassVar[Writer] = plugin.kolonne_writers(_SETTINGS)[0]

    def workbook(self, rows: int, sheets: int = 1) -> Workbook:
        """Courses that fit; the file holds those of one sheet, whatever stands beside it."""
        courses = [fitting(course_id=str(number)) for number in range(rows)]
        one = make_sheet(courses or [fitting()])
        beside = [make_sheet([{"topic": "annet"}], name=f"control{at}") for at in range(1, sheets)]
        return make_book(one, *beside)
