"""What is asked of versions, against packaging."""

import sys

import pytest
from packaging.requirements import Requirement

from kolonne.plugins.fitting import fit

_VERSIONS = ["0.1.0", "0.1", "0.2.0", "1", "0.10.0", "0.1.0rc1", "0.2.0.dev1", "0.1.0.post1"]
_PLAIN = [
    "kolonne>=0.1,<0.2", "Kolonne >= 0.1.0, < 0.2", "kolonne<=0.1", "kolonne>0.1", "kolonne==0.1.0", "kolonne!=0.1.0.0",
    "kolonne>=0.2,>=0.2,<1", "kolonne>=0.9", "kolonne[xlsx]<0.2,>=0.1", "kolonne [cli, xlsx] >=0.1",
]  # fmt: skip
_ODD = [
    "kolonne", "kolonne (>=0.1)", "kolonne~=0.1", "kolonne[xlsx]", "kolonne==0.1.*", "kolonne>=0.1rc1",
    'kolonne>=0.1; python_version>"3"', "kolonne===0.1.0",
]  # fmt: skip


@pytest.mark.parametrize("version", _VERSIONS)
@pytest.mark.parametrize("text", _PLAIN + _ODD)
def test_bounds_mean_what_packaging_says(text: str, version: str) -> None:
    """Both in what is told and in whether it fits."""
    wanted = Requirement(text).specifier
    found, problem = fit([text], version)
    assert (found, problem == "") == (str(wanted), wanted.contains(version, prereleases=True))


@pytest.mark.parametrize(
    "text", ["other>=7", "kolonne-other>=7", "kolonne.other>=7", "kolonne>=", "", "!", "kolonne>=7; extra=='x'"]
)
def test_what_is_not_asked_of_kolonne_is_passed_over(text: str) -> None:
    """Other names, what is no requirement, and extras."""
    assert fit([text, "kolonne<=9"], "0.1.0") == ("<=9", "")


@pytest.mark.parametrize("text", _PLAIN)
def test_plain_bounds_need_no_library(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As almost all are."""
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)
    assert fit(["polars>=2", text], "0.1.0")[0]
