"""JUnit XML: how the machines that build things want to be told of tests."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from kolonne.cli.test_report import Tested, side_by_side
from kolonne.orchestrator import Rehearsed

#: What no XML document may hold, however it is written.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(done: Sequence[Tested]) -> str:
    """A suite a document, a case a test; a document with problems is a case in error."""
    suites = ET.Element("testsuites", {"name": "kolonne"})
    for tested in done:
        suite = ET.SubElement(suites, "testsuite", _totals(tested))
        if tested.problems:
            case = _case(suite, tested, "problems", tested.file, tested.problems[0].line)
            _outcome(case, "error", str(tested.problems[0]).partition("\n")[0], "\n".join(map(str, tested.problems)))
        if tested.is_untested:
            case = _case(suite, tested, "tests", tested.file, 1)
            _outcome(case, "skipped", "the document has no tests", "")
        for test in tested.tests:
            _test(suite, tested, test)
    ET.indent(suites)
    # In ASCII it is the same in the encoding of every terminal and pipe.
    text: bytes = ET.tostring(suites, encoding="us-ascii", xml_declaration=True)
    return text.decode()


def _totals(tested: Tested) -> dict[str, str]:
    cases = len(tested.tests) + bool(tested.problems) + tested.is_untested
    return {
        "name": _plain(tested.document or tested.file),
        "tests": str(cases),
        "failures": str(tested.failed),
        "errors": str(int(bool(tested.problems))),
        "skipped": str(int(tested.is_untested)),
        "time": f"{sum(test.seconds for test in tested.tests):.3f}",
    }


def _test(suite: ET.Element, tested: Tested, test: Rehearsed) -> None:
    case = _case(suite, tested, test.trial.name, test.trial.place.file, test.trial.place.line)
    case.set("time", f"{test.seconds:.3f}")
    if test.differences:
        number = len(test.differences)
        message = f"{number} {'difference' if number == 1 else 'differences'}"
        _outcome(case, "failure", message, "\n".join(side_by_side(test.differences)))


def _case(suite: ET.Element, tested: Tested, name: str, file: str, line: int) -> ET.Element:
    known = {"classname": tested.document or tested.file, "name": name, "file": file, "line": str(line)}
    return ET.SubElement(suite, "testcase", {key: _plain(value) for key, value in known.items()})


def _outcome(case: ET.Element, tag: str, message: str, text: str) -> None:
    ET.SubElement(case, tag, {"message": _plain(message)}).text = _plain(text) or None


def _plain(text: str) -> str:
    """The text with forbidden characters as `\\x1f` spells them."""
    return _FORBIDDEN.sub(lambda match: ascii(match[0])[1:-1], text)
